import { NetworkError } from '../transport';
import { acknowledged, answer, coveredIn, fakePagerduty, fetched, incident, needOf, refusal } from './fakePagerduty';

const may = needOf('S1', '2026-05-01T00:00:00Z', '2026-06-01T00:00:00Z');
const deploy = { id: 'C1', summary: 'Deploy 1f3c9ab', timestamp: '2026-05-01T09:00:00Z' };

describe('trouble', () => {
  it('a refused kind of evidence is asked for once and said once; the incidents are kept', async () => {
    const fake = fakePagerduty({
      incidents: [incident('A', '2026-05-02T10:00:00Z'), incident('B', '2026-05-03T10:00:00Z')],
      log: [acknowledged('A', '2026-05-02T10:05:00Z')],
      notes: { A: ['a note'] },
      changes: { A: [deploy] },
      fault: ({ path }) => (path.endsWith('related_change_events') ? refusal(403, 'Access Denied') : null),
    });
    const other = needOf('S2', '2026-05-01T00:00:00Z', '2026-06-01T00:00:00Z');
    const { incidents, problems, reports } = await fetched(fake, [may, other]);
    expect(incidents.find(({ id }) => id === 'A')).toMatchObject({
      acknowledgedAt: Date.parse('2026-05-02T10:05:00Z'),
      texts: ['a note'],
      relatedChanges: [],
    });
    expect(problems).toEqual([
      {
        source: 'pagerduty',
        kind: 'forbidden',
        scope: null,
        message:
          'The related change events of incidents cannot be read: Access Denied. Use a read-only API key of the account, or give the app the scope "incidents.read". The incidents are kept; deployments are not recognised as failed by the changes PagerDuty relates to an incident.',
        retryAt: null,
      },
    ]);
    expect(coveredIn(reports.filter(({ need }) => need === may))).toEqual([may.interval]);
  });

  // Once all of it is covered nobody waits for more: a store gives the answer, and the rest is cancelled.
  it('what is missing is said by the very report that completes the interval', async () => {
    const fake = fakePagerduty({
      incidents: [incident('A', '2026-05-02T10:00:00Z'), incident('B', '2026-05-01T00:00:00Z')],
      changes: { A: [deploy] },
      fault: ({ path }) => (path === 'incidents/A/related_change_events' ? answer(500, {}) : null),
    });
    const { reports } = await fetched(fake, [may]);
    const isComplete = reports.map((_, index) => {
      const [known, ...rest] = coveredIn(reports.slice(0, index + 1));
      return rest.length === 0 && known?.from === may.interval.from && known.to === may.interval.to;
    });
    const completing = reports[isComplete.indexOf(true)];
    expect(completing.problem?.message).toContain('The related change events of 1 incident (A) could not be read.');
    expect(completing).toBe(reports[reports.length - 1]);
  });

  it('a fault at one incident costs that evidence only', async () => {
    const fake = fakePagerduty({
      incidents: [incident('A', '2026-05-02T10:00:00Z'), incident('B', '2026-05-03T10:00:00Z')],
      notes: { A: ['lost'], B: ['kept'] },
      shortNotes: true,
      fault: ({ path }) => (path === 'incidents/A/notes' ? answer(500, {}) : null),
    });
    const { incidents, problems } = await fetched(fake, [may]);
    expect(incidents.map(({ id, texts }) => [id, texts])).toEqual(
      expect.arrayContaining([
        ['A', []],
        ['B', ['kept']],
      ])
    );
    expect(problems.map(({ message }) => message)).toEqual([
      'The notes of 1 incident (A) could not be read. It is kept; for it deployments named only in a note are not recognised as failed.',
    ]);
  });

  test.each<[string, ReturnType<typeof answer> | Error, string, RegExp]>([
    ['401', answer(401, { error: { message: 'Unauthorized' } }), 'unauthorized', /refused the API key.*US or EU/],
    ['402', refusal(402, 'Account does not have the abilities'), 'forbidden', /abilities.*plan does not include it/],
    ['403', refusal(403, 'Access Denied'), 'forbidden', /incidents of S1.*Access Denied.*"incidents\.read"/],
    ['404', refusal(404, 'Not Found'), 'notFound', /no such thing.*Check the service names/],
    ['400', refusal(400, 'Invalid Input Provided'), 'badAnswer', /not understood.*Invalid Input Provided/],
    ['a web page', answer(200, '<!DOCTYPE html><html></html>'), 'badAnswer', /HTML page instead of JSON.*region/],
    ['another JSON', answer(200, { message: 'hello' }), 'badRecord', /field "incidents" should be a list/],
    ['503', answer(503, {}), 'unavailable', /did not answer after several tries.*Refresh/],
    ['no answer', new NetworkError('connection reset'), 'unavailable', /connection reset/],
  ])('%s is a problem with advice', async (_, fault, kind, message) => {
    const { problems, reports } = await fetched(fakePagerduty({ fault: () => fault }), [may]);
    expect(problems.map((problem) => problem.kind)).toEqual([kind]);
    expect(problems[0].message).toMatch(message);
    expect(reports.every(({ covered }) => covered === null)).toBe(true);
  });

  it('waits out a rate limit that ends soon', async () => {
    const fake = fakePagerduty({
      incidents: [incident('A', '2026-05-02T10:00:00Z')],
      fault: (_, calls) =>
        calls === 1
          ? { status: 429, headers: { 'ratelimit-reset': '20' }, body: { error: { message: 'Rate Limit Exceeded' } } }
          : null,
    });
    const { incidents, problems } = await fetched(fake, [may]);
    expect(incidents).toHaveLength(1);
    expect(problems).toEqual([]);
    expect(fake.slept).toEqual([20_000]);
  });

  it('a rate limit that lasts is reported with its end', async () => {
    const limited = { status: 429, headers: { 'ratelimit-reset': '600' }, body: {} };
    const { problems } = await fetched(fakePagerduty({ fault: () => limited }, undefined, { longestWait: 120_000 }), [
      may,
    ]);
    expect(problems[0]).toMatchObject({ kind: 'rateLimited', retryAt: Date.parse('2026-06-01T00:10:00Z') });
    expect(problems[0].message).toMatch(/Refresh after 2026-06-01T00:10Z/);
  });

  it('one service that PagerDuty refuses does not spoil the others', async () => {
    const fake = fakePagerduty({
      incidents: [incident('A', '2026-05-02T10:00:00Z')],
      fault: ({ path, params }) => {
        const services = params?.['service_ids[]'];
        return path === 'incidents' && Array.isArray(services) && services.includes('GONE')
          ? refusal(404, 'Not Found')
          : null;
      },
    });
    const needs = ['S0', 'S1', 'GONE', 'S3'].map((scope) =>
      needOf(scope, '2026-05-01T00:00:00Z', '2026-06-01T00:00:00Z')
    );
    const { incidents, problems } = await fetched(fake, needs);
    expect(incidents.map(({ id }) => id)).toEqual(['A']);
    expect(problems.map(({ scope, kind }) => [scope, kind])).toEqual([['GONE', 'notFound']]);
  });

  it('a record that is not understood is named; the others are kept', async () => {
    const fake = fakePagerduty({
      incidents: [
        incident('A', '2026-05-02T10:00:00Z'),
        incident('B', '2026-05-03T10:00:00Z', { incident_number: 'seven' }),
      ],
    });
    const { incidents, problems } = await fetched(fake, [may]);
    expect(incidents.map(({ id }) => id)).toEqual(['A']);
    expect(problems.map(({ message }) => message)).toEqual([
      'The incidents of S1: 1 record is missing because PagerDuty\'s answer was not understood (incident B: field "incident_number" should be a number, found "seven"). Everything else is shown.',
    ]);
  });

  it('a cancelled fetch rejects and asks nothing more', async () => {
    const controller = new AbortController();
    const incidents = Array.from({ length: 30 }, (_, index) => incident(`I${index}`, '2026-05-02T10:00:00Z'));
    const fake = fakePagerduty({
      incidents,
      changes: { I0: [deploy] },
      fault: ({ path }) => {
        if (path.endsWith('related_change_events')) {
          controller.abort();
        }
        return null;
      },
    });
    const error: unknown = await fetched(fake, [may], controller.signal).then(
      () => null,
      (reason: unknown) => reason
    );
    expect(error).toMatchObject({ name: 'AbortError' });
    await new Promise((resolve) => setTimeout(resolve, 5));
    // At most the three that were under way.
    expect(fake.counts()['incidents/{id}/related_change_events']).toBeLessThanOrEqual(3);
  });

  it('knows that there is nothing but incidents in PagerDuty', async () => {
    const fake = fakePagerduty({});
    const { reports } = await fetched(fake, [{ ...may, kind: 'deployments' }]);
    expect(reports).toEqual([
      { need: { ...may, kind: 'deployments' }, events: {}, covered: may.interval, baselineKnown: true, problem: null },
    ]);
    expect(fake.requests).toEqual([]);
  });
});
