import { Commit, Interval } from '../events';
import { ComparisonNeed, IntervalNeed, Source, Urgency } from '../sources';
import { EventStore } from './index';
import { callAt, open, Script, settle } from './testing/script';
import { changeOf, commitOf, deploymentOf } from './testing/world';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

function deployments(interval: Interval, scope = 'acme/pay'): IntervalNeed {
  return { source: 'github', kind: 'deployments', scope, interval };
}

class Stage {
  now = 1_000 * day;
  readonly source = new Script();
  readonly store = new EventStore({ sources: [this.source], now: () => this.now });

  /** The last so many days, up to now. */
  last(days: number, scope?: string): IntervalNeed {
    return deployments({ from: this.now - days * day, to: this.now }, scope);
  }

  ids(): readonly string[] {
    return this.store
      .events()
      .deployments.map(({ id }) => id)
      .sort();
  }

  /** The interval asked for by the last fetch, in days before now. */
  asked(): readonly [number, number] {
    const [need] = this.source.fetches[this.source.fetches.length - 1].needs;
    return need.kind === 'comparisons'
      ? [0, 0]
      : [(this.now - need.interval.from) / day, (this.now - need.interval.to) / day];
  }
}

describe('what a stream was told', () => {
  it('includes events of other kinds, each once however many streams know it', async () => {
    const { store, source, now } = new Stage();
    const interval = { from: now - day, to: now };
    const changes: IntervalNeed = { source: 'github', kind: 'changes', scope: 'acme/pay', interval };
    const commits: IntervalNeed = { source: 'github', kind: 'commits', scope: 'acme/pay', interval };
    await open(store, [changes, commits]);
    const change = changeOf({ id: '1', mergedAt: now - hour });
    const commit: Commit = commitOf(change);
    await source.fetches[0].report({ events: { changes: [change], commits: [commit] }, covered: interval }, 0);
    await source.fetches[0].report({ events: { commits: [{ ...commit, message: 'Reworded' }] }, covered: interval }, 1);
    expect(store.events().changes).toEqual([change]);
    expect(store.events().commits).toEqual([{ ...commit, message: 'Reworded' }]);
  });

  it('is another stream with jobs, and what is known with jobs is not lost to a report without', async () => {
    const { store, source, now } = new Stage();
    const interval = { from: now - day, to: now };
    const runs: IntervalNeed = { source: 'github', kind: 'runs', scope: 'acme/pay', interval };
    const run = {
      id: '1',
      repository: 'acme/pay',
      workflow: 'Deploy',
      branch: 'main',
      sha: 'a',
      event: 'push',
      attempt: 1,
      conclusion: 'success',
      createdAt: now - hour,
      startedAt: now - hour,
      finishedAt: now,
      url: null,
      jobs: [],
    };
    const jobs = [
      { id: '1', name: 'build', needs: [], conclusion: null, createdAt: 0, startedAt: 0, finishedAt: 0, steps: [] },
    ];
    await open(store, [runs, { ...runs, withJobs: true }]);
    expect(source.fetches[0].needs).toHaveLength(2);
    await source.fetches[0].report({ events: { runs: [{ ...run, jobs }] }, covered: interval }, 1);
    await source.fetches[0].report({ events: { runs: [run] }, covered: interval }, 0);
    expect(store.events().runs).toEqual([{ ...run, jobs }]);
  });

  it.each<[string, Partial<IntervalNeed>]>([
    ['labels', { labels: ['incident'] }],
    ['a filter of runs', { runs: { workflowPattern: 'deploy', branchPattern: '', events: [] } }],
    ['another filter of runs', { runs: { workflowPattern: '', branchPattern: 'deploy', events: ['push'] } }],
    ['jobs', { withJobs: true }],
    ['another scope', { scope: 'acme/shop' }],
    ['another kind', { kind: 'releases' }],
  ])('is another stream with %s', async (_name, variant) => {
    const { store, source } = new Stage();
    const need = deployments({ from: 0, to: 10 });
    await open(store, [need, { ...need, ...variant }]);
    expect(source.fetches[0].needs).toHaveLength(2);
  });
});

describe('a comparison', () => {
  const pair = (head: string): ComparisonNeed => ({
    source: 'github',
    kind: 'comparisons',
    scope: 'acme/pay',
    base: 'a',
    head,
  });

  it('is asked once, and is another stream for another pair', async () => {
    const { store, source } = new Stage();
    const comparison = { repository: 'acme/pay', base: 'a', head: 'b', shas: ['b'] };
    const panel = await open(store, [pair('b'), pair('c')]);
    await source.fetches[0].report({ events: { comparisons: [comparison] }, covered: { from: 0, to: 1 } });
    expect(panel.standing).toMatchObject({ done: 1, total: 2 });
    await panel.leave();
    await open(store, [pair('b')]);
    expect(source.fetches).toHaveLength(1);
  });
});

describe('an exhaustive report', () => {
  const stage = async (kept: Array<Parameters<typeof deploymentOf>[0]>) => {
    const stage = new Stage();
    await open(stage.store, [stage.last(10)]);
    const [fetch] = stage.source.fetches;
    const { interval } = stage.last(10);
    await fetch.report({ events: { deployments: kept.map(deploymentOf) }, covered: interval, bookmark: 'b' });
    await fetch.end();
    stage.now += hour;
    await open(stage.store, [stage.last(10)]);
    return stage;
  };

  it('removes what it does not name: of the need’s kind, in what it covers, by the instant that counts', async () => {
    const { now } = new Stage();
    const ago = (hours: number) => now - hours * hour;
    const play = await stage([
      { id: 'old', createdAt: ago(40) },
      { id: 'gone', createdAt: ago(3) },
      { id: 'here', createdAt: ago(2) },
      // Created before the interval but finished in it, and the other way round: what finished counts.
      { id: 'finished inside', createdAt: ago(40), finishedAt: ago(3) },
      { id: 'running', createdAt: ago(3), status: 'pending' },
    ]);
    const { source, store } = play;
    const [, refresh] = source.fetches;
    const here = deploymentOf({ id: 'here', createdAt: ago(2) });
    await refresh.report({ events: { deployments: [here] } });
    expect(play.ids()).toHaveLength(5);
    await refresh.report({ covered: play.last(1).interval, exhaustive: true });
    expect(play.ids()).toEqual(['here', 'old']);
    expect(store.isKnown(play.last(1))).toBe(true);
  });

  it('does not remove what was added to by a report that is not exhaustive', async () => {
    const { now } = new Stage();
    const play = await stage([{ id: 'here', createdAt: now - hour }]);
    await play.source.fetches[1].report({ covered: play.last(2).interval });
    expect(play.ids()).toEqual(['here']);
  });

  it('does not remove what another stream still holds, nor commits', async () => {
    const { store, source, now } = new Stage();
    const interval = { from: now - day, to: now };
    const changes: IntervalNeed = { source: 'github', kind: 'changes', scope: 'acme/pay', interval };
    const labelled: IntervalNeed = { ...changes, labels: ['x'] };
    const change = changeOf({ id: '1', mergedAt: now - hour });
    const panel = await open(store, [changes, labelled]);
    const [fetch] = source.fetches;
    await fetch.report({ events: { changes: [change], commits: [commitOf(change)] }, covered: interval }, 0);
    await fetch.report({ events: { changes: [change] } }, 1);
    await panel.leave();
    const again = await open(store, [labelled]);
    await source.fetches[1].report({ covered: interval, exhaustive: true }, 0);
    await again.done;
    expect(store.events().changes).toEqual([change]);
    expect(store.events().commits).toHaveLength(1);
  });
});

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
    expect([holds?.('acme/pay\na'), holds?.('acme/pay\nb')]).toEqual([true, false]);
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

describe('versions', () => {
  it('grow with what changes, per repository, and not with what is told again', async () => {
    const stage = new Stage();
    const { store, source, now } = stage;
    await open(store, [stage.last(5), stage.last(5, 'acme/shop')]);
    const one = deploymentOf({ id: 'a', createdAt: now - day });
    await source.fetches[0].report({ events: { deployments: [one] } });
    const [version, pay, shop] = [store.version, store.versionOf('acme/pay'), store.versionOf('acme/shop')];
    const snapshot = store.events();
    expect(shop).toBe(0);
    await source.fetches[0].report({ events: { deployments: [{ ...one }] }, covered: stage.last(5).interval });
    expect([store.version, store.versionOf('acme/pay'), store.events()]).toEqual([version, pay, snapshot]);
    expect(store.events()).toBe(snapshot);
    const other = deploymentOf({ id: 'a', createdAt: now - day, repository: 'acme/shop' });
    await source.fetches[0].report({ events: { deployments: [other] } }, 1);
    expect(store.versionOf('acme/pay')).toBe(pay);
    expect(store.versionOf('acme/shop')).toBeGreaterThan(shop);
    await source.fetches[0].report({ events: { deployments: [{ ...one, status: 'failure' }] } });
    expect(store.versionOf('acme/pay')).toBeGreaterThan(pay);
    // What was handed out does not change behind one's back.
    expect(snapshot.deployments).toEqual([one]);
  });

  it('grow for the service of an incident that all services were asked for', async () => {
    const source = new Script('feed');
    const store = new EventStore({ sources: [source], now: () => 10 });
    await open(store, [{ source: 'feed', kind: 'incidents', scope: '*', interval: { from: 0, to: 10 } }]);
    const incident = {
      id: 'i',
      number: null,
      service: 'Pay',
      serviceId: 'P1',
      teams: [],
      repository: null,
      title: '',
      url: null,
      urgency: null,
      priority: null,
      createdAt: 5,
      acknowledgedAt: null,
      resolvedAt: null,
      deployment: null,
      texts: [],
      relatedChanges: [],
      mergedInto: null,
      origin: 'feed' as const,
    };
    await source.fetches[0].report({ events: { incidents: [incident] } });
    expect(store.versionOf('P1')).toBeGreaterThan(0);
    expect(store.versionOf('*')).toBeGreaterThan(0);
  });
});

describe('a standing', () => {
  it('tells every call made for its needs since they were wanted, once', async () => {
    const stage = new Stage();
    const [one, two, three] = [1, 2, 3].map(callAt);
    const first = await open(stage.store, [stage.last(5), stage.last(5, 'acme/shop')]);
    const [fetch] = stage.source.fetches;
    await fetch.report({ calls: [one] }, 0);
    const second = await open(stage.store, [stage.last(5)]);
    await fetch.report({ calls: [one, two] }, 1);
    await fetch.report({ calls: [two, three], covered: stage.last(5).interval }, 0);
    expect(first.standing.calls).toEqual([one, two, three]);
    expect(second.standing.calls).toEqual([two, three]);
  });

  it('tells how long it is held back, as long as something is missing', async () => {
    const stage = new Stage();
    const until = stage.now + hour;
    const panel = await open(stage.store, [stage.last(5), stage.last(5, 'acme/shop')]);
    const [fetch] = stage.source.fetches;
    expect(panel.standing.waitingUntil).toBeNull();
    await fetch.report({ waitingUntil: until - minute }, 0);
    await fetch.report({ waitingUntil: until }, 1);
    expect(panel.standing.waitingUntil).toBe(until);
    await fetch.report({ covered: stage.last(5).interval }, 1);
    expect(panel.standing.waitingUntil).toBe(until - minute);
    await fetch.report({ waitingUntil: null }, 0);
    expect(panel.standing.waitingUntil).toBeNull();
  });
});

describe('urgency', () => {
  it('is the highest of those who wait at the moment', async () => {
    const stage = new Stage();
    let shown: Urgency = 'background';
    const first = await open(stage.store, [stage.last(5)], () => shown);
    const [fetch] = stage.source.fetches;
    expect(fetch.urgency()).toBe('background');
    const second = await open(stage.store, [stage.last(2)], () => 'interactive');
    expect(fetch.urgency()).toBe('interactive');
    // What the second wants is there: it no longer waits for the rest.
    await fetch.report({ covered: stage.last(2).interval });
    await second.done;
    expect(fetch.urgency()).toBe('background');
    shown = 'refresh';
    expect(fetch.urgency()).toBe('refresh');
    await first.leave();
    expect(fetch.signal.aborted).toBe(true);
  });
});
