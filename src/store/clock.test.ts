import { EventStore } from './index';
import { Desk, ids } from './testing/desk';
import { open, Script, settle } from './testing/script';
import { deployments, Stage } from './testing/stage';
import { day, hour, minute } from './testing/units';
import { deploymentOf } from './testing/world';

describe('a clock that was ahead and has been put right', () => {
  /** What another page read by a clock that many hours ahead, looked at so much later by the right one. */
  async function keptAhead(ahead: number, later: number, count = 3): Promise<Desk> {
    const desk = new Desk();
    const right = desk.now;
    const newest = desk.deployments(count);
    desk.now += ahead;
    const before = desk.page();
    const wide = desk.need('acme/pay', 30);
    const panel = await open(before.store, [wide]);
    await before.source.fetches[0].report({
      events: { deployments: newest },
      covered: wide.interval,
      bookmark: 'all',
    });
    await panel.done;
    await settle();
    before.tab.kill();
    desk.now = right + later;
    return desk;
  }

  it.each([
    ['at once', 8 * hour, 0],
    ['an hour later', 8 * hour, hour],
    ['when the wrong clock would have said the same', 8 * hour, 8 * hour - 2 * minute],
    // More than what a refresh asks again: only the newest event tells when it was read at the earliest.
    ['though it was ahead by days', 5 * day, 4 * day],
  ])('does not keep what was read from being looked at again: %s', async (_name, ahead, later) => {
    const desk = await keptAhead(ahead, later);
    const page = desk.page();
    const panel = await open(page.store, [desk.need()]);
    expect(panel.standing.complete).toBe(false);
    expect(ids(page)).toHaveLength(3);
    const [need] = page.source.fetches[0].needs;
    const asked = need.kind === 'comparisons' ? null : need.interval;
    // The newest of it happened a minute before it was read, and a refresh goes back a day.
    expect(asked?.from).toBe(desk.now - later - minute - day);
    expect(asked?.to).toBeGreaterThanOrEqual(desk.now);
    await page.source.fetches[0].report({ covered: asked, bookmark: 'again' });
    expect(panel.standing.complete).toBe(true);
    desk.now += hour;
    await open(page.store, [desk.need()]);
    expect(page.source.fetches[1].needs[0]).toMatchObject({ interval: { from: desk.now - hour - day } });
  });

  it('has a stream without events read again as far as anybody asks', async () => {
    const desk = await keptAhead(8 * hour, hour, 0);
    const page = desk.page();
    await open(page.store, [desk.need()]);
    expect(page.source.fetches[0].needs[0]).toMatchObject({ interval: { from: desk.need().interval.from } });
  });

  it('set back by seconds, as networks do, costs nothing', async () => {
    const desk = await keptAhead(30_000, 0);
    const page = desk.page();
    expect((await open(page.store, [desk.need()])).standing.complete).toBe(true);
    expect(page.source.fetches).toEqual([]);
  });

  it('does not keep a problem standing', async () => {
    const stage = new Stage();
    stage.now += 8 * hour;
    await open(stage.store, [stage.last(10)]);
    const retryAt = stage.now + minute;
    const problem = { source: 'github', kind: 'unavailable', scope: 'acme/pay', message: 'Down.', retryAt } as const;
    await stage.source.fetches[0].report({ problem });
    stage.now -= 8 * hour;
    await open(stage.store, [stage.last(10)]);
    expect(stage.source.fetches).toHaveLength(2);
  });

  it('does not keep a feed from being read again', async () => {
    let now = 1_000 * day;
    const source = new Script('feed');
    const store = new EventStore({ sources: [source], now: () => now });
    const need = () => ({ ...deployments({ from: 990 * day, to: now }), source: 'feed' as const });
    now += 8 * hour;
    await open(store, [need()]);
    const created = deploymentOf({ id: 'a', createdAt: now - 9 * hour });
    await source.fetches[0].report({ events: { deployments: [created] }, covered: need().interval, exhaustive: true });
    now -= 8 * hour;
    await open(store, [need()]);
    expect(source.fetches).toHaveLength(2);
  });
});
