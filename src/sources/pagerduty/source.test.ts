import { gaps } from '../../events';
import { HttpRequest, NetworkError } from '../transport';
import { answer, fakePagerduty, fetched, incident, needOf, refusal } from './fakePagerduty';

const may = needOf('S1', '2026-05-01T00:00:00Z', '2026-06-01T00:00:00Z');
const listRequests = (requests: readonly HttpRequest[]) => requests.filter(({ path }) => path === 'incidents');
const acknowledged = (id: string, at: string) => ({
  type: 'acknowledge_log_entry',
  created_at: at,
  incident: { id },
});

describe('fetching incidents', () => {
  it('asks for all services of an interval in one call, in UTC, every status, without date_range', async () => {
    const fake = fakePagerduty({ incidents: [incident('A', '2026-05-02T00:00:00Z')] });
    const other = needOf('S2', '2026-05-01T00:00:00Z', '2026-06-01T00:00:00Z');
    await fetched(fake, [may, other]);
    expect(listRequests(fake.requests).map(({ params }) => params)).toEqual([
      {
        'service_ids[]': ['S1', 'S2'],
        'statuses[]': ['triggered', 'acknowledged', 'resolved'],
        'include[]': ['first_trigger_log_entries'],
        sort_by: 'created_at:asc',
        since: '2026-05-01T00:00:00Z',
        until: '2026-06-01T00:00:00Z',
        time_zone: 'UTC',
        total: true,
        limit: 100,
        offset: 0,
      },
    ]);
  });

  it('hands each need its own incidents, first as they are, then complete and covered', async () => {
    const fake = fakePagerduty({
      incidents: [
        incident('A', '2026-05-02T00:00:00Z'),
        incident('B', '2026-05-03T00:00:00Z', { service: { id: 'S2', summary: 'web' } }),
      ],
      notes: { A: ['caused by 1f3c9ab'] },
    });
    const other = needOf('S2', '2026-05-01T00:00:00Z', '2026-06-01T00:00:00Z');
    const { reports } = await fetched(fake, [may, other]);
    const mine = reports.filter(({ need }) => need === may);
    expect(mine.map(({ events, covered }) => [events.incidents?.map(({ id, texts }) => [id, texts]), covered])).toEqual(
      [
        [[['A', []]], null],
        [[['A', ['caused by 1f3c9ab']]], may.interval],
        [undefined, may.interval],
      ]
    );
    expect(reports.filter(({ need }) => need === other)[0].events.incidents?.map(({ id }) => id)).toEqual(['B']);
    expect(mine[2].baselineKnown).toBe(true);
  });

  it('follows all pages', async () => {
    const incidents = Array.from({ length: 250 }, (_, index) =>
      incident(`I${index}`, new Date(Date.UTC(2026, 4, 2, 0, index)).toISOString())
    );
    const fake = fakePagerduty({ incidents });
    const { incidents: read } = await fetched(fake, [may]);
    expect(new Set(read.map(({ id }) => id)).size).toBe(250);
    expect(listRequests(fake.requests).map(({ params }) => params?.['offset'])).toEqual([0, 100, 200]);
  });

  it('never asks for more than 150 days at once, and covers the whole of a long interval', async () => {
    const need = needOf('S1', '2025-01-01T00:00:00Z', '2026-06-01T00:00:00Z');
    const incidents = ['2025-01-01T00:00:00Z', '2025-08-01T00:00:00Z', '2026-05-31T23:59:59Z'].map((at, index) =>
      incident(`I${index}`, at)
    );
    const fake = fakePagerduty({ incidents });
    const { incidents: read, reports } = await fetched(fake, [need]);
    expect(read.map(({ id }) => id).sort()).toEqual(['I0', 'I1', 'I2']);
    const spans = listRequests(fake.requests).map(
      ({ params }) => (Date.parse(String(params?.['until'])) - Date.parse(String(params?.['since']))) / 86_400_000
    );
    // 2025-01-01 to 2026-06-01 are 516 days.
    expect(spans).toEqual([150, 150, 150, 66]);
    const covered = reports.map((report) => report.covered).filter((interval) => interval !== null);
    expect(gaps(need.interval, covered)).toEqual([]);
  });

  it('halves a window that holds more than can be paged', async () => {
    const minutes = 12_000;
    const incidents = Array.from({ length: minutes }, (_, index) =>
      incident(`I${index}`, new Date(Date.UTC(2026, 4, 1, 0, index)).toISOString())
    );
    const seen: string[] = [];
    const fake = fakePagerduty({
      incidents,
      fault: ({ path }) => (/incidents\/.*\/notes/.test(path) ? refusal(403, 'Access Denied') : null),
    });
    const { incidents: read, problems } = await fetched(fake, [may]);
    seen.push(...read.map(({ id }) => id));
    expect(new Set(seen).size).toBe(minutes);
    expect(problems).toHaveLength(1);
    expect(listRequests(fake.requests).every(({ params }) => Number(params?.['offset']) <= 9_900)).toBe(true);
  });

  it('leaves out what began outside the interval or was merged into another incident', async () => {
    const fake = fakePagerduty({
      incidents: [
        incident('kept', '2026-05-01T00:00:00Z'),
        incident('merged', '2026-05-02T00:00:00Z', {
          resolve_reason: { type: 'merge_resolve_reason', incident: { id: 'kept', type: 'incident_reference' } },
        }),
        incident('atTheEnd', '2026-06-01T00:00:00Z'),
      ],
    });
    const { incidents } = await fetched(fake, [may]);
    expect(incidents.map(({ id }) => id)).toEqual(['kept']);
    expect(fake.paths().some((path) => path.startsWith('incidents/merged'))).toBe(false);
  });

  it('takes the first acknowledgement of the log, and none where there was none', async () => {
    const fake = fakePagerduty({
      incidents: [incident('A', '2026-05-02T10:00:00Z'), incident('B', '2026-05-02T10:00:00Z')],
      log: [
        acknowledged('A', '2026-05-02T10:20:00Z'),
        acknowledged('A', '2026-05-02T10:05:00Z'),
        { type: 'resolve_log_entry', created_at: '2026-05-02T10:01:00Z', incident: { id: 'B' } },
      ],
    });
    const { incidents } = await fetched(fake, [may]);
    expect(incidents.map(({ id, acknowledgedAt }) => [id, acknowledgedAt])).toEqual(
      expect.arrayContaining([
        ['A', Date.parse('2026-05-02T10:05:00Z')],
        ['B', null],
      ])
    );
  });

  it('reads the acknowledgements of many incidents from the log of the account', async () => {
    const incidents = Array.from({ length: 40 }, (_, index) =>
      incident(`I${index}`, `2026-05-02T10:${String(index).padStart(2, '0')}:00Z`)
    );
    // Resolved long after the log that is read: only asking for it tells whether it was acknowledged late.
    const slow = incident('slow', '2026-05-02T11:00:00Z', { resolved_at: '2026-05-30T00:00:00Z' });
    const fake = fakePagerduty({
      incidents: [...incidents, slow],
      log: [
        ...incidents.map(({ id }) => acknowledged(id, '2026-05-02T12:00:00Z')),
        acknowledged('slow', '2026-05-20T00:00:00Z'),
      ],
    });
    const { incidents: read } = await fetched(fake, [may]);
    expect(read.filter(({ acknowledgedAt }) => acknowledgedAt === Date.parse('2026-05-02T12:00:00Z'))).toHaveLength(40);
    expect(read.find(({ id }) => id === 'slow')?.acknowledgedAt).toBe(Date.parse('2026-05-20T00:00:00Z'));
    expect(fake.paths().filter((path) => path.endsWith('log_entries'))).toEqual([
      'log_entries',
      'log_entries',
      'incidents/slow/log_entries',
    ]);
  });

  it('asks for related changes only as long as PagerDuty keeps them', async () => {
    const need = needOf('S1', '2026-01-01T00:00:00Z', '2026-06-01T00:00:00Z');
    const change = {
      id: 'C1',
      summary: 'Deploy 1f3c9ab to production',
      timestamp: '2026-05-02T09:00:00Z',
      source: 'ci',
      links: [{ href: 'https://github.com/acme/pay/pull/7', text: 'Pull request' }],
      custom_details: { sha: '1f3c9abcd', nested: { build: 7 } },
    };
    const fake = fakePagerduty({
      incidents: [incident('old', '2026-02-01T00:00:00Z'), incident('new', '2026-05-02T10:00:00Z')],
      changes: { new: [change] },
    });
    const { incidents } = await fetched(fake, [need]);
    expect(incidents.find(({ id }) => id === 'new')?.relatedChanges).toEqual([
      {
        text: [
          'Deploy 1f3c9ab to production',
          'ci',
          'href: https://github.com/acme/pay/pull/7',
          'text: Pull request',
          'sha: 1f3c9abcd',
          'nested: build: 7',
        ].join('\n'),
        at: Date.parse('2026-05-02T09:00:00Z'),
        url: 'https://github.com/acme/pay/pull/7',
      },
    ]);
    expect(fake.paths().filter((path) => path.endsWith('related_change_events'))).toEqual([
      'incidents/new/related_change_events',
    ]);
  });

  it('does not read again what it knows of an incident resolved long ago, nor shows it incomplete meanwhile', async () => {
    const fake = fakePagerduty({
      incidents: [incident('A', '2026-05-02T10:00:00Z')],
      notes: { A: ['caused by 1f3c9ab'] },
    });
    await fetched(fake, [may]);
    fake.pass(120_000);
    const before = fake.requests.length;
    const { reports } = await fetched(fake, [may]);
    expect(fake.paths().slice(before)).toEqual(['incidents']);
    expect(reports.flatMap(({ events }) => events.incidents ?? []).map(({ texts }) => texts)).toEqual([
      ['caused by 1f3c9ab'],
    ]);
  });
});

describe('trouble', () => {
  it('a refused kind of evidence is asked for once and said once; the incidents are kept', async () => {
    const fake = fakePagerduty({
      incidents: [incident('A', '2026-05-02T10:00:00Z'), incident('B', '2026-05-03T10:00:00Z')],
      log: [acknowledged('A', '2026-05-02T10:05:00Z')],
      notes: { A: ['a note'] },
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
          'The related change events of incidents cannot be read: Access Denied. Use a read-only API key of the account, or give the app the scope "change_events.read". The incidents are kept; deployments are not recognised as failed by the changes PagerDuty relates to an incident.',
        retryAt: null,
      },
    ]);
    expect(reports[reports.length - 1].covered).toEqual(may.interval);
  });

  it('a fault at one incident costs that evidence only', async () => {
    const fake = fakePagerduty({
      incidents: [incident('A', '2026-05-02T10:00:00Z'), incident('B', '2026-05-03T10:00:00Z')],
      notes: { A: ['lost'], B: ['kept'] },
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
    const { problems } = await fetched(fakePagerduty({ fault: () => limited }, { longestWait: 120_000 }), [may]);
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
      fault: ({ path }) => {
        if (path.endsWith('notes')) {
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
    expect(fake.paths().filter((path) => path.endsWith('notes')).length).toBeLessThanOrEqual(3);
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

describe('discovery', () => {
  it('lists every service, with its teams by name and id', async () => {
    const services = Array.from({ length: 130 }, (_, index) => ({
      id: `S${index}`,
      name: `service ${index}`,
      html_url: `https://acme.pagerduty.com/service-directory/S${index}`,
      teams: index === 0 ? [{ id: 'T1', type: 'team', name: 'Payments', summary: 'Payments' }] : [],
    }));
    const fake = fakePagerduty({ services });
    const { directory, problems } = await fake.source.discover(new AbortController().signal);
    expect(problems).toEqual([]);
    expect(directory.services).toHaveLength(130);
    expect(directory.services[0]).toEqual({
      id: 'S0',
      name: 'service 0',
      teams: ['Payments', 'T1'],
      url: 'https://acme.pagerduty.com/service-directory/S0',
    });
    expect(fake.requests[0].params).toMatchObject({ 'include[]': ['teams'], limit: 100 });
  });

  it('says so when services may not be listed', async () => {
    const fake = fakePagerduty({ fault: () => refusal(403, 'Access Denied') });
    const { directory, problems } = await fake.source.discover(new AbortController().signal);
    expect(directory.services).toEqual([]);
    expect(problems[0].message).toMatch(/list of services cannot be read: Access Denied.*"services\.read"/);
  });
});

describe('save & test', () => {
  const signal = new AbortController().signal;
  const services = [
    { id: 'S1', name: 'pay-api' },
    { id: 'S2', name: 'web' },
  ];

  it('says what an account key sees', async () => {
    const report = await fakePagerduty({ services, fault: recent }).source.test(signal);
    expect(report).toEqual({
      source: 'pagerduty',
      ok: true,
      message: 'PagerDuty: this account key sees 2 services and reads incidents.',
      details: ['Services: pay-api, web.'],
    });
  });

  it("says whose a user's key is", async () => {
    const fake = fakePagerduty({
      services,
      fault: (request) =>
        request.path === 'users/me' ? answer(200, { user: { id: 'U1', name: 'Ann' } }) : recent(request),
    });
    expect((await fake.source.test(signal)).message).toBe(
      'PagerDuty: the key of Ann sees 2 services and reads incidents.'
    );
  });

  it('fails where incidents may not be read, though services may', async () => {
    const fake = fakePagerduty({
      services,
      fault: ({ path }) => (path === 'incidents' ? refusal(403, 'Access Denied') : null),
    });
    const report = await fake.source.test(signal);
    expect(report.ok).toBe(false);
    expect(report.message).toMatch(/Incidents cannot be read.*"incidents\.read"/);
  });

  it('points to the region when the key is refused', async () => {
    const report = await fakePagerduty({ fault: () => answer(401, {}) }).source.test(signal);
    expect(report.ok).toBe(false);
    expect(report.message).toMatch(/region in the data source settings \(US or EU\)/);
  });

  /** The newest incidents, unbounded. */
  function recent({ path }: HttpRequest) {
    return path === 'incidents' ? answer(200, { incidents: [], more: false }) : null;
  }
});
