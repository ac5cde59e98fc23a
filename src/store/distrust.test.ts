import { Desk, ids } from './testing/desk';
import { open, settle } from './testing/script';
import { hour } from './testing/units';

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
