import { HttpClient } from '../../src/sources';
import { generateLargeOrganization } from '../organization';
import { SimulatedClock, simulateInProcess } from '../inProcess';
import { dig, listAt, testNow } from '../testing';

/** What paging meets in a repository that lives: whatever comes in at the head while somebody reads on. */

const hour = 3_600_000;
const organization = generateLargeOrganization({
  seed: 5,
  now: testNow,
  until: testNow + 30 * hour,
  days: 30,
  repositories: 30,
});
const busiest = [...organization.repositories].sort((a, b) => b.deployments.length - a.deployments.length)[0];

function stage() {
  const clock = new SimulatedClock(testNow);
  const { client } = simulateInProcess({ organization, clock });
  return { clock, client };
}

async function read(
  client: HttpClient,
  connection: string,
  after: string | null,
  fields: string,
  repository = busiest.name
) {
  const args = after === null ? '' : `, after: ${JSON.stringify(after)}`;
  const query = `{ repository(owner: "globex", name: "${repository}") {
    ${connection.replace('ARGS', args)} { totalCount pageInfo { endCursor hasNextPage } nodes { ${fields} } } } }`;
  const { body } = await client({ upstream: 'github/graphql', method: 'POST', path: '', body: { query } });
  const name = connection.replace(/\(.*$/s, '');
  const page = dig(body, 'data', 'repository', name);
  return {
    nodes: listAt(page, 'nodes'),
    total: Number(dig(page, 'totalCount')),
    endCursor: String(dig(page, 'pageInfo', 'endCursor')),
    hasNextPage: dig(page, 'pageInfo', 'hasNextPage') === true,
  };
}

const deployments = 'deployments(first: 10, orderBy: { field: CREATED_AT, direction: DESC }ARGS)';
const pulls = 'pullRequests(first: 5, states: [MERGED], orderBy: { field: UPDATED_AT, direction: DESC }ARGS)';

test('new deployments at the head shift no later page', async () => {
  const still = stage();
  const first = await read(still.client, deployments, null, 'id');
  const second = await read(still.client, deployments, first.endCursor, 'id');

  const moving = stage();
  const begun = await read(moving.client, deployments, null, 'id');
  await moving.clock.sleep(24 * hour);
  const later = await read(moving.client, deployments, begun.endCursor, 'id');
  expect(begun).toEqual(first);
  expect(later.nodes).toEqual(second.nodes);
  expect(later.total).toBeGreaterThan(second.total);
});

test('a pull request that is touched while somebody pages towards it moves past the cursor and is lost to them', async () => {
  const isTouched = (at: number) => at > testNow && at < testNow + 24 * hour;
  const [repository, touched] = organization.repositories
    .flatMap((one) => one.pullRequests.map((pull) => [one, pull] as const))
    .filter(([, { mergedAt, comments, lateLabels = [] }]) => {
      const moments = [...comments.map(({ createdAt }) => createdAt), ...lateLabels.map(({ at }) => at)];
      return mergedAt !== null && mergedAt < testNow - 24 * hour && moments.some(isTouched);
    })[0];
  const walk = async (wait: number) => {
    const { clock, client } = stage();
    let page = await read(client, pulls, null, 'number', repository.name);
    const numbers = page.nodes.map((node) => Number(dig(node, 'number')));
    await clock.sleep(wait);
    while (page.hasNextPage) {
      page = await read(client, pulls, page.endCursor, 'number', repository.name);
      numbers.push(...page.nodes.map((node) => Number(dig(node, 'number'))));
    }
    return numbers;
  };
  expect(await walk(0)).toContain(touched.number);
  expect(await walk(24 * hour)).not.toContain(touched.number);
});

test('a history keeps its pages while the branch moves on', async () => {
  const query = (after: string | null) => `{ repository(owner: "globex", name: "${busiest.name}") {
    defaultBranchRef { target { ... on Commit { history(first: 10${after === null ? '' : `, after: "${after}"`}) {
      pageInfo { endCursor } nodes { oid } } } } } } }`;
  const ask = async (client: HttpClient, after: string | null) => {
    const { body } = await client({
      upstream: 'github/graphql',
      method: 'POST',
      path: '',
      body: { query: query(after) },
    });
    const history = dig(body, 'data', 'repository', 'defaultBranchRef', 'target', 'history');
    return { nodes: listAt(history, 'nodes'), endCursor: String(dig(history, 'pageInfo', 'endCursor')) };
  };
  const still = stage();
  const first = await ask(still.client, null);
  const second = await ask(still.client, first.endCursor);
  const moving = stage();
  await ask(moving.client, null);
  await moving.clock.sleep(24 * hour);
  expect((await ask(moving.client, null)).nodes).not.toEqual(first.nodes);
  expect((await ask(moving.client, first.endCursor)).nodes).toEqual(second.nodes);
});

test('a running deployment is updated by its newest status', async () => {
  const { clock, client } = stage();
  const running = organization.repositories
    .flatMap((repository) => repository.deployments)
    .find(({ createdAt, statuses }) => createdAt > testNow && statuses.some(({ state }) => state === 'SUCCESS'));
  const seen = async () => {
    const query = `{ node(id: "${running?.nodeId ?? ''}") { ... on Deployment { updatedAt statuses(first: 9) { totalCount } } } }`;
    const { body } = await client({ upstream: 'github/graphql', method: 'POST', path: '', body: { query } });
    return dig(body, 'data', 'node');
  };
  expect(await seen()).toBeNull();
  await clock.sleep((running?.createdAt ?? 0) + 3_000 - clock.now());
  const begun = await seen();
  await clock.sleep(2 * hour);
  const over = await seen();
  expect(Number(dig(over, 'statuses', 'totalCount'))).toBeGreaterThan(Number(dig(begun, 'statuses', 'totalCount')));
  expect(Date.parse(String(dig(over, 'updatedAt')))).toBeGreaterThan(Date.parse(String(dig(begun, 'updatedAt'))));
});

test('the runs of a workflow are those of the repository with its name', async () => {
  const { client } = stage();
  const get = async (path: string, params = {}) =>
    (await client({ upstream: 'github/rest', method: 'GET', path: `repos/globex/${busiest.name}/${path}`, params }))
      .body;
  const [workflow] = listAt(await get('actions/workflows'), 'workflows');
  const params = { branch: 'main', per_page: 100 };
  const own = listAt(await get(`actions/workflows/${String(dig(workflow, 'id'))}/runs`, params), 'workflow_runs');
  const all = listAt(await get('actions/runs', params), 'workflow_runs');
  const ids = (runs: readonly unknown[]) => runs.map((run) => dig(run, 'id'));
  expect(ids(own)).toEqual(ids(all.filter((run) => dig(run, 'workflow_id') === dig(workflow, 'id'))));
  expect(own.length).toBeGreaterThan(0);
});
