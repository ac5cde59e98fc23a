import { allTime } from '../../events';
import { HttpClient, HttpRequest, HttpResponse, NetworkError } from '../transport';
import { simulatedClock } from '../transport/testing/simulatedClock';
import { IntervalNeed, Need, Report, Source } from '../types';
import { createFeedSource, createStaticFeedSource } from './source';

const start = Date.parse('2026-06-01T00:00:00Z');
const deployment = {
  id: 'd1',
  repository: 'acme/pay',
  environment: 'production',
  sha: 'c3',
  status: 'success',
  createdAt: '2026-05-05T10:00:00Z',
  finishedAt: '2026-05-05T10:06:00Z',
};
const feed = {
  version: 1,
  repositories: [{ name: 'acme/shop', defaultBranch: 'main', topics: ['web'] }],
  deployments: [deployment, { ...deployment, id: 'old', createdAt: '2019-01-01T00:00:00Z', finishedAt: null }],
  incidents: [
    { id: 'I1', service: 'pay-api', createdAt: '2026-05-05T11:00:00Z' },
    { id: 'I2', createdAt: '2026-05-06T11:00:00Z' },
  ],
};
const need = (kind: IntervalNeed['kind'], scope: string): IntervalNeed => ({
  source: 'feed',
  kind,
  scope,
  interval: { from: Date.parse('2026-05-01T00:00:00Z'), to: start },
});
const never = new AbortController().signal;

function live(answers: ReadonlyArray<HttpResponse | Error>) {
  const requests: HttpRequest[] = [];
  const clock = simulatedClock(start);
  const client: HttpClient = async (request) => {
    requests.push(request);
    const next = answers[Math.min(requests.length, answers.length) - 1];
    if (next instanceof Error) {
      throw next;
    }
    return next;
  };
  return { source: createFeedSource({ client, clock }), requests, pass: (by: number) => clock.pass(by) };
}

function ok(body: unknown): HttpResponse {
  return { status: 200, headers: {}, body };
}

async function reportsOf(source: Source, needs: readonly Need[], signal = never): Promise<readonly Report[]> {
  const reports: Report[] = [];
  for await (const report of source.fetch(needs, signal)) {
    reports.push(report);
  }
  return reports;
}

describe('a feed at an address', () => {
  it('is read once for discovery and every need', async () => {
    const { source, requests } = live([ok(feed)]);
    const [{ directory }] = await Promise.all([
      source.discover(never),
      reportsOf(source, [need('deployments', 'acme/pay'), need('incidents', '*')]),
    ]);
    expect(requests).toEqual([{ upstream: 'feed', method: 'GET', path: '' }]);
    expect(directory.repositories.map(({ name }) => name)).toEqual(['acme/shop', 'acme/pay']);
  });

  it('hands over all of a scope, so that a predecessor before the interval is among it', async () => {
    const wanted = need('deployments', 'acme/pay');
    const [report] = await reportsOf(live([ok(feed)]).source, [wanted]);
    expect(report.events.deployments?.map(({ id }) => id)).toEqual(['d1', 'old']);
    expect(report).toMatchObject({ need: wanted, covered: wanted.interval, baselineKnown: true, problem: null });
    expect(report.need).toBe(wanted);
  });

  test.each<[IntervalNeed['kind'], string, readonly string[]]>([
    ['incidents', '*', ['I1', 'I2']],
    ['incidents', 'pay-api', ['I1']],
    ['incidents', 'other', []],
  ])('serves %s of scope %s', async (kind, scope, ids) => {
    const [report] = await reportsOf(live([ok(feed)]).source, [need(kind, scope)]);
    expect(report.events.incidents?.map(({ id }) => id)).toEqual(ids);
  });

  it('is read again once it has grown old', async () => {
    const later = { ...feed, deployments: [{ ...deployment, sha: 'c4' }] };
    const { source, requests, pass } = live([ok(feed), ok(later)]);
    await reportsOf(source, [need('deployments', 'acme/pay')]);
    pass(59_000);
    await reportsOf(source, [need('deployments', 'acme/pay')]);
    expect(requests).toHaveLength(1);
    pass(2_000);
    const [report] = await reportsOf(source, [need('deployments', 'acme/pay')]);
    expect(requests).toHaveLength(2);
    expect(report.events.deployments?.map(({ sha }) => sha)).toEqual(['c4']);
  });

  test.each<[string, HttpResponse | Error, string, RegExp]>([
    ['401', { status: 401, headers: {}, body: {} }, 'unauthorized', /refused the token.*feed token/],
    ['403', { status: 403, headers: {}, body: 'Forbidden' }, 'forbidden', /refused access \(Forbidden\)/],
    ['404', { status: 404, headers: {}, body: '<html></html>' }, 'notFound', /not found at its address.*feed URL/],
    ['a web page', ok('<!doctype html><title>Sign in</title>'), 'badAnswer', /HTML page.*not to a web page/],
    ['broken JSON', ok('{"version": 1,'), 'badAnswer', /did not come as JSON \(\{"version": 1,\)/],
    ['503', { status: 503, headers: {}, body: {} }, 'unavailable', /after several tries.*server is up/],
    ['no answer', new NetworkError('getaddrinfo ENOTFOUND'), 'unavailable', /getaddrinfo ENOTFOUND/],
    ['a newer version', ok({ version: 2 }), 'configuration', /version 2.*Update the plugin/],
  ])('%s is one problem for all needs, and covers nothing', async (_, response, kind, message) => {
    const { source } = live([response]);
    const reports = await reportsOf(source, [need('deployments', 'acme/pay'), need('runs', 'acme/pay')]);
    expect(reports.map(({ covered, baselineKnown }) => [covered, baselineKnown])).toEqual([
      [null, false],
      [null, false],
    ]);
    expect(new Set(reports.map(({ problem }) => problem)).size).toBe(1);
    expect(reports[0].problem?.kind).toBe(kind);
    expect(reports[0].problem?.message).toMatch(message);
    expect((await source.test(never)).ok).toBe(false);
  });

  it('recovers when the document comes after all', async () => {
    const { source } = live([{ status: 404, headers: {}, body: {} }, ok(feed)]);
    expect((await reportsOf(source, [need('runs', 'acme/pay')]))[0].problem).not.toBeNull();
    expect((await reportsOf(source, [need('runs', 'acme/pay')]))[0].problem).toBeNull();
  });

  it('a cancelled reader is let go while the others still get the document', async () => {
    let release: (response: HttpResponse) => void = () => {};
    const client: HttpClient = () =>
      new Promise((resolve) => {
        release = resolve;
      });
    const source = createFeedSource({ client });
    const controller = new AbortController();
    const cancelled = reportsOf(source, [need('runs', 'acme/pay')], controller.signal);
    const waiting = reportsOf(source, [need('deployments', 'acme/pay')]);
    await new Promise((resolve) => setTimeout(resolve, 0));
    controller.abort();
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    release(ok(feed));
    expect((await waiting)[0].events.deployments).toHaveLength(2);
  });

  it('says what it holds when tested', async () => {
    expect(await live([ok(feed)]).source.test(never)).toEqual({
      source: 'feed',
      ok: true,
      message: 'The feed was read: 2 repositories, 1 service, 2 deployments, 0 changes, 2 incidents, 0 runs.',
      details: ['deployments[1]: it succeeded but finishedAt is missing; the record was kept but counts in no period.'],
    });
  });

  it('names the first bad records and counts the others', async () => {
    const { source } = live([ok({ version: 1, deployments: Array.from({ length: 500 }, () => ({})) })]);
    const { problems } = await source.discover(never);
    expect(problems).toHaveLength(21);
    expect(problems[20].message).toBe('480 more records of the feed have problems like these.');
  });
});

describe('feed documents that are already there', () => {
  const other = {
    version: 1,
    deployments: [{ ...deployment, sha: 'c9' }, { ...deployment, repository: 'acme/shop' }, { id: 'x' }],
  };

  it('are one: the later document counts, problems name their document', async () => {
    const source = createStaticFeedSource([
      { name: 'a.json', document: { ...feed, deployments: [deployment] } },
      { name: 'b.json', document: other },
    ]);
    const { directory, problems } = await source.discover(never);
    expect(directory.repositories).toEqual([
      { name: 'acme/pay', defaultBranch: null, archived: false, topics: [], url: null },
      { name: 'acme/shop', defaultBranch: 'main', archived: false, topics: ['web'], url: null },
    ]);
    expect(problems.map(({ message }) => message)).toEqual([
      'b.json: deployments[2]: repository is missing; the record was left out.',
      '1 record of deployments differs between two feed documents; the later document counts.',
    ]);
    const [report] = await reportsOf(source, [need('deployments', 'acme/pay')]);
    expect(report.events.deployments?.map(({ sha }) => sha)).toEqual(['c9']);
    expect(report.covered).toEqual(allTime);
  });

  it('a service one document describes is not made anew by another that only names it', async () => {
    const source = createStaticFeedSource([
      { name: 'a.json', document: { version: 1, services: [{ id: 'P1', name: 'pay-api', teams: ['Pay'] }] } },
      { name: 'b.json', document: feed },
    ]);
    const { directory } = await source.discover(never);
    expect(directory.services).toEqual([{ id: 'P1', name: 'pay-api', teams: ['Pay'], url: null }]);
  });

  it('answers comparisons it holds and covers those it does not', async () => {
    const comparison = { repository: 'acme/pay', base: 'a', head: 'b', shas: ['b'] };
    const source = createStaticFeedSource([{ name: 'a.json', document: { version: 1, comparisons: [comparison] } }]);
    const asked = (base: string): Need => ({ source: 'feed', kind: 'comparisons', scope: 'acme/pay', base, head: 'b' });
    const reports = await reportsOf(source, [asked('a'), asked('z')]);
    expect(reports.map(({ events, covered }) => [events.comparisons, covered])).toEqual([
      [[comparison], allTime],
      [[], allTime],
    ]);
  });
});
