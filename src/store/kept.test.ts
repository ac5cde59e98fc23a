import { EventStore } from './index';
import { Desk, ids } from './testing/desk';
import { open, Script, settle } from './testing/script';
import { day, hour } from './testing/units';
import { everything } from './testing/everything';

describe('what is kept', () => {
  it('answers another page before any call is made', async () => {
    const desk = new Desk();
    const before = await desk.read();
    before.tab.kill();
    const { store, source } = desk.page();
    const panel = await open(store, [desk.need()]);
    expect(panel.standings).toEqual([{ done: 1, total: 1, complete: true, calls: [], waitingUntil: null }]);
    expect(source.fetches).toHaveLength(0);
    expect(everything(store).deployments).toEqual(desk.deployments(3));
  });

  it('is shown while it is refreshed from where the bookmark stands', async () => {
    const desk = new Desk();
    const before = await desk.read();
    before.tab.kill();
    desk.now += hour;
    const page = desk.page();
    const panel = await open(page.store, [desk.need()]);
    expect(panel.standings).toHaveLength(1);
    expect(panel.standing.complete).toBe(false);
    expect(ids(page)).toHaveLength(3);
    expect(page.store.coveredOf(desk.need())).toHaveLength(1);
    const [need] = page.source.fetches[0].needs;
    expect(need).toMatchObject({ bookmark: 'all', interval: { from: desk.now - day - hour, to: desk.now } });
  });

  it('is loaded for many streams at once, and yields its first standing only then', async () => {
    const desk = new Desk();
    const scopes = Array.from({ length: 30 }, (_, index) => `acme/service-${index}`);
    for (const scope of scopes) {
      (await desk.read(scope)).tab.kill();
    }
    const { store, tab } = desk.page();
    const panel = await open(
      store,
      scopes.map((scope) => desk.need(scope))
    );
    expect(panel.standings).toHaveLength(1);
    // The heads, then the slots: 25 and the rest.
    expect(tab.loads.map(({ length }) => length)).toEqual([30, 25, 5]);
    expect(everything(store).deployments).toHaveLength(90);
  });

  it('survives a walk that is left in the middle, with its bookmark', async () => {
    const desk = new Desk();
    const before = desk.page();
    await open(before.store, [desk.need()]);
    const covered = { from: desk.now - day, to: desk.now };
    await before.source.fetches[0].report({
      events: { deployments: desk.deployments(2) },
      covered,
      bookmark: 'page 2',
    });
    await settle();
    before.tab.kill();
    const { store, source } = desk.page();
    const panel = await open(store, [desk.need()]);
    expect(panel.standing.complete).toBe(false);
    expect(source.fetches[0].needs[0]).toMatchObject({
      bookmark: 'page 2',
      interval: { from: desk.now - 10 * day, to: desk.now - day },
    });
    expect(everything(store).deployments).toHaveLength(2);
  });

  it('remembers which refresh has only been half done', async () => {
    const desk = new Desk();
    await desk.read();
    desk.now += hour;
    const half = desk.page();
    await open(half.store, [desk.need()]);
    await half.source.fetches[0].report({ covered: { from: desk.now - 2 * hour, to: desk.now }, bookmark: 'half' });
    await settle();
    half.tab.kill();
    const { store, source } = desk.page();
    await open(store, [desk.need()]);
    expect(source.fetches[0].needs[0]).toMatchObject({
      bookmark: 'half',
      interval: { from: desk.now - hour - day, to: desk.now - 2 * hour },
    });
  });

  it('is written a part at a time: a page more does not rewrite what is there', async () => {
    const desk = new Desk();
    const { store, source, tab } = desk.page();
    await open(store, [desk.need()]);
    for (let page = 0; page < 50; page++) {
      await source.fetches[0].report({ events: { deployments: desk.deployments(100, 'acme/pay', page * 100) } });
      await settle();
    }
    // A slot holds 256: a page of 100 touches the one that is being filled and perhaps the next.
    const slots = tab.saves.map((entries) => [...entries.keys()].filter((key) => key.includes('\u0001')).length);
    expect(Math.max(...slots)).toBeLessThanOrEqual(2);
    expect(everything(store).deployments).toHaveLength(5_000);
    tab.kill();
    const after = desk.page();
    await open(after.store, [desk.need()]);
    expect(new Set(ids(after)).size).toBe(5_000);
  });

  it('has only its head written again when a refresh brings nothing new', async () => {
    const desk = new Desk();
    const { store, source, tab } = await desk.read();
    const before = tab.saves.length;
    desk.now += hour;
    await open(store, [desk.need()]);
    const again = source.fetches[1].needs[0];
    const interval = again.kind === 'comparisons' ? null : again.interval;
    await source.fetches[1].report({ covered: interval, bookmark: 'all' });
    await settle();
    expect(tab.saves.slice(before).flatMap((entries) => [...entries.keys()])).toEqual([
      'github\ndeployments\nacme/pay\n',
    ]);
  });

  it('is nothing of a feed', async () => {
    const desk = new Desk();
    const tab = desk.browser.open();
    const source = new Script('feed');
    const store = new EventStore({ sources: [source], now: () => desk.now, vault: tab, saveAfter: 0 });
    const panel = await open(store, [{ ...desk.need(), source: 'feed' }]);
    await source.fetches[0].report({ events: { deployments: desk.deployments(1) }, covered: desk.need().interval });
    await panel.done;
    await settle();
    expect([tab.saves, tab.loads.flat()]).toEqual([[], []]);
  });

  it('is forgotten on request, here and in other tabs', async () => {
    const desk = new Desk();
    const one = await desk.read();
    const other = desk.page();
    await open(other.store, [desk.need()]);
    expect(ids(other)).toHaveLength(3);
    await one.store.clear();
    expect([ids(one), ids(other), desk.browser.entries.size]).toEqual([[], [], 0]);
    await open(other.store, [desk.need()]);
    expect(other.source.fetches[0].needs[0]).not.toHaveProperty('bookmark');
  });
});
