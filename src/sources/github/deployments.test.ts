import { contains, Deployment } from '../../events';
import { Baseline, IntervalNeed, Report } from '../types';
import { decodeDeployment, deploymentInstant } from './deployments';
import { connection, eventsIn, fakeGithub, reportsOf, variablesOf } from './fakeGithub';

const at = (day: string) => Date.parse(`${day}T00:00:00Z`);
const need: IntervalNeed = {
  source: 'github',
  scope: 'acme/pay',
  kind: 'deployments',
  interval: { from: at('2026-05-01'), to: at('2026-06-01') },
};

/** The last successful deployment of the same environment. */
const baseline: Baseline = {
  key: 'production',
  accepts: (event) => 'environment' in event && event.environment === 'production' && event.status === 'success',
  groupOf: (event) => ('environment' in event ? `${event.environment}` : ''),
};

function raw(
  id: string,
  created: string,
  statuses: ReadonlyArray<readonly [string, string]>,
  environment = 'production'
) {
  return {
    __typename: 'Deployment',
    id,
    createdAt: created,
    updatedAt: created,
    environment,
    originalEnvironment: environment,
    latestEnvironment: environment,
    payload: null,
    commitOid: `sha-${id}`,
    ref: null,
    statuses: connection(statuses.map(([state, createdAt]) => ({ state, createdAt, logUrl: null }))),
  };
}

/** One a day at noon, newest first, successful ten minutes later and superseded by the next. */
function daily(count: number, from = '2026-05-31T12:00:00Z', environment = 'production') {
  return Array.from({ length: count }, (_, index) => {
    const created = Date.parse(from) - index * 86_400_000;
    const iso = (later: number) => new Date(created + later * 60_000).toISOString();
    return raw(
      `d${index}`,
      iso(0),
      [
        ['INACTIVE', iso(1_450)],
        ['SUCCESS', iso(10)],
      ],
      environment
    );
  });
}

/** Ids of what happened inside the need's window; beside it everything that was read on the way is handed over too. */
function inside(reports: readonly Report[]): readonly string[] {
  return eventsIn(reports, 'deployments')
    .filter((deployment) => contains(need.interval, deploymentInstant(deployment)))
    .map(({ id }) => id);
}

const idsIn = (reports: readonly Report[]) => eventsIn(reports, 'deployments').map(({ id }) => id);

function serving(deployments: readonly unknown[]) {
  return fakeGithub({ repositories: { 'acme/pay': { deployments: connection(deployments) } } });
}

describe('a deployment', () => {
  const decode = (statuses: ReadonlyArray<readonly [string, string]>, fields: object = {}): Deployment =>
    decodeDeployment(
      {
        ...raw('d', '2026-05-01T10:00:00Z', []),
        statuses: {
          nodes: statuses.map(([state, createdAt]) => ({ state, createdAt, logUrl: `https://log/${state}` })),
        },
        ...fields,
      },
      'acme/pay',
      'https://github.com'
    );

  test('succeeded when any status says so, at the newest SUCCESS, whatever came later', () => {
    const deployment = decode([
      ['SUCCESS', '2026-05-01T10:05:00Z'],
      ['INACTIVE', '2026-05-09T10:00:00Z'],
      ['FAILURE', '2026-05-01T10:02:00Z'],
      ['SUCCESS', '2026-05-01T10:07:00Z'],
      ['IN_PROGRESS', '2026-05-01T10:01:00Z'],
    ]);
    expect(deployment).toMatchObject({
      status: 'success',
      startedAt: Date.parse('2026-05-01T10:01:00Z'),
      finishedAt: Date.parse('2026-05-01T10:07:00Z'),
      url: 'https://log/SUCCESS',
    });
  });

  test.each([
    [[['FAILURE', '2026-05-01T10:05:00Z']], 'failure', '2026-05-01T10:05:00Z'],
    [[['ERROR', '2026-05-01T10:06:00Z']], 'failure', '2026-05-01T10:06:00Z'],
    [[['INACTIVE', '2026-05-01T10:06:00Z']], 'pending', null],
    [[['WAITING', '2026-05-01T10:06:00Z']], 'pending', null],
    [[], 'pending', null],
  ] as const)('with statuses %j is %s', (statuses, status, finished) => {
    const deployment = decode(statuses);
    expect(deployment.status).toBe(status);
    expect(deployment.finishedAt).toBe(finished === null ? null : Date.parse(finished));
  });

  test.each([
    ['{"service":"pay-api"}', 'pay-api'],
    ['"{\\"service\\":\\"pay-api\\"}"', 'pay-api'],
    ['{"service":7}', null],
    ['not JSON', null],
    ['', null],
    [null, null],
  ])('reads the service it belongs to from the payload %s', (payload, service) => {
    expect(decode([], { payload }).service).toBe(service);
  });

  test('links to its environment where no status has a log', () => {
    expect(decode([], { environment: 'prod eu/1' }).url).toBe('https://github.com/acme/pay/deployments/prod%20eu%2F1');
  });

  test('is refused with record and field', () => {
    expect(() => decode([], { commitOid: null })).toThrow(
      'deployment d of acme/pay: field "commitOid" should be a text, found null'
    );
    expect(() => decode([['SUCCESS', 'yesterday']])).toThrow(/deployment d of acme\/pay, status: field "createdAt"/);
  });
});

test('the walk goes through all pages back to the window and its margin, and no further', async () => {
  // 31 days of May and the 30 days before are 61 deployments: 40 to begin with, then what the pace says is left. The last
  // but one is of 23 April: 40 in 38 days, 22.5 more days (23 April noon to 1 April) and a twentieth are 24.9, so 25, and
  // two to be sure.
  const { source, requests } = serving(daily(300));
  const reports = await reportsOf(source, [need]);
  expect(inside(reports)).toEqual(Array.from({ length: 31 }, (_, index) => `d${index}`));
  expect(variablesOf(requests).map(({ after, first }) => [after, first])).toEqual([
    [null, 40],
    ['40', 27],
  ]);
  expect(reports[reports.length - 1]).toMatchObject({ covered: need.interval, baselineKnown: true, problem: null });
});

test('what is covered grows towards the start, never past what could still come', async () => {
  const { source } = serving(daily(300));
  const reports = await reportsOf(source, [{ ...need, interval: { from: at('2026-03-01'), to: at('2026-06-01') } }]);
  const starts = reports.flatMap(({ covered }) => (covered === null ? [] : [covered.from]));
  // The first page of 40 ends with 23 and 22 April, and one of them alone might be out of its place: one created before
  // both may finish 30 days after the former, on 23 May at noon.
  expect(starts[0]).toBe(Date.parse('2026-05-23T12:00:00Z') + 1);
  expect([...starts].sort((a, b) => b - a)).toEqual(starts);
});

test('a deployment that waited for approval belongs to the day it finished', async () => {
  const waited = raw('late', '2026-04-10T00:00:00Z', [['SUCCESS', '2026-05-02T00:00:00Z']]);
  const early = raw('early', '2026-04-11T00:00:00Z', [['SUCCESS', '2026-04-11T01:00:00Z']]);
  const reports = await reportsOf(serving([early, waited]).source, [need]);
  expect(inside(reports)).toEqual(['late']);
});

test("the window's first deployment gets its predecessor, however far before it lies", async () => {
  const first = raw('inside', '2026-05-20T00:00:00Z', [['SUCCESS', '2026-05-20T00:01:00Z']]);
  const staging = daily(200, '2026-04-20T12:00:00Z', 'staging');
  const failed = raw('failed', '2025-08-02T00:00:00Z', [['FAILURE', '2025-08-02T00:01:00Z']]);
  const predecessor = raw('predecessor', '2025-08-01T00:00:00Z', [['SUCCESS', '2025-08-01T00:01:00Z']]);
  const older = raw('older', '2025-07-01T00:00:00Z', [['SUCCESS', '2025-07-01T00:01:00Z']]);
  const reports = await reportsOf(serving([first, ...staging, failed, predecessor, older]).source, [
    { ...need, baseline },
  ]);
  expect(inside(reports)).toEqual(['inside']);
  expect(idsIn(reports)).toContain('predecessor');
  expect(reports[reports.length - 1].baselineKnown).toBe(true);
});

test('the predecessor is the last to finish, not the last to be created', async () => {
  const first = raw('inside', '2026-05-20T00:00:00Z', [['SUCCESS', '2026-05-20T00:01:00Z']]);
  const quick = raw('quick', '2026-04-12T00:00:00Z', [['SUCCESS', '2026-04-12T00:01:00Z']]);
  const slow = raw('slow', '2026-04-01T00:00:00Z', [['SUCCESS', '2026-04-20T00:00:00Z']]);
  const reports = await reportsOf(serving([first, quick, slow]).source, [{ ...need, baseline }]);
  expect(inside(reports)).toEqual(['inside']);
  expect(idsIn(reports)).toContain('slow');
});

test('without an accepted deployment inside the window nothing is searched for', async () => {
  const { source, requests } = serving(daily(300, '2026-05-31T12:00:00Z', 'staging'));
  await reportsOf(source, [{ ...need, baseline }]);
  expect(requests).toHaveLength(2);
});

test('statuses that do not fit into the record are read again, whole', async () => {
  const minutes = Array.from({ length: 130 }, (_, minute): readonly [string, string] => [
    minute === 120 ? 'SUCCESS' : 'IN_PROGRESS',
    new Date(at('2026-05-10') + minute * 60_000).toISOString(),
  ]);
  const long = raw('long', '2026-05-10T00:00:00Z', minutes);
  const { source } = fakeGithub({
    repositories: { 'acme/pay': { deployments: connection([long]) } },
    nodes: { long },
  });
  const [deployment] = eventsIn(await reportsOf(source, [need]), 'deployments');
  expect(deployment).toMatchObject({ status: 'success', finishedAt: at('2026-05-10') + 120 * 60_000 });
});

test('a broken record is named and the others are kept', async () => {
  const broken = { ...raw('broken', '2026-05-10T00:00:00Z', []), createdAt: 'soon' };
  const { source } = serving([...daily(2), broken]);
  const reports = await reportsOf(source, [need]);
  const last = reports[reports.length - 1];
  expect(eventsIn(reports, 'deployments').map(({ id }) => id)).toEqual(['d0', 'd1']);
  expect(last.covered).toEqual(need.interval);
  expect(last.problem).toMatchObject({ kind: 'badRecord', scope: 'acme/pay' });
  expect(last.problem?.message).toContain('deployment broken of acme/pay: field "createdAt"');
});

test('one whose statuses were emptied by an error is named, not taken for one that has none', async () => {
  const emptied = { pageInfo: { hasNextPage: false, endCursor: null }, totalCount: 2, nodes: null };
  const [newest, lost, oldest] = daily(3);
  const deployments = connection([newest, { ...lost, statuses: emptied }, oldest]);
  const { source } = fakeGithub({ repositories: { 'acme/pay': { deployments } } });
  const reports = await reportsOf(source, [need]);
  expect(eventsIn(reports, 'deployments').map(({ id, status }) => [id, status])).toEqual([
    ['d0', 'success'],
    ['d2', 'success'],
  ]);
  expect(reports[reports.length - 1].problem?.message).toContain('deployment d1 of acme/pay, statuses: field "nodes"');
});
