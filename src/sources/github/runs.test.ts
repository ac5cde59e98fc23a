import { eventsIn, fakeGithub, ok, reportsOf } from './fakeGithub';
import { actions, at, baseline, hourly, need, raw, serving } from './testing/actions';

test('all pages of the window and its margin are read, and only what started inside is handed over', async () => {
  const { source, requests } = serving(actions(hourly(1_000, '2026-05-31T23:00:00Z')));
  const reports = await reportsOf(source, [need]);
  // 12 days of 24 runs inside; 19 days with the margin of a week are 456, that is five pages.
  expect(eventsIn(reports, 'runs')).toHaveLength(288);
  const pages = requests.filter(({ upstream }) => upstream === 'github/rest');
  expect(pages.map(({ params }) => params?.['page'])).toEqual([1, 2, 3, 4, 5]);
  expect(pages[0].params).toMatchObject({
    created: '2026-05-13T00:00:00Z..2026-05-31T23:59:59Z',
    exclude_pull_requests: true,
    per_page: 100,
  });
  expect(reports[reports.length - 1]).toMatchObject({ covered: need.interval, problem: null });
});

test('a window with more runs than a search reaches is halved until each part fits', async () => {
  // One every five minutes: 3,456 in the twelve days of the window, 5,472 with the margin.
  const { source } = serving(actions(hourly(6_000, '2026-05-31T23:55:00Z', 300_000)));
  const reports = await reportsOf(source, [need]);
  const ids = eventsIn(reports, 'runs').map(({ id }) => id);
  expect(ids).toHaveLength(3_456);
  expect(new Set(ids).size).toBe(3_456);
  expect(reports[reports.length - 1].problem).toBeNull();
});

test('more than a thousand runs in one second cannot be read, and that is said', async () => {
  const crowd = Array.from({ length: 1_200 }, (_, index) => ({ id: index + 1, created: '2026-05-25T00:00:00Z' }));
  const reports = await reportsOf(serving(actions(crowd)).source, [need]);
  const { problem } = reports[reports.length - 1];
  expect(problem?.kind).toBe('truncated');
  expect(problem?.message).toContain('1000 of 1200 runs');
});

test('every attempt is a run of its own; a re-run belongs to when it started again', async () => {
  const rerun = { id: 9, created: '2026-05-18T00:00:00Z', attempt: 3, started: '2026-05-21T00:00:00Z' };
  const attempts: Record<string, unknown> = {
    'repos/acme/pay/actions/runs/9/attempts/2': raw(
      { ...rerun, attempt: 2, started: '2026-05-20T00:00:00Z' },
      'failure'
    ),
    'repos/acme/pay/actions/runs/9/attempts/1': raw(
      { ...rerun, attempt: 1, started: '2026-05-18T00:00:00Z' },
      'failure'
    ),
  };
  const { source } = serving(actions([rerun], (path) => attempts[path] ?? null));
  const runs = eventsIn(await reportsOf(source, [need]), 'runs');
  expect(runs.map(({ attempt, conclusion }) => [attempt, conclusion])).toEqual([
    [3, 'success'],
    [2, 'failure'],
  ]);
  expect(runs[0].startedAt).toBe(at('2026-05-21T00:00:00Z'));
});

test('an attempt that GitHub no longer keeps is named, the run stays', async () => {
  const { source } = serving(actions([{ id: 9, created: '2026-05-21T00:00:00Z', attempt: 2 }]));
  const reports = await reportsOf(source, [need]);
  expect(eventsIn(reports, 'runs')).toHaveLength(1);
  expect(reports[reports.length - 1].problem?.message).toContain('attempt 1 of workflow run 9');
});

test('jobs are read for the runs of the window, all pages; what a re-run carried over is left to its attempt', async () => {
  const job = (id: number, started: string) => ({
    id,
    name: `job ${id}`,
    conclusion: 'success',
    created_at: '2026-05-21T00:00:00Z',
    started_at: started,
    completed_at: '2026-05-21T03:00:00Z',
    steps: [{ name: 'unit', conclusion: 'success', started_at: started, completed_at: null }],
  });
  const inside = { id: 9, created: '2026-05-21T00:00:00Z', attempt: 2, started: '2026-05-21T02:00:00Z' };
  const first = Array.from({ length: 150 }, (_, index) => job(index, '2026-05-21T00:01:00Z'));
  const requested: string[] = [];
  const others = (path: string, params: Readonly<Record<string, unknown>>) => {
    requested.push(path);
    const jobs = path.includes('attempts/2')
      ? [job(1, '2026-05-21T00:01:00Z'), job(200, '2026-05-21T02:01:00Z')]
      : first;
    const start = (Number(params['page']) - 1) * 100;
    return path.endsWith('/jobs')
      ? { total_count: jobs.length, jobs: jobs.slice(start, start + 100) }
      : raw({ ...inside, attempt: 1, started: '2026-05-21T00:00:00Z' });
  };
  const runs = [inside, { id: 8, created: '2026-05-15T00:00:00Z' }];
  const { source } = serving((path, params) => actions(runs, (other) => others(other, params))(path, params));
  const events = eventsIn(await reportsOf(source, [{ ...need, withJobs: true }]), 'runs');
  expect(events.map(({ attempt, jobs }) => [attempt, jobs.length])).toEqual([
    [2, 1],
    [1, 150],
  ]);
  expect(events[0].jobs[0]).toMatchObject({ id: '200', name: 'job 200', steps: [{ name: 'unit', finishedAt: null }] });
  expect(requested.filter((path) => path.includes('/runs/8/'))).toEqual([]);
});

test('a predecessor is searched for in ever larger steps back', async () => {
  const inside = { id: 3, created: '2026-05-25T00:00:00Z', name: 'deploy' };
  const before = { id: 2, created: '2025-11-01T00:00:00Z', name: 'deploy' };
  const older = { id: 1, created: '2025-10-31T00:00:00Z', name: 'deploy' };
  const { source, requests } = serving(actions([inside, before, older]));
  const reports = await reportsOf(source, [{ ...need, baseline }]);
  expect(eventsIn(reports, 'runs').map(({ id }) => id)).toEqual(['3', '2']);
  expect(requests.length).toBeLessThan(20);
});

test('a refresh goes back as far as re-runs reach, not as far as a first search for predecessors', async () => {
  const runs = [
    { id: 2, created: '2026-05-31T12:00:00Z', name: 'deploy' },
    { id: 1, created: '2026-05-22T00:00:00Z', name: 'deploy' },
  ];
  const first = await reportsOf(serving(actions(runs)).source, [{ ...need, baseline }]);
  const bookmark = first.flatMap((report) => report.bookmark ?? []).pop();
  const { source, requests } = serving(actions(runs));
  const interval = { from: at('2026-05-31T00:00:00Z'), to: at('2026-06-01T00:00:00Z') };
  await reportsOf(source, [{ ...need, interval, baseline, bookmark }]);
  const created = requests.flatMap(({ upstream, params }) => (upstream === 'github/rest' ? [params?.['created']] : []));
  // A run may be re-run a week after it was created.
  expect(created).toEqual(['2026-05-24T00:00:00Z..2026-05-31T23:59:59Z']);
});

test('a predecessor of a group that only a refresh has seen is found all the same', async () => {
  const old = { id: 1, created: '2026-03-01T00:00:00Z', name: 'deploy' };
  const fresh = { id: 2, created: '2026-05-31T12:00:00Z', name: 'deploy' };
  const [early, late] = [
    { from: at('2026-05-20T00:00:00Z'), to: at('2026-05-31T00:00:00Z') },
    { from: at('2026-05-30T00:00:00Z'), to: at('2026-06-01T00:00:00Z') },
  ];
  const first = await reportsOf(serving(actions([old])).source, [{ ...need, interval: early, baseline }]);
  const bookmark = first.flatMap((report) => report.bookmark ?? []).pop();
  const { source } = serving(actions([old, fresh]));
  const reports = await reportsOf(source, [{ ...need, interval: late, baseline, bookmark }]);
  expect(eventsIn(reports, 'runs').map(({ id }) => id)).toEqual(['2', '1']);
});

test('a predecessor may be an earlier attempt of a run that failed later', async () => {
  const inside = { id: 3, created: '2026-05-25T00:00:00Z', name: 'deploy' };
  const rerun = { id: 2, created: '2026-05-18T00:00:00Z', name: 'deploy', attempt: 2, started: '2026-05-19T00:00:00Z' };
  const { source } = serving((path, params) => {
    const body = Object(
      actions([inside, rerun], () => raw({ ...rerun, attempt: 1, started: rerun.created }))(path, params)
    );
    const runs: ReadonlyArray<{ run_attempt: number }> = body.workflow_runs ?? [];
    const listed = runs.map((run) => (run.run_attempt === 2 ? { ...run, conclusion: 'failure' } : run));
    return body.workflow_runs === undefined ? body : { ...body, workflow_runs: listed };
  });
  const reports = await reportsOf(source, [{ ...need, baseline }]);
  expect(eventsIn(reports, 'runs').map(({ id, attempt }) => [id, attempt])).toEqual([
    ['3', 1],
    ['2', 1],
  ]);
});

test('the search ends where there are no more runs at all', async () => {
  const { source, requests } = serving(actions([{ id: 3, created: '2026-05-25T00:00:00Z', name: 'deploy' }]));
  const reports = await reportsOf(source, [{ ...need, baseline }]);
  expect(reports[reports.length - 1]).toMatchObject({ baselineKnown: true, problem: null });
  // The name, the window, and one look that finds nothing older.
  expect(requests).toHaveLength(3);
});

test('a renamed repository is asked under its present name, a redirect would leave the proxy', async () => {
  const { source, requests } = fakeGithub({
    repositories: { 'acme/pay': { nameWithOwner: 'acme/payments' } },
    rest: () => ({ total_count: 0, workflow_runs: [] }),
  });
  await reportsOf(source, [need]);
  expect(requests[1].path).toBe('repos/acme/payments/actions/runs');
});

test('the Link header decides where it can be read, and only its query is used', async () => {
  const link = '<https://api.github.com/repositories/7/actions/runs?per_page=100&page=2>; rel="next"';
  const one = (id: number) => ({ total_count: 2, workflow_runs: [raw({ id, created: '2026-05-25T00:00:00Z' })] });
  const { source, requests } = fakeGithub({
    repositories: { 'acme/pay': {} },
    fault: ({ upstream, params }) => {
      if (upstream !== 'github/rest') {
        return null;
      }
      return String(params?.['page']) === '1' ? ok(one(1), { link }) : ok(one(2), { link: '' });
    },
  });
  const reports = await reportsOf(source, [need]);
  expect(eventsIn(reports, 'runs').map(({ id }) => id)).toEqual(['1', '2']);
  expect(requests[2]).toMatchObject({ path: 'repos/acme/pay/actions/runs', params: { per_page: 100, page: 2 } });
});

describe('a filter', () => {
  const filter = { workflowPattern: '^deploy', branchPattern: '^Main$', events: ['push'] };
  const runs = [
    { id: 1, created: '2026-05-21T00:00:00Z', name: 'Deploy to production' },
    { id: 2, created: '2026-05-22T00:00:00Z', name: 'ci' },
    { id: 3, created: '2026-05-23T00:00:00Z', name: 'deploy' },
  ];
  const branch = { defaultBranchRef: { name: 'main', target: { __typename: 'Commit', oid: 'tip' } } };

  test('leaves to the API what it can do exactly, and keeps only what matches, case aside', async () => {
    const { source, requests } = fakeGithub({ repositories: { 'acme/pay': branch }, rest: actions(runs) });
    const found = eventsIn(await reportsOf(source, [{ ...need, runs: filter }]), 'runs');
    expect(found.map(({ id }) => id).sort()).toEqual(['1', '3']);
    const [page] = requests.filter(({ upstream }) => upstream === 'github/rest');
    // The branch as it is really called: the API is strict about case, the pattern is not.
    expect(page.params).toMatchObject({ branch: 'main', event: 'push' });
  });

  test.each([
    ['a pattern that is no plain name', { ...filter, branchPattern: '^(main|release)$' }],
    ['a branch that is not the default one', { ...filter, branchPattern: '^release$' }],
    ['several events', { ...filter, branchPattern: '', events: ['push', 'workflow_dispatch'] }],
  ])('%s is not sent along, because the API might leave out what matches', async (_, runsFilter) => {
    const { source, requests } = fakeGithub({ repositories: { 'acme/pay': branch }, rest: actions(runs) });
    await reportsOf(source, [{ ...need, runs: runsFilter }]);
    const [page] = requests.filter(({ upstream }) => upstream === 'github/rest');
    expect(page.params?.['branch']).toBeUndefined();
  });

  test('of a refresh searches no predecessor for what has been seen before', async () => {
    const rest = actions([
      { id: 8, created: '2026-05-31T12:00:00Z', name: 'deploy' },
      { id: 7, created: '2026-03-01T00:00:00Z', name: 'deploy' },
    ]);
    const first = await reportsOf(fakeGithub({ repositories: { 'acme/pay': branch }, rest }).source, [
      { ...need, baseline },
    ]);
    expect(eventsIn(first, 'runs').map(({ id }) => id)).toEqual(['8', '7']);
    const bookmark = first.flatMap((report) => report.bookmark ?? []).pop();
    const { source, requests } = fakeGithub({ repositories: { 'acme/pay': branch }, rest });
    const interval = { from: at('2026-05-31T00:00:00Z'), to: at('2026-06-01T00:00:00Z') };
    await reportsOf(source, [{ ...need, interval, baseline, bookmark }]);
    expect(requests.filter(({ upstream }) => upstream === 'github/rest')).toHaveLength(1);
  });
});
