import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { getOperationAST, parse } from 'graphql';
import { generateOrganization } from '../organization';
import { eventsOf } from '../organization/toEvents';
import { RunningServer } from '../serving/server';
import { dig, listAt, postQuery, repositoryNamed, testNow, testToken } from '../testing';
import { priceOf } from './graphql/limits';
import { githubSchema } from './graphql/schema';
import { pullRequestId, repositoryId } from './contents';
import { startGithub } from '.';

const folder = '../shared/queries';
const isShared = existsSync(folder);
const files = isShared ? readdirSync(folder).filter((name) => name.endsWith('.graphql')) : [];
const text = (name: string) => readFileSync(`${folder}/${files.find((file) => file.startsWith(name))}`, 'utf8');
const whenShared = isShared ? describe : describe.skip;

const organization = generateOrganization({ seed: 3, now: testNow, days: 60 });
const cart = repositoryNamed(organization, 'cart');
const backoffice = repositoryNamed(organization, 'backoffice');
const since = '2026-01-01T00:00:00Z';
let github: RunningServer;

beforeAll(async () => {
  github = await startGithub({ organization, token: testToken, latency: 0, clock: () => testNow });
});
afterAll(() => github.close());

const of = { owner: 'acme', name: 'cart' };
const variables: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  '01': { ids: organization.repositories.map(repositoryId) },
  '02': { ...of, environments: ['production'] },
  '03': { ...of, baseRefName: 'main' },
  '04': { searchQuery: `org:acme is:pr is:merged merged:2026-11-01T00:00:00Z..2026-11-20T00:00:00Z sort:updated-asc` },
  '05': { ...of, since },
  '06': { owner: 'acme', name: 'backoffice', incidentLabels: ['incident'], since },
  '07': { org: 'acme', team: 'payments' },
  '08': { o0: 'acme', n0: 'cart', o1: 'acme', n1: 'ledger', o2: 'acme', n2: 'promotions' },
  '09': { ids: [cart.deployments[0].nodeId, pullRequestId(cart, cart.pullRequests[0].number)] },
  '10': { ...of, oid: cart.head, since },
  '11': { ...of, since },
};

whenShared('the shared query documents', () => {
  test('are eleven', () => expect(files).toHaveLength(11));

  test.each(Object.keys(variables))('%s is answered without errors', async (name) => {
    const { status, body } = await postQuery(github, text(name), variables[name]);
    expect(status).toBe(200);
    expect(dig(body, 'errors')).toBeUndefined();
  });

  // facts/API.md A.1: worked out by hand there from GitHub's documented formula.
  test.each([
    ['01', { ids: Array.from({ length: 50 }, String) }, 150, 2, 400],
    ['02', { pageSize: 50 }, 51, 1, 550],
    ['03', { pageSize: 25 }, 101, 1, 925],
    ['03', { pageSize: 100 }, 401, 4, 3_700],
    ['04', { pageSize: 50 }, 201, 2, 1_850],
    ['05', { pageSize: 100 }, 201, 2, 900],
    ['06', { pageSize: 50 }, 103, 1, 2_150],
    ['07', {}, 101, 1, 1_100],
    ['09', { ids: Array.from({ length: 100 }, String) }, 300, 3, 23_100],
    ['10', { pageSize: 100 }, 101, 1, 400],
    ['11', { pageSize: 20 }, 321, 3, 6_320],
  ])('%s with %j costs %d requests, %d points, %d nodes', (name, given, requests, cost, nodeCount) => {
    const document = parse(text(name));
    const operation = getOperationAST(document);
    if (operation === null || operation === undefined) {
      throw new Error('no operation');
    }
    expect(priceOf(githubSchema(), document, operation, given)).toEqual({ requests, cost, nodeCount });
  });

  async function everything(name: string, path: readonly string[], given: object = {}, cursor = 'after') {
    const nodes: unknown[] = [];
    for (let after: unknown = null; ;) {
      const { body } = await postQuery(github, text(name), {
        ...variables[name],
        pageSize: 7,
        ...given,
        [cursor]: after,
      });
      const page = dig(body, 'data', ...path);
      nodes.push(...listAt(page, 'nodes'));
      if (dig(page, 'pageInfo', 'hasNextPage') !== true) {
        return nodes;
      }
      after = dig(page, 'pageInfo', 'endCursor');
    }
  }
  const ids = (nodes: readonly unknown[], key: string) => nodes.map((node) => dig(node, key));

  test('paging through the deployments gives each one once, newest first', async () => {
    const nodes = await everything('02', ['repository', 'deployments'], { environments: null });
    expect(ids(nodes, 'id')).toEqual(cart.deployments.map(({ nodeId }) => nodeId).reverse());
  });

  test('the environment is filtered on the server', async () => {
    const nodes = await everything('02', ['repository', 'deployments']);
    const production = cart.deployments.filter(({ environment }) => environment === 'production');
    expect(ids(nodes, 'id')).toEqual(production.map(({ nodeId }) => nodeId).reverse());
  });

  test('paging through the merged pull requests gives each one once, last updated first', async () => {
    const nodes = await everything('03', ['repository', 'pullRequests']);
    const merged = cart.pullRequests.filter(({ state }) => state === 'MERGED');
    expect(new Set(ids(nodes, 'number'))).toEqual(new Set(merged.map(({ number }) => number)));
    expect(nodes).toHaveLength(merged.length);
    const updates = ids(nodes, 'updatedAt').map((at) => Date.parse(String(at)));
    expect(updates).toEqual([...updates].sort((a, b) => b - a));
  });

  test('the search gives what was merged in the interval, in every repository', async () => {
    const nodes = await everything('04', ['search'], { pageSize: 50 });
    const [from, to] = ['2026-11-01T00:00:00Z', '2026-11-20T00:00:00Z'].map(Date.parse);
    const expected = eventsOf(organization).events.changes.filter(({ mergedAt }) => mergedAt >= from && mergedAt <= to);
    const names = nodes.map(
      (node) => `${String(dig(node, 'repository', 'nameWithOwner'))}#${String(dig(node, 'number'))}`
    );
    expect(names.sort()).toEqual(expected.map(({ repository, number }) => `${repository}#${number}`).sort());
  });

  test('paging through the history gives every reachable commit once', async () => {
    const nodes = await everything('05', ['repository', 'defaultBranchRef', 'target', 'history'], {
      since: '2020-01-01T00:00:00Z',
    });
    const commits = eventsOf(organization).events.commits.filter(({ repository }) => repository === 'acme/cart');
    expect(ids(nodes, 'oid').sort()).toEqual(commits.map(({ sha }) => sha).sort());
  });

  test('releases, tags and issues are all there', async () => {
    const releases = await everything('06', ['repository', 'releases'], {}, 'releasesAfter');
    expect(ids(releases, 'id').sort()).toEqual(backoffice.releases.map(({ nodeId }) => nodeId).sort());
    const tags = await everything('06', ['repository', 'refs'], {}, 'tagsAfter');
    expect(ids(tags, 'name').sort()).toEqual(backoffice.tags.map(({ name }) => name).sort());
    const issues = await everything('06', ['repository', 'issues'], {}, 'issuesAfter');
    const incidents = backoffice.issues.filter(({ labels }) => labels.includes('incident'));
    expect(ids(issues, 'number').sort()).toEqual(incidents.map(({ number }) => number).sort());
  });

  test('every job of the newest commit is a check run', async () => {
    const { body } = await postQuery(github, text('11'), { ...variables['11'], pageSize: 1 });
    const [commit] = listAt(body, 'data', 'repository', 'defaultBranchRef', 'target', 'history', 'nodes');
    const names = listAt(commit, 'checkSuites', 'nodes').map((suite) => dig(suite, 'workflowRun', 'workflow', 'name'));
    expect(names).toContain('CI');
  });
});

describe("GitHub's own checks", () => {
  test.each([
    ['no first', '{repository(owner:"acme",name:"cart"){deployments{totalCount}}}', 'MISSING_PAGINATION_BOUNDARIES'],
    ['101', '{repository(owner:"acme",name:"cart"){deployments(first:101){totalCount}}}', 'EXCESSIVE_PAGINATION'],
    [
      '1,010,100 nodes',
      '{repository(owner:"acme",name:"cart"){pullRequests(first:100){nodes{reviews(first:100){nodes{comments(first:100){totalCount}}}}}}}',
      'MAX_NODE_LIMIT_EXCEEDED',
    ],
    ['101 ids', `{nodes(ids:[${Array.from({ length: 101 }, () => '"x"').join(',')}]){id}}`, 'ARGUMENT_LIMIT'],
    ['an unknown repository', '{repository(owner:"acme",name:"none"){id}}', 'NOT_FOUND'],
    [
      'a broken cursor',
      '{repository(owner:"acme",name:"cart"){deployments(first:1,after:"x"){totalCount}}}',
      'INVALID_CURSOR_ARGUMENTS',
    ],
  ])('%s', async (_, query, type) => {
    const { status, body } = await postQuery(github, query);
    expect(status).toBe(200);
    expect(dig(listAt(body, 'errors')[0], 'type')).toBe(type);
  });

  test('an enum value the schema does not know is refused', async () => {
    const { body } = await postQuery(
      github,
      '{repository(owner:"acme",name:"cart"){pullRequests(first:1,states:[BOGUS]){totalCount}}}'
    );
    expect(String(dig(listAt(body, 'errors')[0], 'message'))).toContain('BOGUS');
  });

  test('an unknown id leaves the others unharmed', async () => {
    const { body } = await postQuery(github, 'query($ids:[ID!]!){nodes(ids:$ids){id}}', {
      ids: ['x', repositoryId(cart)],
    });
    expect(listAt(body, 'data', 'nodes')).toEqual([null, { id: repositoryId(cart) }]);
    expect(dig(listAt(body, 'errors')[0], 'type')).toBe('NOT_FOUND');
  });

  test('a renamed repository answers under its old name', async () => {
    const { body } = await postQuery(github, '{repository(owner:"acme",name:"payments"){nameWithOwner}}');
    expect(dig(body, 'data', 'repository', 'nameWithOwner')).toBe('acme/payments-core');
  });

  test('a field that is not simulated is an error, not an empty answer', async () => {
    const { body } = await postQuery(github, '{repository(owner:"acme",name:"cart"){diskUsage}}');
    expect(String(dig(listAt(body, 'errors')[0], 'message'))).toContain('Repository.diskUsage');
  });
});
