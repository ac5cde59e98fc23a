import { Commit } from '../events';
import { ComparisonNeed, IntervalNeed } from '../sources';
import { EventStore } from './index';
import { open, Script } from './testing/script';
import { deployments, Stage } from './testing/stage';
import { day, hour } from './testing/units';
import { changeOf, commitOf, deploymentOf } from './testing/world';
import { everything } from './testing/everything';

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
    expect(everything(store).changes).toEqual([change]);
    expect(everything(store).commits).toEqual([{ ...commit, message: 'Reworded' }]);
  });

  it('is each repository’s own where two give the same name to different things, in one stream and in two', async () => {
    const { store, source, now } = new Stage();
    const interval = { from: now - day, to: now };
    const commits = (scope: string): IntervalNeed => ({ source: 'github', kind: 'commits', scope, interval });
    await open(store, [commits('acme/pay'), commits('fork/pay')]);
    // A fork has its origin's commits. A stream may bring events of repositories besides its own: a feed's are of many.
    const own = { ...commitOf(changeOf({ id: '1', mergedAt: now - hour })), sha: 'a', message: 'Own' };
    const forked = { ...own, repository: 'fork/pay', message: 'Forked' };
    const elsewhere = { ...own, repository: 'feed/pay', message: 'Elsewhere' };
    const byMessage = () =>
      everything(store)
        .commits.map(({ repository, message }) => `${repository}: ${message}`)
        .sort();
    const both = { events: { commits: [own, elsewhere] }, covered: null, identity: 'R1' };
    await source.fetches[0].report(both, 0);
    await source.fetches[0].report({ events: { commits: [forked] }, covered: interval }, 1);
    expect(byMessage()).toEqual(['acme/pay: Own', 'feed/pay: Elsewhere', 'fork/pay: Forked']);
    const reworded = { commits: [{ ...elsewhere, message: 'Reworded' }] };
    await source.fetches[0].report({ events: reworded, covered: null }, 0);
    expect(byMessage()).toEqual(['acme/pay: Own', 'feed/pay: Reworded', 'fork/pay: Forked']);
    // What the name stood for was another repository: all that the stream told is let go of.
    await source.fetches[0].report({ events: {}, covered: null, identity: 'R2' }, 0);
    expect(byMessage()).toEqual(['fork/pay: Forked']);
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
    expect(everything(store).runs).toEqual([{ ...run, jobs }]);
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
    expect(everything(store).changes).toEqual([change]);
    expect(everything(store).commits).toHaveLength(1);
  });
});

describe('a snapshot', () => {
  it('changes with what changes, repository by repository, and not with what is told again', async () => {
    const stage = new Stage();
    const { store, source, now } = stage;
    await open(store, [stage.last(5), stage.last(5, 'acme/shop')]);
    const one = deploymentOf({ id: 'a', createdAt: now - day });
    await source.fetches[0].report({ events: { deployments: [one] } });
    const first = store.snapshot();
    await source.fetches[0].report({ events: { deployments: [{ ...one }] }, covered: stage.last(5).interval });
    expect(store.snapshot()).toBe(first);
    const other = deploymentOf({ id: 'a', createdAt: now - day, repository: 'acme/shop' });
    await source.fetches[0].report({ events: { deployments: [other] } }, 1);
    const second = store.snapshot();
    expect(second.byRepository.get('acme/pay')).toBe(first.byRepository.get('acme/pay'));
    expect([first, second].map(({ byRepository }) => byRepository.get('acme/shop')?.deployments)).toEqual([
      undefined,
      [other],
    ]);
    const failed = { ...one, status: 'failure' as const };
    await source.fetches[0].report({ events: { deployments: [failed] } });
    const third = store.snapshot();
    expect(third.byRepository.get('acme/shop')).toBe(second.byRepository.get('acme/shop'));
    expect(third.byRepository.get('acme/pay')?.deployments).toEqual([failed]);
    // What was handed out does not change behind one's back.
    expect(first.byRepository.get('acme/pay')?.deployments).toEqual([one]);
    expect(second.byRepository.get('acme/pay')?.deployments).toEqual([one]);
  });

  it('has the incidents of all services in one list', async () => {
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
    const before = store.snapshot();
    await source.fetches[0].report({ events: { incidents: [incident] } });
    expect([before, store.snapshot()].map(({ incidents }) => incidents)).toEqual([[], [incident]]);
  });
});
