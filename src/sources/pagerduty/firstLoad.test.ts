import { gaps } from '../../events';
import { HttpRequest } from '../transport';
import { acknowledged, coveredIn, fakePagerduty, fetched, incident, needOf, refusal } from './fakePagerduty';

const may = needOf('S1', '2026-05-01T00:00:00Z', '2026-06-01T00:00:00Z');
const listRequests = (requests: readonly HttpRequest[]) => requests.filter(({ path }) => path === 'incidents');

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
        // It is midnight; an incident may have begun "later" by PagerDuty's clock.
        until: '2026-06-01T00:10:00Z',
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
    expect(mine.map(({ events }) => events.incidents?.map(({ id, texts }) => [id, texts])).slice(0, 2)).toEqual([
      [['A', []]],
      [['A', ['caused by 1f3c9ab']]],
    ]);
    expect(mine[0].covered).toBeNull();
    expect(coveredIn(mine)).toEqual([may.interval]);
    expect(reports.filter(({ need }) => need === other)[0].events.incidents?.map(({ id }) => id)).toEqual(['B']);
    expect(mine[mine.length - 1].baselineKnown).toBe(true);
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
    // 2025-01-01 to 2026-06-01 are 516 days, and ten minutes for clocks that differ.
    expect(spans.map(Math.floor)).toEqual([150, 150, 150, 66]);
    const covered = reports.map((report) => report.covered).filter((interval) => interval !== null);
    expect(gaps(need.interval, covered)).toEqual([]);
  });

  it('halves a window that holds more than can be paged', async () => {
    const minutes = 12_000;
    const incidents = Array.from({ length: minutes }, (_, index) =>
      incident(`I${index}`, new Date(Date.UTC(2026, 4, 1, 0, index)).toISOString())
    );
    const fake = fakePagerduty({ incidents });
    const { incidents: read, problems } = await fetched(fake, [may]);
    const seen = read.map(({ id }) => id);
    expect(new Set(seen).size).toBe(minutes);
    expect(problems).toEqual([]);
    expect(listRequests(fake.requests).every(({ params }) => Number(params?.['offset']) <= 9_900)).toBe(true);
  });

  it('leaves out what began outside the interval, and asks no more of what was merged into another incident', async () => {
    const fake = fakePagerduty({
      incidents: [
        incident('before', '2026-04-30T23:59:59Z'),
        incident('kept', '2026-05-01T00:00:00Z'),
        incident('merged', '2026-05-02T00:00:00Z', {
          resolve_reason: { type: 'merge_resolve_reason', incident: { id: 'kept', type: 'incident_reference' } },
        }),
        incident('atTheEnd', '2026-05-20T00:00:00Z'),
      ],
    });
    const { incidents } = await fetched(fake, [needOf('S1', '2026-05-01T00:00:00Z', '2026-05-20T00:00:00Z')]);
    expect(incidents.map(({ id, mergedInto }) => [id, mergedInto]).sort()).toEqual([
      ['kept', null],
      ['merged', 'kept'],
    ]);
    expect(fake.paths().some((path) => path.startsWith('incidents/merged'))).toBe(false);
  });

  it("keeps an incident that began after now, by PagerDuty's clock", async () => {
    const fake = fakePagerduty({ incidents: [incident('ahead', '2026-06-01T00:04:00Z')] });
    const { incidents, reports } = await fetched(fake, [may]);
    expect(incidents.map(({ id }) => id)).toEqual(['ahead']);
    expect(reports.every(({ covered }) => covered === null || covered.to <= may.interval.to)).toBe(true);
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

  it('reads acknowledgements and notes of many incidents from the log of the account', async () => {
    const incidents = Array.from({ length: 40 }, (_, index) =>
      incident(`I${index}`, `2026-05-02T10:${String(index).padStart(2, '0')}:00Z`)
    );
    const fake = fakePagerduty({
      incidents,
      log: [
        ...incidents.map(({ id }) => acknowledged(id, '2026-05-02T12:00:00Z')),
        acknowledged('I7', '2026-05-02T11:00:00Z'),
      ],
      // A note weeks after the end of the incident, and longer than any summary.
      notes: { I3: [{ content: 'caused by 1f3c9ab '.repeat(40), created_at: '2026-05-29T00:00:00Z' }] },
    });
    const { incidents: read } = await fetched(fake, [may]);
    const at = (time: string) => Date.parse(`2026-05-02T${time}Z`);
    expect(read.filter(({ acknowledgedAt }) => acknowledgedAt === at('12:00:00'))).toHaveLength(39);
    expect(read.find(({ id }) => id === 'I7')?.acknowledgedAt).toBe(at('11:00:00'));
    expect(read.find(({ id }) => id === 'I3')?.texts).toEqual(['caused by 1f3c9ab '.repeat(40)]);
    // 1 page of incidents, 1 of 42 log entries, 1 of no change events.
    expect(fake.counts()).toEqual({ incidents: 1, log_entries: 1, change_events: 1 });
  });

  it('asks for the notes of those incidents whose log has notes without their text', async () => {
    const incidents = ['A', 'B', 'C', 'D'].map((id) => incident(id, '2026-05-02T10:00:00Z'));
    const notes = { B: ['the change 1f3c9ab was the cause of it all'] };
    const fake = fakePagerduty({ incidents, notes, shortNotes: true });
    const { incidents: read } = await fetched(fake, [may]);
    expect(read.find(({ id }) => id === 'B')?.texts).toEqual(notes.B);
    expect(fake.counts()).toEqual({ incidents: 1, log_entries: 1, change_events: 1, 'incidents/{id}/notes': 1 });
  });

  it('asks each incident for its log where the log of the account is longer', async () => {
    const incidents = ['A', 'B', 'C'].map((id) => incident(id, '2026-05-02T10:00:00Z'));
    const busy = Array.from({ length: 301 }, () => acknowledged('other', '2026-05-20T00:00:00Z'));
    const fake = fakePagerduty({ incidents, log: [acknowledged('A', '2026-05-02T10:05:00Z'), ...busy] });
    const { incidents: read } = await fetched(fake, [may]);
    expect(read.find(({ id }) => id === 'A')?.acknowledgedAt).toBe(Date.parse('2026-05-02T10:05:00Z'));
    // 302 entries are 4 pages: the first says so, three logs are less.
    expect(fake.counts()).toEqual({ incidents: 1, log_entries: 1, change_events: 1, 'incidents/{id}/log_entries': 3 });
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

  test.each<[string, string, readonly string[]]>([
    ['nothing is asked where no change names a commit or a pull request', 'Restarted the queue', []],
    ['nothing is asked of what was over before the first that does', 'Deploy 1f3c9ab', ['later', 'open']],
    ['a pull request counts as well', 'https://github.com/acme/pay/pull/7', ['later', 'open']],
  ])('related changes: %s', async (_, summary, asked) => {
    const fake = fakePagerduty({
      incidents: [
        incident('over', '2026-05-02T10:00:00Z'),
        incident('later', '2026-05-12T10:00:00Z'),
        incident('open', '2026-05-02T10:00:00Z', { status: 'triggered', resolved_at: null }),
      ],
      changes: { later: [{ id: 'C1', summary, timestamp: '2026-05-10T09:00:00Z' }] },
    });
    await fetched(fake, [may]);
    const paths = fake.paths().filter((path) => path.endsWith('related_change_events'));
    expect(paths.sort()).toEqual(asked.map((id) => `incidents/${id}/related_change_events`));
  });

  it('asks every incident for its changes where the list of change events cannot be read', async () => {
    const fake = fakePagerduty({
      incidents: ['A', 'B', 'C'].map((id) => incident(id, '2026-05-02T10:00:00Z')),
      fault: ({ path }) => (path === 'change_events' ? refusal(404, 'Not Found') : null),
    });
    const { problems } = await fetched(fake, [may]);
    expect(fake.counts()['incidents/{id}/related_change_events']).toBe(3);
    expect(problems).toEqual([]);
  });
});
