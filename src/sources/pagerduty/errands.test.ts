import { Call, Errand, Transport, Urgency } from '../transport';
import { simulatedClock } from '../transport/testing/simulatedClock';
import { Report } from '../types';
import { createApi } from './api';
import { batchesOf } from './batches';
import { Evidence } from './evidence';
import { acknowledged, fakePagerduty, fetched, incident, needOf, now } from './fakePagerduty';
import { Marks } from './marks';
import { Reading } from './reading';

const needs = ['S1', 'S2'].map((scope) => needOf(scope, '2026-05-01T00:00:00Z', '2026-06-01T00:00:00Z'));

/** Calls in the order they were made, each once. */
function callsIn(reports: readonly Report[]): readonly Call[] {
  return [...new Set(reports.flatMap(({ calls }) => calls ?? []))];
}

describe('errands', () => {
  it('reports say which calls were made for their need, one object for all needs they served', async () => {
    const fake = fakePagerduty({
      incidents: ['A', 'B', 'C'].map((id) => incident(id, '2026-05-02T10:00:00Z')),
      log: [acknowledged('A', '2026-05-02T10:05:00Z')],
    });
    const { reports } = await fetched(fake, needs);
    const expected = ['incidents of 2 services', 'log entries', 'change events'];
    expect(callsIn(reports).map(({ purpose }) => purpose)).toEqual(expected);
    for (const need of needs) {
      const own = callsIn(reports.filter((report) => report.need === need));
      expect(own).toEqual(callsIn(reports));
      expect(own.every((call, index) => call === callsIn(reports)[index])).toBe(true);
    }
    expect(callsIn(reports)).toHaveLength(fake.requests.length);
  });

  it('carry the urgency of who waits, the newest stretch of time first, and hand on until when to wait', async () => {
    const errands: Errand[] = [];
    const transport: Transport = {
      send: async ({ path }, errand) => {
        errands.push(errand);
        if (errands.length === 1) {
          errand.waits?.(now + 60_000);
          errand.waits?.(null);
        }
        const name = path.split('/').pop() ?? '';
        return { status: 200, headers: {}, body: { [name]: [], more: false, total: 0 } };
      },
      sendWhenFree: async () => null,
    };
    const api = createApi(transport, simulatedClock(now));
    const urgency = (): Urgency => 'background';
    const needs = [needOf('S1', '2025-10-01T00:00:00Z', '2026-06-01T00:00:00Z')];
    const marks = new Marks(needs, now);
    const [batch] = batchesOf(needs, new Map(), (need) => marks.reachOf(need), now);
    const reports: Report[] = [];
    const fetch = { api, now, evidence: new Evidence(api, now), marks, refreshes: new Map(), urgency };
    await new Reading(fetch, batch, (report) => reports.push(report)).read(new AbortController().signal);
    // 243 days: two windows of at most 150 days.
    expect(errands.map(({ rank, purpose }) => [rank, purpose])).toEqual([
      [0, 'incidents of 1 service'],
      [1, 'incidents of 1 service'],
    ]);
    expect(errands.map((errand) => errand.urgency?.())).toEqual(['background', 'background']);
    expect(reports.map(({ waitingUntil }) => waitingUntil).filter((until) => until !== undefined)).toEqual([
      now + 60_000,
      null,
    ]);
  });
});
