import { Deployment } from '../events';
import { IntervalNeed } from '../sources';
import { EventStore } from './index';
import { callAt, open, Script, settle } from './testing/script';
import { Browser, Tab, TabOptions } from './testing/tabs';
import { deploymentOf } from './testing/world';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

interface Page {
  readonly tab: Tab;
  readonly source: Script;
  readonly store: EventStore;
}

/** Pages of one browser, all looking at the last ten days. */
class Desk {
  now = 1_000 * day;
  readonly browser = new Browser();

  page(options: TabOptions = {}, tab = this.browser.open(options)): Page {
    const source = new Script();
    const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
    const store = new EventStore({ sources: [source], now: () => this.now, vault: tab, saveAfter: 0, pause });
    return { tab, source, store };
  }

  need(scope = 'acme/pay', days = 10): IntervalNeed {
    return { source: 'github', kind: 'deployments', scope, interval: { from: this.now - days * day, to: this.now } };
  }

  /** So many deployments, the newest first, an hour apart. */
  deployments(count: number, scope = 'acme/pay', skip = 0): readonly Deployment[] {
    return Array.from({ length: count }, (_, index) => {
      const createdAt = this.now - (skip + index + 1) * minute;
      return deploymentOf({ id: `d${createdAt}`, repository: scope, createdAt });
    });
  }

  /** A page that has read everything of `scope` and saved it. */
  async read(scope = 'acme/pay', count = 3): Promise<Page> {
    const page = this.page();
    const panel = await open(page.store, [this.need(scope)]);
    await page.source.fetches[0].report({
      events: { deployments: this.deployments(count, scope) },
      covered: this.need(scope).interval,
      bookmark: 'all',
    });
    await panel.done;
    await settle();
    return page;
  }
}

const ids = ({ store }: Page) => store.events().deployments.map(({ id }) => id);

describe('what is kept', () => {
  it('answers another page before any call is made', async () => {
    const desk = new Desk();
    const before = await desk.read();
    before.tab.kill();
    const { store, source } = desk.page();
    const panel = await open(store, [desk.need()]);
    expect(panel.standings).toEqual([{ done: 1, total: 1, complete: true, calls: [], waitingUntil: null }]);
    expect(source.fetches).toHaveLength(0);
    expect(store.events().deployments).toEqual(desk.deployments(3));
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
    expect(store.events().deployments).toHaveLength(90);
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
    expect(store.events().deployments).toHaveLength(2);
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
    expect(store.events().deployments).toHaveLength(5_000);
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

describe('what cannot be trusted is read again', () => {
  const head = 'github\ndeployments\nacme/pay\n';
  const slot = `${head}\u00010`;
  const rewritten = (key: string, change: Record<string, unknown>) => (entries: Map<string, unknown>) => {
    const entry = entries.get(key);
    entries.set(key, typeof entry === 'object' ? { ...entry, ...change } : entry);
  };

  it.each<[string, (entries: Map<string, unknown>) => unknown]>([
    ['a head that is gone', (entries) => entries.delete(head)],
    ['a slot that is gone', (entries) => entries.delete(slot)],
    ['a head of another format', rewritten(head, { format: 0 })],
    ['a slot of another format', rewritten(slot, { format: 1 })],
    ['a slot that somebody else wrote', rewritten(slot, { revision: 'else.1' })],
    ['a head that is something else', (entries) => entries.set(head, 'text')],
    ['a coverage that is none', rewritten(head, { covered: [[1, 'x']] })],
    ['a bookmark that is none', rewritten(head, { bookmark: 7 })],
    ['text that is cut', rewritten(slot, { deployments: '[["a"' })],
    ['rows that are too short', rewritten(slot, { deployments: '[["a"]]' })],
    [
      'a status that does not exist',
      rewritten(slot, {
        deployments: JSON.stringify([['d', 'acme/pay', 'p', 's', 'done', 1, null, null, null, null, null, 'feed']]),
      }),
    ],
  ])('%s', async (_name, damage) => {
    const desk = new Desk();
    (await desk.read()).tab.kill();
    damage(desk.browser.entries);
    const page = desk.page();
    const panel = await open(page.store, [desk.need()]);
    expect(ids(page)).toEqual([]);
    expect(page.store.coveredOf(desk.need())).toEqual([]);
    expect(page.source.fetches[0].needs[0]).toMatchObject({ interval: desk.need().interval });
    expect(page.source.fetches[0].needs[0]).not.toHaveProperty('bookmark');
    // And what is read then is kept.
    await page.source.fetches[0].report({
      events: { deployments: desk.deployments(4) },
      covered: desk.need().interval,
    });
    await panel.done;
    await settle();
    page.tab.kill();
    const after = desk.page();
    await open(after.store, [desk.need()]);
    expect(ids(after)).toHaveLength(4);
  });

  it('a save that the end of the tab cut in two', async () => {
    const desk = new Desk();
    const before = desk.page({ atomic: false });
    const panel = await open(before.store, [desk.need()]);
    before.tab.killAfter(1);
    await before.source.fetches[0].report({
      events: { deployments: desk.deployments(3) },
      covered: desk.need().interval,
    });
    await panel.done;
    await settle();
    expect([...desk.browser.entries.keys()]).toEqual([slot]);
    const page = desk.page();
    await open(page.store, [desk.need()]);
    expect(ids(page)).toEqual([]);
    expect(page.source.fetches).toHaveLength(1);
  });

  it('a vault that fails at everything is an empty one', async () => {
    const desk = new Desk();
    const page = desk.page();
    page.tab.isBroken = true;
    const panel = await open(page.store, [desk.need()]);
    await page.source.fetches[0].report({
      events: { deployments: desk.deployments(3) },
      covered: desk.need().interval,
    });
    await panel.done;
    expect(panel.standing.complete).toBe(true);
    expect(ids(page)).toHaveLength(3);
    // It recovers: everything is saved with the next change.
    page.tab.isBroken = false;
    desk.now += hour;
    await open(page.store, [desk.need()]);
    await page.source.fetches[1].report({ covered: desk.need().interval });
    await settle();
    page.tab.kill();
    const after = desk.page();
    await open(after.store, [desk.need()]);
    expect(ids(after)).toHaveLength(3);
  });
});

describe('of two tabs', () => {
  it('one fetches, the other follows and makes no call', async () => {
    const desk = new Desk();
    const [one, other] = [desk.page(), desk.page()];
    const first = await open(one.store, [desk.need(), desk.need('acme/shop')]);
    const second = await open(other.store, [desk.need(), desk.need('acme/shop')]);
    expect([one.source.fetches.length, other.source.fetches.length]).toEqual([1, 0]);
    const [fetch] = one.source.fetches;
    const part = { from: desk.now - day, to: desk.now };
    await fetch.report({ events: { deployments: desk.deployments(2) }, covered: part, calls: [callAt(1)] });
    await settle();
    // It sees what has come so far.
    expect(ids(other)).toHaveLength(2);
    expect(other.store.coveredOf(desk.need())).toEqual([part]);
    await fetch.report({ events: { deployments: desk.deployments(3) }, covered: desk.need().interval });
    await settle();
    expect(second.standing).toMatchObject({ done: 1, complete: false });
    await fetch.report({ covered: desk.need('acme/shop').interval }, 1);
    await fetch.end();
    await first.done;
    await second.done;
    expect(second.standing).toMatchObject({ done: 2, complete: true, calls: [] });
    expect(other.source.fetches).toHaveLength(0);
    expect(desk.browser.held.size).toBe(0);
  });

  it('the follower reads at once what nobody reads, and without a channel looks when it is its turn', async () => {
    const desk = new Desk();
    const [one, other] = [desk.page({ channel: false }), desk.page({ channel: false })];
    await open(one.store, [desk.need()]);
    const second = await open(other.store, [desk.need(), desk.need('acme/shop')]);
    expect(other.source.fetches[0].needs.map(({ scope }) => scope)).toEqual(['acme/shop']);
    await one.source.fetches[0].report({
      events: { deployments: desk.deployments(3) },
      covered: desk.need().interval,
    });
    await settle();
    expect(second.standing).toMatchObject({ done: 1, complete: false });
    await other.source.fetches[0].report({ covered: desk.need('acme/shop').interval });
    await second.done;
    expect(other.source.fetches).toHaveLength(1);
    expect(ids(other)).toHaveLength(3);
  });

  it('the follower goes on where the first one left off', async () => {
    const desk = new Desk();
    const [one, other] = [desk.page(), desk.page()];
    const first = await open(one.store, [desk.need()]);
    await open(other.store, [desk.need()]);
    await one.source.fetches[0].report({
      events: { deployments: desk.deployments(2) },
      covered: { from: desk.now - day, to: desk.now },
      bookmark: 'page 2',
    });
    await first.leave();
    expect(other.source.fetches[0].needs[0]).toMatchObject({
      bookmark: 'page 2',
      interval: { from: desk.now - 10 * day, to: desk.now - day },
    });
  });

  it('the follower goes on when the first one dies', async () => {
    const desk = new Desk();
    const [one, other] = [desk.page(), desk.page()];
    await open(one.store, [desk.need()]);
    await open(other.store, [desk.need()]);
    expect(other.source.fetches).toHaveLength(0);
    one.tab.kill();
    await settle();
    expect(other.source.fetches[0].needs[0]).toMatchObject({ interval: desk.need().interval });
  });

  it('the follower takes over together what the first one has left, and holds nothing that is read', async () => {
    const desk = new Desk();
    const scopes = Array.from({ length: 20 }, (_, index) => `acme/service-${index}`);
    const needs = scopes.map((scope) => desk.need(scope));
    const [one, other] = [desk.page(), desk.page()];
    const first = await open(one.store, needs);
    await open(other.store, needs);
    await one.source.fetches[0].report({ covered: needs[0].interval }, 0);
    await settle();
    // The first one could read it again: nobody holds it.
    expect([...desk.browser.held.keys()]).toHaveLength(19);
    await first.leave();
    expect(other.source.fetches.map((fetch) => fetch.needs.length)).toEqual([19]);
  });

  it('the follower that gives up lets others go on', async () => {
    const desk = new Desk();
    const pages = [desk.page(), desk.page(), desk.page()];
    const panels = [];
    for (const { store } of pages) {
      panels.push(await open(store, [desk.need()]));
    }
    await panels[1].leave();
    await panels[0].leave();
    expect(pages.map(({ source }) => source.fetches.length)).toEqual([1, 0, 1]);
  });

  it('one learns of what the other has refreshed', async () => {
    const desk = new Desk();
    const one = await desk.read();
    const other = desk.page();
    await open(other.store, [desk.need()]);
    desk.now += hour;
    const panel = await open(other.store, [desk.need()]);
    await other.source.fetches[0].report({
      events: { deployments: desk.deployments(1) },
      covered: { from: desk.now - 2 * day, to: desk.now },
      bookmark: 'newer',
    });
    await panel.done;
    await settle();
    const again = await open(one.store, [desk.need()]);
    expect(again.standing.complete).toBe(true);
    expect(one.source.fetches).toHaveLength(1);
    expect(ids(one)).toHaveLength(4);
  });

  it('which both write one stream without locks, a third believes one of them or none', async () => {
    const desk = new Desk();
    const options = { locks: false, channel: false, atomic: false };
    const [one, other] = [desk.page(options), desk.page(options)];
    for (const { store } of [one, other]) {
      await open(store, [desk.need()]);
    }
    const covered = desk.need().interval;
    // The first reads before something is deployed, the other after.
    await one.source.fetches[0].report({ events: { deployments: desk.deployments(3) }, covered });
    await other.source.fetches[0].report({ events: { deployments: desk.deployments(4) }, covered });
    await settle();
    const third = desk.page(options);
    await open(third.store, [desk.need()]);
    const known = third.store.isKnown(desk.need()) ? ids(third).length : 0;
    expect([0, 3, 4]).toContain(known);
  });
});
