import { gaps } from '../../events';
import { readBookmark } from './bookmark';
import {
  coveredIn,
  acknowledged,
  FakeIncident,
  fakePagerduty,
  FakePagerduty,
  fetched,
  incident,
  needOf,
  now,
  refusal,
} from './fakePagerduty';
import { clockSkew } from './incidents';
import { Shelf } from './shelf';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const from = now - 30 * day;
const open = { status: 'triggered', resolved_at: null };

function iso(instant: number): string {
  return new Date(instant).toISOString();
}

/** An account that has been read once, an hour ago. */
async function readBefore(fake: FakePagerduty & { incidents: FakeIncident[] }, scopes: readonly string[] = ['S1']) {
  const upstream = fakePagerduty(fake);
  const shelf = new Shelf();
  await shelf.fill(upstream.source, shelf.needs(scopes, from, now));
  upstream.pass(hour);
  const refresh = async () => {
    const before = upstream.requests.length;
    await shelf.fill(upstream.source, shelf.needs(scopes, from, upstream.clock.now()));
    return upstream.requests.slice(before);
  };
  return { upstream, shelf, refresh };
}

describe('a refresh', () => {
  it('lists what is open whenever it began, and only there lets date_range overrule the bounds', async () => {
    const { refresh } = await readBefore({ incidents: [incident('A', iso(now - 20 * day), open)] });
    const requests = await refresh();
    expect(requests.map(({ path }) => path)).toEqual(['incidents', 'log_entries', 'incidents']);
    expect(requests[2].params).toEqual({
      'service_ids[]': ['S1'],
      'statuses[]': ['triggered', 'acknowledged'],
      'include[]': ['first_trigger_log_entries'],
      date_range: 'all',
      sort_by: 'created_at:asc',
      time_zone: 'UTC',
      total: true,
      limit: 100,
      offset: 0,
    });
  });

  it('reads an old incident again when it is not open any more, with what its log says', async () => {
    const incidents = [incident('A', iso(now - 20 * day), open)];
    const log = [acknowledged('A', iso(now - 19 * day))];
    const { shelf, refresh, upstream } = await readBefore({ incidents, log });
    incidents[0] = incident('A', iso(now - 20 * day), { resolved_at: iso(upstream.clock.now() - minute) });
    const requests = await refresh();
    expect(shelf.incidents.get('A')).toMatchObject({
      acknowledgedAt: now - 19 * day,
      resolvedAt: now + hour - minute,
    });
    // The list since yesterday, the log since the last time, what is open, the second in which A began, A's own log and changes.
    expect(requests.map(({ path }) => path)).toEqual([
      'incidents',
      'log_entries',
      'incidents',
      'incidents',
      'incidents/A/log_entries',
      'incidents/A/related_change_events',
    ]);
  });

  it('goes by a mark of a clock that was ahead only as far as its incidents vouch for it', async () => {
    const seen = incident('B', iso(now - 30 * hour), { resolved_at: iso(now - 29 * hour) });
    const incidents = [seen, incident('A', iso(now - 20 * day), open)];
    const log = [acknowledged('A', iso(now - 19 * day))];
    const shelf = new Shelf();
    const ahead = fakePagerduty({ incidents, log }, now + 8 * hour);
    await shelf.fill(ahead.source, shelf.needs(['S1'], from, now + 8 * hour));
    incidents[1] = incident('A', iso(now - 20 * day), { resolved_at: iso(now + hour - minute) });
    const right = fakePagerduty({ incidents, log }, now + hour);
    await shelf.fill(right.source, shelf.needs(['S1'], from, now + hour));
    expect(shelf.incidents.get('A')).toMatchObject({ acknowledgedAt: now - 19 * day, resolvedAt: now + hour - minute });
    const since = right.requests.find(({ path }) => path === 'log_entries')?.params?.['since'];
    expect(since).toBe(iso(now - 29 * hour - clockSkew).replace('.000', ''));
  });

  it('asks again for evidence that a fault has cost, and then no more', async () => {
    let isDown = true;
    const { shelf, refresh, upstream } = await readBefore({
      incidents: [incident('A', iso(now - 20 * day))],
      notes: { A: ['caused by 1f3c9ab'] },
      fault: ({ path }) =>
        isDown && path === 'incidents/A/log_entries' ? refusal(500, 'Internal Server Error') : null,
      shortNotes: true,
    });
    expect(shelf.problems).toHaveLength(1);
    isDown = false;
    await refresh();
    expect(shelf.incidents.get('A')?.texts).toEqual(['caused by 1f3c9ab']);
    upstream.pass(hour);
    expect((await refresh()).map(({ path }) => path)).toEqual(['incidents', 'log_entries', 'incidents']);
  });

  it('reads everything again once evidence that was refused may be read', async () => {
    let isAllowed = false;
    const incidents = [incident('A', iso(now - 20 * day)), incident('B', iso(now - 10 * day))];
    const { shelf, refresh, upstream } = await readBefore({
      incidents,
      changes: {
        A: [{ id: 'C1', summary: 'Deploy 1f3c9ab', timestamp: iso(now - 21 * day) }],
        C: [{ id: 'C2', summary: 'Deploy 2e4d8bc', timestamp: iso(now) }],
      },
      fault: ({ path }) =>
        !isAllowed && path.endsWith('related_change_events') ? refusal(403, 'Access Denied') : null,
    });
    expect(shelf.problems).toHaveLength(1);
    // Nothing new to ask it for; what is missing must not go unsaid all the same.
    await refresh();
    expect(shelf.problems).toHaveLength(2);
    isAllowed = true;
    await refresh();
    expect(shelf.incidents.get('A')?.relatedChanges.map(({ text }) => text)).toEqual(['Deploy 1f3c9ab']);
    expect(shelf.problems).toHaveLength(2);
    incidents.push(incident('C', iso(upstream.clock.now() - minute)));
    await refresh();
    expect(shelf.incidents.get('C')?.relatedChanges.map(({ text }) => text)).toEqual(['Deploy 2e4d8bc']);
  });

  it('reads the year before again where its own note cannot be read', async () => {
    const incidents = [incident('A', iso(now - 200 * day))];
    const fake = fakePagerduty({ incidents });
    const need = needOf('S1', iso(now - day), iso(now), { bookmark: '{"version":99}', holds: () => true });
    const { incidents: read, reports } = await fetched(fake, [need]);
    expect(read.map(({ id }) => id)).toEqual(['A']);
    expect(readBookmark(reports[reports.length - 1].bookmark ?? '')).toMatchObject({ at: now, from: now - 365 * day });
  });

  it('does not report what has not changed', async () => {
    const incidents = [incident('A', iso(now - 2 * hour)), incident('B', iso(now - 3 * hour), open)];
    const { upstream, shelf } = await readBefore({ incidents });
    const needs = shelf.needs(['S1'], from, upstream.clock.now());
    const { reports } = await fetched(upstream, needs);
    expect(reports.flatMap(({ events }) => events.incidents ?? [])).toEqual([]);
    expect(coveredIn(reports)).toEqual([needs[0].interval]);
  });

  it('looks after what began before its interval before the interval is covered', async () => {
    const incidents = [incident('A', iso(now - 20 * day), open), incident('B', iso(now - 2 * hour))];
    const { upstream, shelf } = await readBefore({ incidents });
    incidents[0] = incident('A', iso(now - 20 * day));
    const needs = shelf.needs(['S1'], from, upstream.clock.now());
    expect(needs[0].interval.from).toBeGreaterThan(now - 2 * day);
    const { reports } = await fetched(upstream, needs);
    const told = reports.findIndex(({ events }) => events.incidents?.some(({ id }) => id === 'A') === true);
    expect(told).toBeGreaterThanOrEqual(0);
    expect(gaps(needs[0].interval, coveredIn(reports.slice(0, told + 1)))).not.toEqual([]);
    expect(gaps(needs[0].interval, coveredIn(reports))).toEqual([]);
  });

  it('reports everything to a store that holds nothing, whatever the bookmark says', async () => {
    const incidents = [incident('A', iso(now - 2 * hour)), incident('B', iso(now - 10 * day), open)];
    const { upstream, shelf } = await readBefore({ incidents });
    const needs = shelf.needs(['S1'], from, upstream.clock.now()).map((need) => ({ ...need, holds: () => false }));
    const { incidents: read } = await fetched(upstream, needs);
    expect(read.map(({ id }) => id).sort()).toEqual(['A', 'B']);
  });

  it('goes on where it was left: incidents that were completed are not asked for again', async () => {
    const controller = new AbortController();
    // One an hour, each related to a change: a call for each of the 600.
    const incidents = Array.from({ length: 600 }, (_, index) => incident(`I${index}`, iso(now - (index + 1) * hour)));
    const changes = { I599: [{ id: 'C1', summary: 'Deploy 1f3c9ab', timestamp: iso(now - 26 * day) }] };
    const upstream = fakePagerduty({
      incidents,
      changes,
      fault: () => {
        if (upstream.counts()['incidents/{id}/related_change_events'] === 300) {
          controller.abort();
        }
        return null;
      },
    });
    const shelf = new Shelf();
    await shelf.fill(upstream.source, shelf.needs(['S1'], from, now), controller.signal);
    // Completed by the 250: what began in the last 250 hours is known.
    const again = shelf.needs(['S1'], from, now + minute);
    expect(again.map(({ interval }) => [interval.from, interval.to])).toEqual([
      [from, now - 250 * hour],
      [now - day, now + minute],
    ]);
    const later = fakePagerduty({ incidents, changes }, now + minute);
    await shelf.fill(later.source, again);
    expect(later.counts()['incidents/{id}/related_change_events']).toBe(350);
    expect(shelf.incidents.size).toBe(600);
  });

  it('goes on where it was left: covered parts are not read again', async () => {
    const controller = new AbortController();
    const incidents = [20, 170, 320].map((age) => incident(`I${age}`, iso(now - age * day)));
    const upstream = fakePagerduty({
      incidents,
      // Left while the second of the three windows of 150 days is read.
      fault: ({ path, params }) => {
        if (path === 'incidents' && String(params?.['since']) < iso(now - 160 * day)) {
          controller.abort();
        }
        return null;
      },
    });
    const shelf = new Shelf();
    const year = now - 365 * day;
    await shelf.fill(upstream.source, shelf.needs(['S1'], year, now), controller.signal);
    expect([...shelf.incidents.keys()]).toEqual(['I20']);
    const again = shelf.needs(['S1'], year, now + minute);
    expect(again.map(({ interval }) => [interval.from, interval.to])).toEqual([
      [year, now - 150 * day + 10 * minute],
      [now - day, now + minute],
    ]);
    const later = fakePagerduty({ incidents }, now + minute);
    await shelf.fill(later.source, again);
    expect([...shelf.incidents.keys()]).toEqual(['I20', 'I170', 'I320']);
    expect(shelf.needs(['S1'], year, now + minute).map(({ interval }) => interval.from)).toEqual([now + minute - day]);
  });
});
