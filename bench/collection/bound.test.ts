import { Organization, SimCommit, SimRepository } from '../../simulator';
import { Interval } from '../../src/events';
import { HttpRequest } from '../../src/sources';
import { Asked, askedKey, boundOfLoad, boundOfRefresh, leastCalls, naiveCalls } from './bound';
import { Kind, kindsOf } from './kinds';

const day = 86_400_000;
const at = 200 * day;

/** Items spread evenly over the last 100 days: half of them in the last 50. */
function spread<Item>(count: number, make: (moment: number, index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => make(at - ((index + 0.5) * 100 * day) / count, index));
}

function line(count: number): ReadonlyMap<string, SimCommit> {
  const moments = spread(count, (moment) => moment).reverse();
  return new Map(
    moments.map((moment, index) => {
      const parents = index === 0 ? [] : [`c${index - 1}`];
      const commit = {
        sha: `c${index}`,
        parents,
        authoredAt: moment,
        committedAt: moment,
        message: '',
        authors: ['a'],
      };
      return [commit.sha, commit];
    })
  );
}

interface Sizes {
  readonly deployments?: number;
  readonly merged?: number;
  readonly commits?: number;
  readonly runs?: number;
}

function repository(name: string, mergeStyle: SimRepository['mergeStyle'], sizes: Sizes): SimRepository {
  const { deployments = 0, merged = 0, commits = 1, runs = 0 } = sizes;
  return {
    id: 1,
    owner: 'acme',
    name,
    formerNames: [],
    defaultBranch: 'main',
    createdAt: 0,
    isArchived: false,
    topics: [],
    deployedBy: runs > 0 ? 'workflow' : 'deployments',
    mergeStyle,
    head: `c${commits - 1}`,
    commits: line(commits),
    pullRequests: spread(merged, (moment, index) => ({
      number: index,
      title: '',
      body: '',
      author: 'a',
      labels: [],
      branch: 'b',
      baseBranch: 'main',
      state: 'MERGED',
      isDraft: false,
      createdAt: moment - day,
      updatedAt: moment,
      closedAt: moment,
      mergedAt: moment,
      mergedBy: 'a',
      mergeSha: 'c0',
      headSha: 'c0',
      commits: ['c0'],
      additions: 1,
      deletions: 1,
      changedFiles: 1,
      reviews: [],
      comments: [],
      events: [],
    })),
    deployments: spread(deployments, (moment, index) => ({
      id: index,
      nodeId: `DE_${name}_${index}`,
      environment: 'production',
      sha: 'c0',
      ref: null,
      task: 'deploy',
      description: '',
      payload: {},
      creator: 'a',
      createdAt: moment,
      statuses: [{ state: 'SUCCESS', createdAt: moment, logUrl: '' }],
    })),
    releases: [],
    tags: [],
    issues: [],
    runs: spread(runs, (moment, index) => ({
      id: index,
      number: index,
      workflowId: 1,
      workflow: 'Deploy to production',
      path: 'deploy.yml',
      title: '',
      event: 'push',
      branch: 'main',
      sha: 'c0',
      actor: 'a',
      createdAt: moment,
      attempts: [{ attempt: 1, startedAt: moment, finishedAt: moment, conclusion: 'success', jobs: [] }],
    })),
  };
}

const organization: Organization = {
  now: at,
  owners: ['acme'],
  repositories: [
    repository('squashed', 'squash', { deployments: 260, merged: 110, commits: 400 }),
    repository('merged', 'merge', { deployments: 100, merged: 40, commits: 300 }),
    repository('run', 'squash', { merged: 10, runs: 420 }),
  ],
  people: [],
  teams: [],
  pagerduty: {
    subdomain: 'acme',
    teams: [],
    users: [],
    priorities: [],
    services: [{ id: 'P1', name: 'one', description: '', teams: [], createdAt: 0 }],
    incidents: spread(80, (moment, index) => ({
      id: `Q${index}`,
      number: index,
      title: '',
      body: '',
      service: 'P1',
      teams: [],
      urgency: 'high',
      priority: null,
      createdAt: moment,
      acknowledgements: [{ at: moment, user: 'U' }],
      resolvedAt: moment,
      resolvedBy: 'U',
      mergedInto: null,
      notes: [],
      // One change event in the whole account, before the oldest incident of the last fifty days.
      changeEvents: index === 39 ? [{ id: 'CE', summary: '', at: moment - 1, source: '', links: [], details: {} }] : [],
    })),
  },
  truth: { deliveries: [], failures: [], incidents: [] },
};

const lastFifty: Interval = { from: at - 50 * day, to: at + day };
const asked: Asked = new Map(
  [
    ['deployments', 'acme/squashed'],
    ['deployments', 'acme/merged'],
    ['changes', 'acme/squashed'],
    ['changes', 'acme/merged'],
    ['changes', 'acme/run'],
    ['commits', 'acme/squashed'],
    ['commits', 'acme/merged'],
    ['runs', 'acme/run'],
    ['incidents', 'P1'],
  ].map(([kind, scope]) => [askedKey(kind, scope), lastFifty])
);

const callsOf = (bounds: ReturnType<typeof boundOfLoad>) =>
  Object.fromEntries([...bounds].map(([kind, { items, calls }]) => [kind, [items, calls]]));

test('a first load takes the rows of the interval divided by the rows of a call', () => {
  const bounds = boundOfLoad(organization, asked, at);
  expect(callsOf(bounds)).toEqual({
    // A call for the repositories, one for the services.
    discovery: [4, 2],
    // Half of 260 and of 100: 180 in pages of 100, whichever repository they are of.
    deployments: [180, 1.8],
    // Half of 110, 40 and 10: 80 in pages of 25.
    changes: [80, 3.2],
    // Half of 300; the commits of squashed pull requests are those of the pull requests.
    commits: [150, 1.5],
    releases: [0, 0],
    // Half of 420 in pages of 100, of one repository.
    runs: [210, 3],
    incidents: [40, 1],
    // Triggered, acknowledged, resolved: 120 in pages of 100.
    'log entries': [120, 2],
    // One change event in a list, and no list says which belong to an incident: 40 calls.
    'related changes': [41, 41],
  });
  // What shares its calls: 1.8 + 3.2 + 1.5 = 6.5, so 7; beside it 2 + 3 + 1 + 2 + 41.
  expect(leastCalls(bounds)).toBe(56);
});

test('a refresh takes what has changed since, and a look at what may have', () => {
  // In the last 10 of 100 days: 26 + 10 deployments, 11 + 4 + 1 pull requests, 30 commits, 42 runs, 8 incidents.
  const bounds = boundOfRefresh(organization, asked, at - 10 * day, at);
  expect(callsOf(bounds)).toEqual({
    discovery: [4, 2],
    deployments: [36, 0.36],
    changes: [16, 0.64],
    commits: [30, 0.3],
    releases: [0, 0],
    runs: [42, 1],
    incidents: [8, 1],
    'log entries': [8, 1],
    // The account is known to send change events.
    'related changes': [8, 8],
  });
  // 0.36 + 0.64 + 0.3 = 1.3, so 2; beside it 2 + 1 + 1 + 1 + 8.
  expect(leastCalls(bounds)).toBe(15);
});

test('one thing at a time takes a call for everything', () => {
  // squashed: 2 pages + 130 × 2 + 1 page + 55 × 4 + 1 page + 2 = 486; merged: 1 + 50 × 2 + 1 + 20 × 4 + 1 + 2 = 185;
  // run: 1 + 0 + 1 + 5 × 4 + 3 + 2 = 27; 40 incidents: 1 page + 40.
  expect(naiveCalls(organization, 50, at)).toBe(486 + 185 + 27 + 41);
});

describe('what a call reads', () => {
  const query = (text: string): HttpRequest => ({
    upstream: 'github/graphql',
    method: 'POST',
    path: '',
    body: { query: text },
  });
  const get = (upstream: HttpRequest['upstream'], path: string): HttpRequest => ({ upstream, method: 'GET', path });
  const cases: ReadonlyArray<readonly [request: HttpRequest, kinds: readonly Kind[]]> = [
    [query('query Deployments { repository { deployments(first: 1) { nodes { id } } } }'), ['deployments']],
    [query('query Batch { a { deployments(first: 9) } b { pullRequests(first: 9) } }'), ['deployments', 'changes']],
    [query('query Late { nodes(ids: $ids) { ... on Deployment { id } } }'), ['deployments']],
    [query('query Probe { a { deployments(first: 1) pullRequests(first: 1) } }'), ['discovery']],
    [query('{ viewer { login } }'), ['discovery']],
    [get('github/rest', 'repos/acme/a/actions/runs'), ['runs']],
    [get('github/rest', 'repos/acme/a/compare/x...y'), ['comparisons']],
    [get('pagerduty', 'incidents'), ['incidents']],
    [get('pagerduty', 'incidents/Q1/notes'), ['notes']],
    [get('pagerduty', 'incidents/Q1/related_change_events'), ['related changes']],
    [get('pagerduty', 'log_entries'), ['log entries']],
    [get('pagerduty', 'services'), ['discovery']],
  ];
  it.each(cases)('%j', (request, expected) => {
    expect(kindsOf(request)).toEqual(expected);
  });
});
