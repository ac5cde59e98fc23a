import { HttpRequest } from '../../src/sources';
import { generateOrganization } from '../organization';
import { SimulatedClock, simulateInProcess } from '../inProcess';
import { dig, listAt, testNow } from '../testing';
import { decodeFaults, Fault, faultKinds } from './faults';

const organization = generateOrganization({ seed: 3, now: testNow, days: 40 });
const fields = `id number updatedAt author { __typename login } mergeCommit { oid }`;
const query: HttpRequest = {
  upstream: 'github/graphql',
  method: 'POST',
  path: '',
  body: {
    query: `query Pulls { a: repository(owner: "acme", name: "cart") { nameWithOwner
      pullRequests(first: 20, states: [MERGED], orderBy: { field: UPDATED_AT, direction: DESC }) { nodes { ${fields} } } } }`,
  },
};
const pagedQuery = `query Pages($first: Int!, $after: String) { a: repository(owner: "acme", name: "cart") {
  pullRequests(first: $first, after: $after, states: [MERGED], orderBy: { field: UPDATED_AT, direction: DESC }) {
    pageInfo { endCursor } nodes { ${fields} } } } }`;
const runs: HttpRequest = {
  upstream: 'github/rest',
  method: 'GET',
  path: 'repos/acme/cart/actions/runs',
  params: { per_page: 20 },
};
const incidents: HttpRequest = {
  upstream: 'pagerduty',
  method: 'GET',
  path: 'incidents',
  params: { limit: 20, offset: 100 },
};

function stage(faults: readonly Fault[], headersOnErrors = false) {
  const clock = new SimulatedClock(testNow);
  const simulated = simulateInProcess({
    organization,
    clock,
    headersOnErrors,
    faults: { github: faults, pagerduty: faults },
  });
  return { clock, ...simulated };
}

const ask = async (request: HttpRequest, ...faults: readonly Fault[]) => stage(faults).client(request);
const pullsOf = (body: unknown) => listAt(body, 'data', 'a', 'pullRequests', 'nodes');
const numbers = (nodes: readonly unknown[]) => nodes.map((node) => Number(dig(node, 'number')));

describe('refusals', () => {
  it.each([
    [{ kind: 'status', status: 404 }, 404, 404],
    [{ kind: 'html' }, 502, 502],
    [{ kind: 'html', status: 200 }, 200, 200],
    [{ kind: 'secondaryLimit' }, 403, 429],
    [{ kind: 'secondaryLimit', status: 429 }, 429, 429],
    [{ kind: 'primaryLimit' }, 200, 429],
    [{ kind: 'partial', error: 'NOT_FOUND' }, 200, 404],
  ] as const)('%j', async (fault, github, pagerduty) => {
    expect((await ask(query, fault)).status).toBe(github);
    expect((await ask({ ...incidents, params: {} }, fault)).status).toBe(pagerduty);
  });

  it('show no headers when bare, also where errors show them', async () => {
    const shown = async (bare: boolean) =>
      Object.keys((await stage([{ kind: 'secondaryLimit', bare }], true).client(query)).headers);
    expect(await shown(false)).toContain('retry-after');
    expect(await shown(true)).toEqual([]);
  });

  it('a redirect leads out of the proxy, for REST only', async () => {
    await expect(ask(runs, { kind: 'redirect' })).rejects.toMatchObject({ name: 'NetworkError' });
    expect((await ask(query, { kind: 'redirect' })).status).toBe(200);
  });

  it('PagerDuty refuses offsets beyond its cap', async () => {
    expect((await ask(incidents, { kind: 'offsetCap' })).status).toBe(400);
    expect((await ask(incidents, { kind: 'offsetCap', above: 120 })).status).toBe(200);
  });
});

describe('answers gone wrong', () => {
  it('cut midway are no JSON', async () => {
    const { status, body } = await ask(query, { kind: 'truncated' });
    expect([status, typeof body]).toEqual([200, 'string']);
  });

  it('lack parts, and each missing part has an error with its path', async () => {
    for (let seed = 1; seed < 30; seed++) {
      const { body } = await ask(query, { kind: 'partial', error: 'FORBIDDEN', seed });
      const errors = listAt(body, 'errors');
      expect(errors.length).toBeGreaterThan(0);
      for (const error of errors) {
        const path = listAt(error, 'path').map(String);
        expect(dig(error, 'type')).toBe('FORBIDDEN');
        expect([path, dig(body, 'data', ...path)]).toEqual([
          path,
          path.length > 1 && dig(body, 'data', 'a') === null ? undefined : null,
        ]);
      }
    }
  });

  it('exceed their resources only above a number of nodes', async () => {
    // 20 pull requests are asked for.
    expect(listAt((await ask(query, { kind: 'resourceLimits', above: 20 })).body, 'errors')).toEqual([]);
    const { body } = await ask(query, { kind: 'resourceLimits', above: 19 });
    expect(dig(listAt(body, 'errors')[0], 'type')).toBe('RESOURCE_LIMITS_EXCEEDED');
  });

  it('repeat an item, or come in another order, with nothing lost', async () => {
    const right = numbers(pullsOf((await ask(query)).body));
    expect(numbers(pullsOf((await ask(query, { kind: 'repeated' })).body))).toEqual([right[0], ...right]);
    const shuffled = numbers(pullsOf((await ask(query, { kind: 'outOfOrder' })).body));
    expect(shuffled).not.toEqual(right);
    expect([...shuffled].sort()).toEqual([...right].sort());
    const listed = listAt((await ask(runs, { kind: 'repeated' })).body, 'workflow_runs');
    expect(listed).toHaveLength(21);
  });

  it('begin with the last item of the page before, where there is one', async () => {
    const second = (request: HttpRequest, first: unknown): HttpRequest => {
      const after = String(dig(first, 'data', 'a', 'pullRequests', 'pageInfo', 'endCursor'));
      return { ...request, body: { ...Object(request.body), variables: { first: 20, after } } };
    };
    const paged = { ...query, body: { query: pagedQuery, variables: { first: 20, after: null } } };
    const first = (await ask(paged)).body;
    const right = numbers(pullsOf((await ask(second(paged, first))).body));
    const before = numbers(pullsOf(first)).pop();
    expect(numbers(pullsOf((await ask(second(paged, first), { kind: 'repeated' })).body))).toEqual([before, ...right]);
    const idsOn = async (page: number, ...faults: readonly Fault[]) =>
      listAt((await ask({ ...runs, params: { per_page: 20, page } }, ...faults)).body, 'workflow_runs').map((run) =>
        dig(run, 'id')
      );
    expect(await idsOn(2, { kind: 'repeated' })).toEqual([(await idsOn(1)).pop(), ...(await idsOn(2))]);
    const listed = async (offset: number, ...faults: readonly Fault[]) =>
      listAt((await ask({ ...incidents, params: { limit: 5, offset } }, ...faults)).body, 'incidents').map((one) =>
        dig(one, 'id')
      );
    expect(await listed(5, { kind: 'repeated' })).toEqual([(await listed(0)).pop(), ...(await listed(5))]);
  });

  it('show one item of a page further down, anywhere', async () => {
    const right = numbers(pullsOf((await ask(query)).body));
    const places = new Set<number>();
    for (let seed = 1; seed < 40; seed++) {
      const strayed = numbers(pullsOf((await ask(query, { kind: 'strayed', seed })).body));
      const place = strayed.findIndex((number) => !right.includes(number));
      expect(strayed.filter((_, index) => index !== place)).toEqual(right);
      places.add(place);
    }
    expect([places.has(0), places.has(20), places.has(-1)]).toEqual([true, true, false]);
    const idsOn = async (page: number, ...faults: readonly Fault[]) =>
      listAt((await ask({ ...runs, params: { per_page: 20, page } }, ...faults)).body, 'workflow_runs').map((run) =>
        dig(run, 'id')
      );
    expect(await idsOn(1, { kind: 'strayed' })).toContain((await idsOn(2)).pop());
  });

  it('have lists of some records emptied, and each has an error with its path', async () => {
    const withReviews = fields.replace('number', 'number reviews(first: 5) { nodes { state } }');
    const text = pagedQuery.replace(fields, withReviews);
    const reviewed = { ...query, body: { query: text, variables: { first: 20, after: null } } };
    const { body } = await ask(reviewed, { kind: 'emptied', seed: 1 });
    const errors = listAt(body, 'errors');
    expect(errors.length).toBeGreaterThan(0);
    for (const error of errors) {
      const path = listAt(error, 'path').map(String);
      expect(path.slice(0, 3)).toEqual(['a', 'pullRequests', 'nodes']);
      expect(path.length).toBeGreaterThan(5);
      expect(dig(error, 'type')).toBe('FORBIDDEN');
    }
    expect(numbers(pullsOf(body))).toEqual(numbers(pullsOf((await ask(query)).body)));
  });

  it('know some people and some commits no longer', async () => {
    const missing = (nodes: readonly unknown[], key: string) => nodes.filter((node) => dig(node, key) === null).length;
    const ghosts = pullsOf((await ask(query, { kind: 'ghost' })).body);
    expect(missing(ghosts, 'author')).toBeGreaterThan(0);
    expect(missing(ghosts, 'mergeCommit')).toBe(0);
    const lost = pullsOf((await ask(query, { kind: 'lostCommits' })).body);
    expect(missing(lost, 'mergeCommit')).toBeGreaterThan(0);
    expect(
      missing(listAt((await ask(runs, { kind: 'lostCommits' })).body, 'workflow_runs'), 'head_commit')
    ).toBeGreaterThan(0);
  });

  it('some records whose time is none', async () => {
    const times = (listed: unknown) => listAt(listed, 'workflow_runs').map((run) => String(dig(run, 'created_at')));
    const garbled = times((await ask(runs, { kind: 'garbled', seed: 3 })).body).filter((time) =>
      Number.isNaN(Date.parse(time))
    );
    expect(garbled.length).toBeGreaterThan(0);
    expect(garbled.length).toBeLessThan(20);
  });
});

describe('a world that moves', () => {
  it('a pull request of the repository that is asked about comes to the head of what was updated', async () => {
    const { client, faults, clock } = stage([]);
    const before = numbers(pullsOf((await client(query)).body));
    faults.github.add({ kind: 'touched', count: 1 });
    const after = pullsOf((await client(query)).body);
    expect(Date.parse(String(dig(after[0], 'updatedAt')))).toBeGreaterThanOrEqual(testNow);
    expect(Date.parse(String(dig(after[0], 'updatedAt')))).toBeLessThanOrEqual(clock.now());
    expect(numbers(after)).not.toEqual(before);
    // It stays where it is.
    expect(pullsOf((await client(query)).body)).toEqual(after);
  });

  it('its clock is ahead, or behind', async () => {
    const limits: HttpRequest = { upstream: 'github/rest', method: 'GET', path: 'repos/acme/cart' };
    const resetOf = async (delay: number) => {
      const { headers } = await ask(limits, { kind: 'skewed', delay });
      return Number(headers['x-ratelimit-reset']);
    };
    const right = await resetOf(0);
    expect([(await resetOf(300_000)) - right, (await resetOf(-300_000)) - right]).toEqual([300, -300]);
  });
});

it('a repository can be listed and not be there', async () => {
  const { client, faults } = stage([{ kind: 'hidden', text: 'acme/cart' }]);
  expect(dig(listAt((await client(query)).body, 'errors')[0], 'type')).toBe('NOT_FOUND');
  expect((await client(runs)).status).toBe(404);
  const list: HttpRequest = { upstream: 'github/rest', method: 'GET', path: 'orgs/acme/repos', params: {} };
  expect(listAt((await client(list)).body).map((one) => dig(one, 'name'))).toContain('cart');
  faults.github.clear();
  expect((await client(runs)).status).toBe(200);
});

describe('a fault counts the answers it has changed', () => {
  it.each<[string, Fault, HttpRequest, number]>([
    ['a refusal', { kind: 'status', status: 404 }, query, 1],
    ['a lost connection', { kind: 'reset' }, query, 1],
    ['a redirect of REST', { kind: 'redirect' }, runs, 1],
    ['a redirect of GraphQL, which follows by itself', { kind: 'redirect' }, query, 0],
    ['an offset within the cap', { kind: 'offsetCap', above: 120 }, incidents, 0],
    ['an offset beyond it', { kind: 'offsetCap' }, incidents, 1],
    ['a small query within its resources', { kind: 'resourceLimits', above: 1_000 }, query, 0],
    ['a page within what comes in time', { kind: 'heavyPages', above: 20 }, incidents, 0],
    ['a page that is too heavy', { kind: 'heavyPages', above: 19 }, incidents, 1],
    ["a page that is no list's", { kind: 'heavyPages' }, query, 0],
    ['an answer that comes late', { kind: 'slow', delay: 70_000 }, runs, 1],
    ['authors where there are none', { kind: 'ghost' }, incidents, 0],
    ['a clock that is wrong', { kind: 'skewed', delay: 1_000 }, runs, 1],
    ['a hidden repository that is asked about', { kind: 'hidden', text: 'acme/cart' }, query, 1],
    ['a hidden repository that is not', { kind: 'hidden', text: 'acme/other' }, query, 0],
  ])('%s', async (_, fault, request, strikes) => {
    const { client, faults } = stage([fault]);
    await client(request).catch(() => undefined);
    const counted = [faults.github, faults.pagerduty].map((each) => each.strikes.get(fault.kind) ?? 0);
    expect(counted[0] + counted[1]).toBe(strikes);
  });
});

describe('which requests', () => {
  it('are chosen by path, text, count and rate', async () => {
    const { client, faults } = stage([]);
    faults.github.add({ kind: 'status', status: 500, text: 'query Pulls', count: 2 });
    const statuses: number[] = [];
    for (let turn = 0; turn < 3; turn++) {
      statuses.push((await client(runs)).status, (await client(query)).status);
    }
    expect(statuses).toEqual([200, 500, 200, 500, 200, 200]);
    faults.github.add({ kind: 'status', status: 500, rate: 0.5, path: '/actions/runs', seed: 4 });
    let hits = 0;
    for (let turn = 0; turn < 100; turn++) {
      hits += (await client(runs)).status === 500 ? 1 : 0;
    }
    expect(hits).toBeGreaterThan(30);
    expect(hits).toBeLessThan(70);
  });

  it('faults are read from JSON; what is no fault is refused with a sentence', () => {
    for (const kind of faultKinds) {
      expect(decodeFaults({ kind, rate: 0.1, delay: 5 })[0]).toMatchObject({ kind, rate: 0.1, delay: 5 });
    }
    expect(() => decodeFaults({ kind: 'partial', error: 'ODD' })).toThrow('one of FORBIDDEN');
    expect(() => decodeFaults({ kind: 'slow', delay: -1 })).toThrow('not negative');
    expect(decodeFaults({ kind: 'skewed', delay: -1 })[0].delay).toBe(-1);
  });
});
