import { eventsIn, reportsOf } from './fakeGithub';
import { actions, hourly, need, RawRun, RawWorkflow, serving } from './testing/actions';

const long = '2026-01-01T00:00:00Z';
const filter = { workflowPattern: '^deploy$', branchPattern: '', events: [] };
/** Every five minutes one, 5,472 in what is searched; and a deployment every four hours. */
const often = hourly(6_000, '2026-05-31T23:55:00Z', 300_000).map((run): RawRun => ({ ...run, workflow: 1 }));
const deployments = hourly(200, '2026-05-31T23:00:00Z', 4 * 3_600_000).map((run): RawRun => ({
  ...run,
  id: run.id + 10_000,
  name: 'deploy',
  workflow: 2,
}));
const listed: readonly RawWorkflow[] = [
  { id: 1, name: 'ci', updated: long },
  { id: 2, name: 'deploy', updated: long },
];

async function reading(workflows: readonly RawWorkflow[], runs = [...often, ...deployments], wanted = filter) {
  const { source, requests } = serving(actions(runs, undefined, workflows));
  const reports = await reportsOf(source, [{ ...need, runs: wanted }]);
  return {
    runs: eventsIn(reports, 'runs'),
    last: reports[reports.length - 1],
    calls: requests.flatMap(({ upstream, path, params }) =>
      upstream === 'github/rest'
        ? [{ path: path.replace('repos/acme/pay/actions/', ''), size: params?.['per_page'] }]
        : []
    ),
  };
}

test('a few runs among very many are asked for by their workflow', async () => {
  const { runs, last, calls } = await reading(listed);
  // Twelve days of six.
  expect(runs).toHaveLength(72);
  expect(last).toMatchObject({ covered: need.interval, problem: null });
  // The search, the workflows, what each has run, and two pages of 19 days of six; all would be 56 pages and more.
  expect(calls).toEqual([
    { path: 'runs', size: 100 },
    { path: 'workflows', size: 100 },
    { path: 'workflows/1/runs', size: 10 },
    { path: 'workflows/2/runs', size: 10 },
    { path: 'workflows/2/runs', size: 100 },
    { path: 'workflows/2/runs', size: 100 },
  ]);
});

test('runs of a workflow that is no longer listed are not missed', async () => {
  expect((await reading([listed[0]])).runs).toHaveLength(72);
});

test('a workflow renamed meanwhile is read by the name of each of its runs', async () => {
  const renamed = { id: 2, name: 'ship', updated: '2026-05-29T00:00:00Z' };
  const named = deployments.map((run) => (run.created < renamed.updated ? run : { ...run, name: 'ship' }));
  const { runs, calls } = await reading([listed[0], renamed], [...often, ...named]);
  // Nine days of six: what it was called when they ran.
  expect(runs).toHaveLength(54);
  expect(calls).toHaveLength(6);
});

test('a workflow whose runs have names of their own is not left out by its own', async () => {
  // Its newest runs say that the name of the workflow tells nothing.
  const odd = { id: 2, name: 'release train', updated: long };
  expect((await reading([listed[0], odd])).runs).toHaveLength(72);
});

test('a pattern that nearly all match is read from the list of all', async () => {
  const { runs, calls } = await reading(listed, undefined, { ...filter, workflowPattern: '^ci$' });
  expect(runs).toHaveLength(3_456);
  // Seen once, not asked about in every part of the time.
  expect(calls.filter(({ path }) => path === 'workflows')).toHaveLength(1);
  expect(calls.filter(({ size }) => size === 10)).toHaveLength(2);
});
