import { IntervalNeed, Source } from '../sources';
import { EventStore } from './index';
import { open, Script, settle } from './testing/script';
import { deployments, Stage } from './testing/stage';
import { day, hour, minute } from './testing/units';
import { deploymentOf } from './testing/world';

describe('a refresh', () => {
  async function known(bookmark: string | undefined, status: 'success' | 'pending' = 'success'): Promise<Stage> {
    const stage = new Stage();
    const panel = await open(stage.store, [stage.last(10)]);
    const running = deploymentOf({ id: 'a', createdAt: stage.now - 5 * day, status });
    await stage.source.fetches[0].report({
      events: { deployments: [running] },
      covered: stage.last(10).interval,
      ...(bookmark === undefined ? {} : { bookmark }),
    });
    await panel.done;
    stage.now += hour;
    return stage;
  }

  it('asks the last day again, with the bookmark and what is known', async () => {
    const stage = await known('page 1');
    await open(stage.store, [stage.last(5)]);
    expect(stage.asked()).toEqual([1 + 1 / 24, 0]);
    const [need] = stage.source.fetches[1].needs;
    expect(need).toMatchObject({ bookmark: 'page 1' });
    const holds = need.kind === 'comparisons' ? undefined : need.holds;
    expect([holds?.('a'), holds?.('b')]).toEqual([true, false]);
  });

  it.each([
    ['with a bookmark not for what is still running: the source sees to that', 'page 1', 1 + 1 / 24],
    ['without one from what is still running on', undefined, 5 + 1 / 24],
  ])('%s', async (_name, bookmark, from) => {
    const stage = await known(bookmark, 'pending');
    await open(stage.store, [stage.last(8)]);
    expect(stage.asked()).toEqual([from, 0]);
  });

  it('leaves what is covered covered while it is under way', async () => {
    const stage = await known('page 1');
    const covered = stage.store.coveredOf(stage.last(5));
    const panel = await open(stage.store, [stage.last(5)]);
    expect(panel.standing).toMatchObject({ done: 0, complete: false });
    expect(stage.store.isKnown(stage.last(5))).toBe(false);
    expect(stage.store.coveredOf(stage.last(5))).toEqual(covered);
    await stage.source.fetches[1].report({ covered: stage.last(2).interval, bookmark: 'page 2' });
    expect(panel.standing.complete).toBe(true);
    expect(stage.store.isKnown(stage.last(5))).toBe(true);
  });

  it('that fails leaves what was known, tells the problem and is tried again', async () => {
    const stage = await known('page 1');
    const covered = stage.store.coveredOf(stage.last(5));
    const problem = {
      source: 'github' as const,
      kind: 'unavailable' as const,
      scope: 'acme/pay',
      message: 'Down.',
      retryAt: null,
    };
    const panel = await open(stage.store, [stage.last(5)]);
    await stage.source.fetches[1].report({ problem });
    await panel.done;
    expect(stage.store.coveredOf(stage.last(5))).toEqual(covered);
    expect(stage.ids()).toEqual(['a']);
    expect(stage.store.problemsOf([stage.last(5)])).toEqual([problem]);
    expect(stage.store.isKnown(stage.last(5))).toBe(false);
    stage.now += 2 * minute;
    await open(stage.store, [stage.last(5)]);
    expect(stage.source.fetches).toHaveLength(3);
  });

  it('that was left in the middle is taken up where it was, newest first', async () => {
    const stage = await known('page 1');
    const panel = await open(stage.store, [stage.last(5)]);
    await stage.source.fetches[1].report({
      covered: { from: stage.now - 2 * hour, to: stage.now },
      bookmark: 'page 2',
    });
    await panel.leave();
    await open(stage.store, [stage.last(5)]);
    expect(stage.asked()).toEqual([1 + 1 / 24, 2 / 24]);
    expect(stage.source.fetches[2].needs[0]).toMatchObject({ bookmark: 'page 2' });
  });

  it('comes before what a wider window misses at its old end, which carries the new bookmark', async () => {
    const stage = await known('page 1');
    const panel = await open(stage.store, [stage.last(20)]);
    expect(stage.asked()).toEqual([1 + 1 / 24, 0]);
    await stage.source.fetches[1].report({ covered: stage.last(2).interval, bookmark: 'page 2' });
    await stage.source.fetches[1].end();
    expect(stage.asked()).toEqual([20, 10 + 1 / 24]);
    expect(stage.source.fetches[2].needs[0]).toMatchObject({ bookmark: 'page 2' });
    await stage.source.fetches[2].report({ covered: stage.last(20).interval });
    expect(panel.standing.complete).toBe(true);
  });

  it('also reads again what was young when an older window was read', async () => {
    const stage = await known('page 1');
    stage.now += 30 * day;
    const recent = await open(stage.store, [stage.last(2)]);
    expect(stage.asked()).toEqual([2, 0]);
    await stage.source.fetches[1].report({ covered: stage.last(2).interval });
    await recent.done;
    await open(stage.store, [stage.last(35)]);
    // Read up to 30 days and an hour ago, when the day before was young.
    expect(stage.asked()).toEqual([31 + 1 / 24, 2]);
  });

  it('counts from when the newest part was read, however long the walk then goes on', async () => {
    const stage = new Stage();
    const panel = await open(stage.store, [stage.last(10)]);
    const { to } = stage.last(10).interval;
    const [fetch] = stage.source.fetches;
    await fetch.report({ covered: { from: to - day, to }, bookmark: 'page 2' });
    stage.now += 2 * hour;
    await fetch.report({ covered: { from: to - 10 * day, to }, bookmark: 'page 3' });
    await panel.done;
    await open(stage.store, [stage.last(5)]);
    expect(stage.asked()).toEqual([1 + 2 / 24, 0]);
  });

  it('is not disturbed by what a cancelled fetch still says', async () => {
    const stage = new Stage();
    let say = () => {};
    const stubborn: Source = {
      id: 'github',
      discover: () => stage.source.discover(),
      test: () => stage.source.test(),
      async *fetch([need]) {
        await new Promise<void>((resolve) => (say = resolve));
        yield { need, events: {}, covered: null, baselineKnown: false, problem: null, bookmark: 'late' };
      },
    };
    const store = new EventStore({ sources: [stubborn], now: () => stage.now });
    const first = await open(store, [stage.last(5)]);
    const sayLate = say;
    await first.leave();
    sayLate();
    await settle();
    const asked: Array<string | undefined> = [];
    stubborn.fetch = async function* fetch([need]) {
      asked.push(need.kind === 'comparisons' ? '' : need.bookmark);
    };
    await open(store, [stage.last(5)]);
    expect(asked).toEqual([undefined]);
  });

  it('a feed needs none', async () => {
    const now = { at: 1_000 * day };
    const feed = new Script('feed');
    const store = new EventStore({ sources: [feed], now: () => now.at });
    const need: IntervalNeed = { ...deployments({ from: 0, to: now.at }), source: 'feed' };
    const panel = await open(store, [need]);
    await feed.fetches[0].report({ covered: { from: -Infinity, to: Infinity } });
    await panel.done;
    now.at += day;
    await open(store, [{ ...need, interval: { from: 0, to: now.at } }]);
    expect(feed.fetches).toHaveLength(1);
  });
});
