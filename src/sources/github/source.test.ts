import { NetworkError } from '../transport';
import { IntervalNeed, Need } from '../types';
import { connection, eventsIn, fakeGithub, FakeGithub, now, ok, reportsOf } from './fakeGithub';

const interval = { from: Date.parse('2026-05-01T00:00:00Z'), to: Date.parse('2026-06-01T00:00:00Z') };
const needOf = (scope: string, kind: IntervalNeed['kind'] = 'deployments'): IntervalNeed => ({
  source: 'github',
  scope,
  kind,
  interval,
});

const deployment = {
  id: 'd1',
  createdAt: '2026-05-10T00:00:00Z',
  updatedAt: '2026-05-10T00:01:00Z',
  environment: 'production',
  commitOid: 'abc',
  statuses: connection([{ state: 'SUCCESS', createdAt: '2026-05-10T00:01:00Z' }]),
};
const readable = { deployments: connection([deployment]), pullRequests: connection([]) };
const repositories = { 'acme/pay': readable, 'acme/shop': readable };

function failingWith(fault: FakeGithub['fault'], longestWait?: number) {
  return fakeGithub({ repositories, fault }, { longestWait });
}

/** A GraphQL answer whose repository is empty because of an error. */
function refused(type: string, message: string, path: readonly unknown[] = ['q0']) {
  return ok({ data: { q0: null }, errors: [{ type, message, path }] });
}

describe('what goes wrong becomes a sentence that says what to do', () => {
  const cases: ReadonlyArray<[string, FakeGithub['fault'], string, RegExp]> = [
    [
      'a wrong token',
      () => ({ status: 401, headers: {}, body: 'Bad credentials' }),
      'unauthorized',
      /new token is entered/,
    ],
    [
      'a missing repository',
      () => refused('NOT_FOUND', "Could not resolve to a Repository with the name 'acme/pay'."),
      'notFound',
      /Check the spelling/,
    ],
    [
      'a missing permission',
      () => refused('FORBIDDEN', 'Resource not accessible by personal access token', ['q0', 'deployments']),
      'forbidden',
      /"Deployments: Read-only"/,
    ],
    [
      'a missing scope',
      () => refused('INSUFFICIENT_SCOPES', 'Your token has not been granted the required scopes'),
      'forbidden',
      /classic token the scope "repo"/,
    ],
    [
      'single sign-on',
      () => refused('FORBIDDEN', 'Resource protected by organization SAML enforcement.'),
      'forbidden',
      /Configure SSO/,
    ],
    [
      'an HTML page',
      () => ok('<!doctype html><html>Sign in</html>'),
      'badAnswer',
      /HTML page.*Check the GitHub address/,
    ],
    [
      'no network',
      () => new NetworkError('getaddrinfo ENOTFOUND'),
      'unavailable',
      /did not answer.*ENOTFOUND.*Refresh/,
    ],
    ['something that is not GraphQL', () => ok({ hello: 'world' }), 'badAnswer', /not a GraphQL answer/],
    [
      'an answer without the list',
      () => ok({ data: { q0: { nameWithOwner: 'acme/pay', deployments: { nodes: [] } } } }),
      'badRecord',
      /field "pageInfo" should be an object, found nothing/,
    ],
  ];
  test.each(cases)('%s', async (_, fault, kind, sentence) => {
    const { source } = failingWith(fault);
    const reports = await reportsOf(source, [needOf('acme/pay')]);
    expect(reports.every(({ covered, events }) => covered === null && Object.keys(events).length === 0)).toBe(true);
    expect(reports[reports.length - 1].problem).toMatchObject({ source: 'github', kind });
    expect(reports[reports.length - 1].problem?.message).toMatch(sentence);
  });

  test('a spent rate limit says until when (the answer has status 200)', async () => {
    const body = {
      data: { rateLimit: { resetAt: '2026-06-01T00:40:00Z' } },
      errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded for user ID 1.' }],
    };
    const { source, requests } = failingWith(() => ok(body), 120_000);
    const [report] = await reportsOf(source, [needOf('acme/pay')]);
    expect(report.problem).toMatchObject({ kind: 'rateLimited', retryAt: Date.parse('2026-06-01T00:40:01Z') });
    expect(report.problem?.message).toContain('Refresh after 2026-06-01T00:40Z');
    expect(requests).toHaveLength(1);
  });

  test('a short rate limit is waited for', async () => {
    const limited = ok(
      { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] },
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 + 45) }
    );
    const { source, slept } = failingWith((_, call) => (call === 1 ? limited : null));
    const reports = await reportsOf(source, [needOf('acme/pay')]);
    expect(eventsIn(reports, 'deployments')).toHaveLength(1);
    // The reset and a second: resets are told in whole seconds.
    expect(slept).toEqual([46_000]);
  });
});

test('one need in trouble does not touch the others', async () => {
  const { source } = fakeGithub({ repositories });
  const reports = await reportsOf(source, [needOf('acme/gone'), needOf('acme/pay'), needOf('no repository')]);
  const problems = reports.filter(({ problem }) => problem !== null);
  expect(problems.map(({ need, problem }) => [need.scope, problem?.kind]).sort()).toEqual([
    ['acme/gone', 'notFound'],
    ['no repository', 'configuration'],
  ]);
  expect(reports.some(({ need, covered }) => need.scope === 'acme/pay' && covered === interval)).toBe(true);
});

test('an error beside good data does not throw the data away', async () => {
  const { source } = failingWith(() =>
    ok({
      data: {
        q0: {
          deployments: {
            pageInfo: { hasNextPage: false, endCursor: null },
            nodes: [{ ...deployment, statuses: { pageInfo: { hasNextPage: false }, nodes: [] }, ref: null }, null],
          },
        },
      },
      errors: [{ type: 'FORBIDDEN', message: 'no', path: ['q0', 'deployments', 'nodes', 1] }],
    })
  );
  const reports = await reportsOf(source, [needOf('acme/pay')]);
  expect(eventsIn(reports, 'deployments')).toHaveLength(1);
  expect(reports[reports.length - 1].problem).toMatchObject({ kind: 'badRecord', scope: 'acme/pay' });
});

test('a refused token is not tried again for every need', async () => {
  const needs: Need[] = Array.from({ length: 40 }, (_, index) => needOf(`acme/r${index}`));
  const { source, requests } = failingWith(() => ({ status: 401, headers: {}, body: {} }));
  const reports = await reportsOf(source, needs);
  expect(reports.filter(({ problem }) => problem?.kind === 'unauthorized')).toHaveLength(40);
  expect(requests.length).toBeLessThanOrEqual(6);
});

test('passing faults are retried without losing anything', async () => {
  const { source, slept } = failingWith((_, call) => (call <= 2 ? { status: 503, headers: {}, body: '' } : null));
  const reports = await reportsOf(source, [needOf('acme/pay')]);
  expect(eventsIn(reports, 'deployments')).toHaveLength(1);
  expect(slept).toHaveLength(2);
});

test('cancelling rejects with an AbortError and sends nothing more', async () => {
  const controller = new AbortController();
  const { source, requests } = failingWith((_, call) => {
    if (call === 1) {
      controller.abort();
    }
    return null;
  });
  const needs = Array.from({ length: 20 }, () => needOf('acme/pay'));
  await expect(reportsOf(source, needs, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
  await new Promise((resolve) => setImmediate(resolve));
  // Two GraphQL requests may be under way at once.
  expect(requests.length).toBeLessThanOrEqual(2);
});

test('an empty list that goes on forever is refused instead of followed', async () => {
  const page = { totalCount: 9, pageInfo: { hasNextPage: true, endCursor: 'same' }, nodes: [] };
  const { source, requests } = failingWith(() => ok({ data: { q0: { deployments: page } } }));
  const reports = await reportsOf(source, [needOf('acme/pay')]);
  expect(reports[reports.length - 1].problem?.message).toContain('a new cursor');
  expect(requests).toHaveLength(2);
});

test('sets out for half a call’s worth of needs in one turn of the event loop, the page has more to do', async () => {
  const begun = new Set<string>();
  const scopes = Array.from({ length: 250 }, (_, index) => `acme/service-${index}`);
  const needs = scopes.map((scope): Need => {
    const look = () => {
      begun.add(scope);
      return interval;
    };
    return Object.defineProperty({ ...needOf(scope) }, 'interval', { get: look, enumerable: true });
  });
  const { source } = failingWith(() => null);
  const inTurn: number[] = [];
  let isOver = false;
  const turn = () => {
    inTurn.push(begun.size);
    if (!isOver) {
      setImmediate(turn);
    }
  };
  turn();
  await reportsOf(source, needs);
  isOver = true;
  inTurn.push(begun.size);
  const added = inTurn.map((count, index) => count - (inTurn[index - 1] ?? 0)).filter((count) => count > 0);
  expect(added).toEqual([50, 50, 50, 50, 50]);
});
