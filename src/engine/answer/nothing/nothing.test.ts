import { Directory } from '../../../events';
import { givenChange, givenEvents, givenIncident, givenRelease, givenRun } from '../../../metrics/givenEvents';
import { defaultTeam, EventQuery, DoraSettings, Filters, MetricsQuery, plainQuery, QueryContext } from '../../../query';
import { lastProgress, paymentsEngine } from '../../testing/asking';
import { at, paymentsDirectory, paymentsEvents, paymentsSettings, range } from '../../testing/payments';

/** What an empty answer says of itself; the history stands in `engine/testing/payments.ts`. Days count from 1 January. */

type Recorded = Parameters<typeof paymentsEngine>[0];

interface World {
  readonly recorded?: Recorded;
  readonly settings?: Partial<DoraSettings>;
  readonly context?: QueryContext;
}

async function said(query: EventQuery, { recorded, settings = {}, context = range }: World = {}) {
  const { engine } = paymentsEngine(recorded, { settings: { ...paymentsSettings, ...settings } });
  const { answer } = await lastProgress(engine, query, context);
  return answer.notices
    .filter(({ explainsEmptiness }) => explainsEmptiness === true)
    .map(({ severity, text }) => `${severity}: ${text}`);
}

const filtered = <Query extends EventQuery>(query: Query, filters: Partial<Filters>): Query => ({
  ...query,
  filters: { ...query.filters, ...filters },
});
const minutes = (days: number) => at(days) / 60_000;
const only = (...metrics: MetricsQuery['metrics']) => ({ ...plainQuery('metrics'), metrics });
const events = (given: Parameters<typeof givenEvents>[0]): World => ({
  recorded: { events: { ...paymentsEvents, ...given } },
});
const seenBy = (directory: Partial<Directory>): Recorded => ({ directory: { ...paymentsDirectory, ...directory } });

const withRules = (rules: Partial<DoraSettings['rules']>): Partial<DoraSettings> => ({
  rules: { ...paymentsSettings.rules, ...rules },
});
const early: QueryContext = { ...range, from: at(-60), to: at(-50) };
const [first] = paymentsDirectory.repositories;

const cases: ReadonlyArray<readonly [string, EventQuery, World, readonly string[]]> = [
  [
    'no repository is visible',
    plainQuery('deployments'),
    { recorded: seenBy({ repositories: [] }) },
    [
      'warning: No repository is visible: neither GitHub nor a feed shows one. Check the connection, the organisations in the data source settings, and what the token may see.',
    ],
  ],
  [
    'the settings match no repository',
    plainQuery('changes'),
    { settings: { repositories: ['acme/other'], teams: [] } },
    [
      'warning: No repository is in scope: 2 are visible (acme/pay, acme/idle), and the repositories and teams in the settings match none of them.',
    ],
  ],
  [
    'a team has no repository',
    filtered(plainQuery('runs'), { teams: ['New'] }),
    { settings: { teams: [...paymentsSettings.teams, { ...defaultTeam, name: 'New' }] } },
    [
      'warning: Team New has no repository: neither a name nor a GitHub team in its settings matches one that is visible. Complete the team in the settings.',
    ],
  ],
  [
    'the filter names a repository that is not in scope',
    filtered(plainQuery('releases'), { repositories: ['acme/idle'] }),
    { settings: { repositories: ['acme/pay'], teams: [] } },
    [
      'warning: acme/idle is visible and not in scope: the repositories in the settings leave it out. Add it there, or give it to a team.',
    ],
  ],
  [
    'filters exclude each other',
    filtered(plainQuery('deployments'), { teams: ['Idle'], repositories: ['acme/pay'] }),
    {},
    [
      'warning: No repository passes all filters of this query. In scope are 2 repositories: acme/idle, acme/pay. Change the filters.',
    ],
  ],
  [
    'a repository is archived',
    filtered(plainQuery('runs'), { repositories: ['acme/idle'] }),
    { recorded: seenBy({ repositories: [first, { ...paymentsDirectory.repositories[1], archived: true }] }) },
    [
      'warning: No workflow run started in acme/idle in this time range. acme/idle is archived on GitHub, so nothing new happens there. Choose a wider time range, or check that the token may read Actions.',
    ],
  ],
  [
    'deployments went elsewhere',
    only('deploymentFrequency', 'changeFailRate'),
    { settings: withRules({ environmentPattern: 'live' }) },
    [
      'warning: No successful production deployment of 2 repositories in this time range. Deployments are read from GitHub Deployments; production is what matches "live". Environments seen: production (4), production, failed (1), staging (1). Change the time range, or the deployment rules in the settings.',
    ],
  ],
  [
    'a filter leaves out the services there are',
    filtered(plainQuery('deployments'), { services: ['Mystery'] }),
    {
      // Nobody says what runs on Mystery; `pay` goes by the name of acme/pay.
      recorded: seenBy({
        services: [...paymentsDirectory.services, { id: 'PX', name: 'Mystery', teams: [], url: null }],
      }),
      settings: { teams: [] },
    },
    [
      'warning: No successful production deployment of 2 repositories in this time range. The filter on services (Mystery) leaves out those there are; they belong to: pay (4). Change the filter, or say in the settings of the team which repositories the service runs.',
    ],
  ],
  [
    'a filter leaves out what incidents are laid to',
    // d2 and d3 are in production.
    filtered(plainQuery('incidents'), { environments: ['staging'] }),
    {},
    [
      'warning: All 2 incidents that began in this time range are left out by the filters of this query. Laid to deployments of: production (2).',
    ],
  ],
  [
    'a filter leaves out the environments there are',
    filtered(plainQuery('deployments'), { environments: ['prod-eu'] }),
    {},
    [
      'warning: No successful production deployment of 2 repositories in this time range. The filter on environments (prod-eu) leaves out these: production (4). Change the filter.',
    ],
  ],
  [
    'the time range lies before the first deployment known',
    plainQuery('deployments'),
    { context: early },
    [
      'warning: No successful production deployment of 2 repositories in this time range. Deployments are read from GitHub Deployments; production is what matches "prod|live". No deployment to any environment was seen in this time range. The first one known is of 2026-01-03, after this time range: choose a later one. Change the time range, or the deployment rules in the settings.',
    ],
  ],
  [
    'no run is a deployment',
    only('deploymentFrequency'),
    {
      ...events({
        runs: [
          givenRun('1', 'a', minutes(12), { conclusion: 'failure' }),
          givenRun('2', 'a', minutes(13), { workflow: 'CI' }),
        ],
      }),
      settings: withRules({ deploymentSource: 'workflow', branchPattern: '^main$' }),
    },
    [
      'warning: No successful production deployment of 2 repositories in this time range. Deployments are read from workflow runs; a deployment is a successful run whose workflow matches "deploy|release" on a branch that matches "^main$". Runs seen: CI, success (1), Deploy, failure (1). Change the time range, or the deployment rules in the settings.',
    ],
  ],
  [
    'only prereleases were published',
    only('deploymentFrequency'),
    {
      ...events({ releases: [givenRelease('1', 'v1', minutes(12), { isPrerelease: true })] }),
      settings: withRules({ deploymentSource: 'releases' }),
    },
    [
      'warning: No successful production deployment of 2 repositories in this time range. Deployments are read from published releases; a prerelease, a draft and a bare tag are none. Seen: prerelease (1). Change the time range, or the deployment rules in the settings.',
    ],
  ],
  [
    'nothing failed; the failure by proximity alone is said',
    { ...plainQuery('deployments'), outcome: 'failed', attribution: 'strict' },
    {
      ...events({
        deployments: paymentsEvents.deployments.filter(({ id }) => id === 'd1' || id === 'd3'),
        incidents: paymentsEvents.incidents.filter(({ id }) => id === 'P2'),
      }),
    },
    [
      'info: The 1 successful production deployment of this time range did not fail by strict attribution (rules 1 to 5). Inclusive attribution would count 1, because an incident began soon after it.',
    ],
  ],
  [
    'nothing was rework',
    { ...plainQuery('deployments'), outcome: 'rework' },
    { ...events({ deployments: paymentsEvents.deployments.filter(({ id }) => id === 'd1' || id === 'd2') }) },
    [
      'info: The 1 successful production deployment of this time range was no rework. Rework is a rollback, a revert, or a hotfix by the pattern "hotfix|rollback|incident". Change the pattern in the settings if repairs are called otherwise.',
    ],
  ],
  [
    'no change bears the label',
    { ...plainQuery('changes'), labels: ['bug'] },
    {},
    ['warning: 5 changes were found in this time range, and none bears a label called bug. Labels seen: hotfix (1).'],
  ],
  [
    'nothing waits',
    { ...plainQuery('changes'), outcome: 'waiting' },
    { ...events({ changes: paymentsEvents.changes.filter(({ id }) => id !== '6') }) },
    ['info: Nothing waits for production: all 4 changes of this time range that fit the query are there.'],
  ],
  [
    'no change at all',
    filtered(plainQuery('changes'), { teams: ['Idle'] }),
    {},
    [
      'warning: No change of acme/idle was deployed in this time range, and none was merged in it that still waits. A change is a merged pull request; commits pushed without one are not seen. The unit of change is a rule in the settings.',
    ],
  ],
  [
    'a team has no service',
    filtered(plainQuery('incidents'), { teams: ['Idle'] }),
    {},
    [
      'warning: No incident is looked for: team Idle has no service in the settings, and no label makes an issue of its repositories an incident. Services that are visible: pay.',
    ],
  ],
  [
    'all incidents are of an urgency that does not count',
    plainQuery('incidents'),
    {
      ...events({ incidents: paymentsEvents.incidents.map((one) => ({ ...one, urgency: 'low' })) }),
      settings: withRules({ urgencies: ['high'] }),
    },
    [
      'warning: All 2 incidents that began in this time range are left out by the rules in the settings. Urgencies that count are: high; seen were: low (2).',
    ],
  ],
  [
    'no incident began',
    plainQuery('incidents'),
    { context: { ...range, from: at(18), to: at(20) } },
    ['info: No incident began in this time range. Looked at: pay. Choose a wider time range if there should be one.'],
  ],
  [
    'a feed knows incidents of other services',
    filtered(plainQuery('incidents'), { teams: ['Payments'] }),
    {
      recorded: {
        id: 'feed',
        events: { ...paymentsEvents, incidents: [givenIncident('F1', minutes(12), null, { service: 'search' })] },
      },
    },
    [
      'warning: 1 incident began in this time range, on no service of Payments: search (1). Looked at: pay. Change the filters, or the services of the teams in the settings.',
    ],
  ],
  [
    'nothing is open',
    { ...plainQuery('incidents'), outcome: 'open' },
    { ...events({ incidents: paymentsEvents.incidents.filter(({ id }) => id === 'P1') }) },
    ['info: Nothing is open: the 1 incident of this time range is resolved.'],
  ],
  [
    'no incident is laid to a deployment by strict attribution',
    { ...plainQuery('incidents'), outcome: 'changeRelated', attribution: 'strict' },
    { ...events({ incidents: paymentsEvents.incidents.filter(({ id }) => id === 'P2') }) },
    [
      'warning: 1 incident began in this time range, and no rule lays it to a deployment. Inclusive attribution would lay 1 to a deployment it followed soon.',
    ],
  ],
  [
    'no workflow goes by the name',
    { ...plainQuery('runs'), workflows: ['deploi'] },
    { recorded: { id: 'feed', events: { ...paymentsEvents, runs: [] } } },
    [
      'warning: No run of a workflow called deploi started in 2 repositories in this time range, and only these were asked for. Names of workflows are compared whole, without regard to case: choose one that the field offers.',
    ],
  ],
  [
    'runs were seen, of other workflows than the one asked for',
    { ...plainQuery('runs'), workflows: ['deploi'] },
    {
      recorded: {
        id: 'feed',
        events: {
          ...paymentsEvents,
          runs: [
            givenRun('1', 'a', minutes(12), { workflow: 'Deploy' }),
            givenRun('2', 'a', minutes(13), { workflow: 'CI' }),
            givenRun('3', 'a', minutes(14), { workflow: 'CI' }),
            // Before the time range, which begins on day 10.
            givenRun('4', 'a', minutes(9), { workflow: 'Nightly' }),
          ],
        },
      },
    },
    [
      'warning: 3 runs were seen in this time range: CI (2), Deploy (1); no workflow is called deploi. Names of workflows are compared whole, without regard to case: choose one that the field offers.',
    ],
  ],
  [
    'a single run was seen, of another workflow than those asked for',
    { ...plainQuery('runs'), workflows: ['deploi', 'relase'] },
    { recorded: { id: 'feed', events: { ...paymentsEvents, runs: [givenRun('1', 'a', minutes(12))] } } },
    [
      'warning: 1 run was seen in this time range, of Deploy (1); no workflow is called deploi, relase. Names of workflows are compared whole, without regard to case: choose one that the field offers.',
    ],
  ],
  [
    'only what has to be asked for was published',
    { ...plainQuery('releases'), outcome: 'final' },
    {
      ...events({
        releases: [
          givenRelease('1', 'v1', minutes(12), { isTagOnly: true }),
          givenRelease('2', 'v2', minutes(13), { isPrerelease: true }),
        ],
      }),
    },
    [
      'warning: No final release was published in this time range. Seen: prerelease (1), tag (1). Prereleases and bare tags have to be asked for, drafts are not out.',
    ],
  ],
  [
    'one column has no value while the others have',
    only('deploymentFrequency', 'failedDeploymentRecoveryTime', 'timeToRestore'),
    { ...events({ deployments: paymentsEvents.deployments.filter(({ id }) => id === 'd1' || id === 'd3') }) },
    [
      'warning: No recovery time: the 1 failed deployment of this time range has not been recovered from yet. It ends with the resolution of its last incident, or with the deployment that repairs it.',
    ],
  ],
  [
    'nothing failed, so there is no recovery',
    only('deploymentFrequency', 'failedDeploymentRecoveryTime'),
    {
      ...events({
        deployments: paymentsEvents.deployments.filter(({ id }) => id === 'd1' || id === 'd2'),
        incidents: [],
      }),
    },
    [
      'info: There was nothing to recover from. The 1 successful production deployment of this time range did not fail by any rule.',
    ],
  ],
  [
    'every incident is open',
    only('timeToRestore'),
    { ...events({ incidents: paymentsEvents.incidents.filter(({ id }) => id === 'P2') }) },
    ['warning: No time to restore: the 1 incident of this time range is still open.'],
  ],
  [
    'all changes came with the first deployment',
    only('changeLeadTime'),
    { ...events({ deployments: paymentsEvents.deployments.filter(({ id }) => id === 'd2') }) },
    [
      'warning: No change lead time: all 3 changes that reached production in this time range came with the first known deployment, so nobody can say since when they waited. From the next deployment on lead times are known.',
    ],
  ],
  [
    'deployments contain no change',
    only('changeLeadTime'),
    { ...events({ changes: [givenChange(9, null, minutes(60))] }), context: { ...range, from: at(14), to: at(16) } },
    [
      'warning: No change lead time: the 1 successful production deployment of this time range contains no change that is known. A change is a merged pull request, or a commit if the rules say so: check the unit of change in the settings, and that the token may read pull requests.',
    ],
  ],
  [
    'there is nothing to group by',
    { ...only('changeFailRate'), groupBy: ['team'] },
    { context: early, settings: { teams: [] }, recorded: { events: {} } },
    [
      'warning: There is nothing to group by: no team, repository, service or environment of this query was seen. Check the filters, and the teams in the settings.',
    ],
  ],
  ['there is something to show', plainQuery('deployments'), {}, []],
];

describe('an answer with nothing to show says why', () => {
  it.each(cases)('%s', async (_, query, world, expected) => {
    expect(await said(query, world)).toEqual(expected);
  });
});
