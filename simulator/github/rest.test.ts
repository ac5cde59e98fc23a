import { githubMistakes, githubRequestMistakes } from '../contracts/checks';
import { generateOrganization } from '../organization';
import { RunningServer } from '../serving/server';
import { dig, getJson, githubHeaders, listAt, repositoryNamed, testNow, testToken } from '../testing';
import { startGithub } from '.';

const organization = generateOrganization({ seed: 3, now: testNow, days: 60 });
const identity = repositoryNamed(organization, 'identity');
const rerun = identity.runs.find(({ attempts }) => attempts.length > 1) ?? identity.runs[0];
const long = generateOrganization({ seed: 4, now: testNow });
let github: RunningServer;
let busy: RunningServer;

beforeAll(async () => {
  const shared = { token: testToken, latency: 0, clock: () => testNow };
  github = await startGithub({ ...shared, organization });
  busy = await startGithub({ ...shared, organization: long, hourlyLimit: 60 });
});
afterAll(() => Promise.all([github.close(), busy.close()]));

const runs = '/repos/{owner}/{repo}/actions/runs';
const commits =
  identity.deployments.length > 0
    ? []
    : organization.truth.deliveries.filter((one) => one.repository === 'acme/identity');

test.each([
  ['/user', '/user'],
  ['/rate_limit', '/rate_limit'],
  ['/orgs/acme/repos', '/orgs/{org}/repos'],
  ['/orgs/acme/teams', '/orgs/{org}/teams'],
  ['/orgs/acme/teams/payments', '/orgs/{org}/teams/{team_slug}'],
  ['/orgs/acme/teams/payments/repos', '/orgs/{org}/teams/{team_slug}/repos'],
  ['/repos/acme/identity', '/repos/{owner}/{repo}'],
  ['/repos/acme/identity/actions/runs?per_page=100', runs],
  [`/repos/acme/identity/actions/runs/${rerun.id}`, `${runs}/{run_id}`],
  [`/repos/acme/identity/actions/runs/${rerun.id}/attempts/1`, `${runs}/{run_id}/attempts/{attempt_number}`],
  [`/repos/acme/identity/actions/runs/${rerun.id}/attempts/1/jobs`, `${runs}/{run_id}/attempts/{attempt_number}/jobs`],
  [`/repos/acme/identity/actions/runs/${rerun.id}/jobs?filter=all`, `${runs}/{run_id}/jobs`],
  [
    `/repos/acme/identity/compare/${commits[0]?.sha}...${commits[3]?.sha}?per_page=100&page=1`,
    '/repos/{owner}/{repo}/compare/{basehead}',
  ],
])("%s is what GitHub's OpenAPI document says", async (path, operation) => {
  for (const prefix of ['', '/api/v3']) {
    const { status, body } = await getJson(github, `${prefix}${path}`);
    expect(status).toBe(200);
    expect(githubMistakes(operation, 200, body)).toEqual([]);
  }
  expect(githubRequestMistakes(operation, new URLSearchParams(path.split('?')[1] ?? ''))).toEqual([]);
});

test('the check finds what is wrong', () => {
  expect(githubMistakes(runs, 200, { total_count: 'one', workflow_runs: [{}] })).not.toEqual([]);
  expect(githubRequestMistakes(runs, new URLSearchParams('status=great'))).not.toEqual([]);
  expect(githubRequestMistakes(runs, new URLSearchParams('when=now'))).toEqual(['when is not a parameter']);
});

test('following Link gives every run once, by addresses that name the repository by id', async () => {
  const ids: unknown[] = [];
  let next: string | null = '/api/v3/repos/acme/identity/actions/runs?per_page=50&exclude_pull_requests=true';
  while (next !== null) {
    const { headers, body } = await getJson(github, next);
    ids.push(...listAt(body, 'workflow_runs').map((run) => dig(run, 'id')));
    const match: RegExpExecArray | null = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '');
    expect(match === null || match[1].startsWith(`${github.url}/api/v3/repositories/${identity.id}/`)).toBe(true);
    next = match === null ? null : match[1].slice(github.url.length);
  }
  expect(ids).toEqual(identity.runs.map(({ id }) => id).reverse());
});

test('a filtered search reaches a thousand runs and counts them all', async () => {
  const checkout = repositoryNamed(long, 'checkout-api');
  expect(checkout.runs.length).toBeGreaterThan(1_000);
  const path = '/repos/acme/checkout-api/actions/runs?per_page=100&created=2020-01-01T00:00:00Z..2030-01-01T00:00:00Z';
  const last = await getJson(busy, `${path}&page=10`);
  const beyond = await getJson(busy, `${path}&page=11`);
  expect(dig(last.body, 'total_count')).toBe(checkout.runs.length);
  expect(listAt(last.body, 'workflow_runs')).toHaveLength(100);
  expect(last.headers.get('link')).not.toContain('rel="next"');
  expect(listAt(beyond.body, 'workflow_runs')).toEqual([]);
});

test('runs are filtered by branch, event, status and when they were created', async () => {
  const [from, to] = ['2026-10-20T00:00:00Z', '2026-10-28T00:00:00Z'];
  const query = `branch=main&event=push&status=success&created=${from}..${to}&per_page=100`;
  const { body } = await getJson(github, `/repos/acme/identity/actions/runs?${query}`);
  const expected = identity.runs.filter(
    (run) =>
      run.branch === 'main' &&
      run.event === 'push' &&
      run.attempts[run.attempts.length - 1].conclusion === 'success' &&
      run.createdAt >= Date.parse(from) &&
      run.createdAt <= Date.parse(to) + 999
  );
  expect(expected.length).toBeGreaterThan(0);
  expect(listAt(body, 'workflow_runs').map((run) => dig(run, 'id'))).toEqual(expected.map(({ id }) => id).reverse());
});

test('compare lists what head has and base has not', async () => {
  const [, base, head] = commits;
  const { body } = await getJson(github, `/repos/acme/identity/compare/${base.sha}...${head.sha}?per_page=100&page=1`);
  expect(
    listAt(body, 'commits')
      .map((commit) => dig(commit, 'sha'))
      .sort()
  ).toEqual([...head.commits].sort());
});

test('an answer that is known already costs nothing', async () => {
  const first = await getJson(github, '/repos/acme/cart');
  const etag = first.headers.get('etag') ?? '';
  const before = await getJson(github, '/rate_limit');
  const second = await getJson(github, '/repos/acme/cart', githubHeaders({ 'if-none-match': etag }));
  const after = await getJson(github, '/rate_limit');
  expect([second.status, second.body]).toEqual([304, null]);
  expect(dig(after.body, 'resources', 'core', 'used')).toBe(dig(before.body, 'resources', 'core', 'used'));
});

test('a renamed repository is a redirect to its id', async () => {
  const { status, headers, body } = await getJson(github, '/api/v3/repos/acme/payments/actions/runs?per_page=1');
  const { id } = repositoryNamed(organization, 'payments-core');
  expect(status).toBe(301);
  expect(headers.get('location')).toBe(`${github.url}/api/v3/repositories/${id}/actions/runs?per_page=1`);
  expect(githubMistakes('/repos/{owner}/{repo}', 301, body)).toEqual([]);
});

test.each([
  [404, '/repos/acme/none', {}, 'Not Found'],
  [404, '/repos/acme/identity/actions/runs/1', {}, 'Not Found'],
  [422, '/repos/acme/identity/actions/runs?status=great', {}, 'Validation Failed'],
  [401, '/user', { authorization: 'Bearer wrong' }, 'Bad credentials'],
  [400, '/user', { 'x-github-api-version': '1999-01-01' }, '"1999-01-01" is not a supported version of the API.'],
])('%d for %s', async (status, path, headers, message) => {
  const answer = await getJson(github, path, githubHeaders(headers));
  expect(answer.status).toBe(status);
  expect(dig(answer.body, 'message')).toBe(message);
});

test('the hour is used up: 403 with nothing remaining, while the limits can still be asked for', async () => {
  for (let request = 0; request < 60; request++) {
    await getJson(busy, '/user');
  }
  const { status, headers, body } = await getJson(busy, '/user');
  expect([status, headers.get('x-ratelimit-remaining')]).toEqual([403, '0']);
  expect(String(dig(body, 'message'))).toContain('API rate limit exceeded');
  expect((await getJson(busy, '/rate_limit')).status).toBe(200);
});

test('faults answer the next requests and are counted', async () => {
  const post = (body: unknown) =>
    fetch(`${github.url}/__sim/faults`, { method: 'POST', body: JSON.stringify(body) }).then(({ status }) => status);
  expect(
    await post([
      { kind: 'html', count: 1 },
      { kind: 'secondaryLimit', count: 1 },
      { kind: 'reset', count: 1 },
    ])
  ).toBe(204);
  const page = await fetch(`${github.url}/user`, { headers: githubHeaders() });
  expect([page.status, page.headers.get('content-type')]).toEqual([502, 'text/html']);
  const refused = await getJson(github, '/user');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([403, '60']);
  expect(String(dig(refused.body, 'message'))).toContain('secondary rate limit');
  await expect(getJson(github, '/user')).rejects.toThrow();
  expect((await getJson(github, '/user')).status).toBe(200);
  expect(await post({ kind: 'nonsense' })).toBe(400);
  const stats = await getJson(github, '/__sim/stats');
  expect(dig(stats.body, 'byStatus', 'reset')).toBe(1);
});
