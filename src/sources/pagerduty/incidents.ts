import { Incident, Instant, Interval } from '../../events';
import { DecodeError } from '../transport';
import { Api } from './api';
import { decodeIncident } from './records';

/** Incidents that began in `span`. */
export interface IncidentPart {
  readonly span: Interval;
  readonly incidents: readonly Incident[];
}

const day = 86_400_000;
/** `since` to `until` may be six months at most; beyond that PagerDuty answers with nothing, not with an error. */
const longestWindow = 150 * day;
/** There is no PagerDuty before. */
const beginning = Date.UTC(2009, 0, 1);

/** Windows of at most 150 days, newest first, of what of the interval can hold incidents at all. */
export function windowsOf(interval: Interval, now: Instant): readonly Interval[] {
  const windows: Interval[] = [];
  const from = Math.max(interval.from, beginning);
  for (let to = Math.min(interval.to, now + day); to > from; to -= longestWindow) {
    windows.push({ from: Math.max(from, to - longestWindow), to });
  }
  return windows;
}

/**
 * Incidents of some services, however they stand, part by part, newest first. `date_range` is never sent: it would
 * overrule `since` and `until`, which both act on `created_at`.
 */
export async function* readIncidents(
  api: Api,
  services: readonly string[],
  windows: readonly Interval[],
  refuse: (error: Error) => void,
  signal: AbortSignal
): AsyncGenerator<IncidentPart, void> {
  const params = {
    'service_ids[]': services,
    'statuses[]': ['triggered', 'acknowledged', 'resolved'],
    // The trigger carries the incident's description, at no call of its own.
    'include[]': ['first_trigger_log_entries'],
    sort_by: 'created_at:asc',
  };
  for (const window of windows) {
    for await (const { span, items } of api.within('incidents', 'incidents', params, window, signal)) {
      yield { span, incidents: incidentsIn(items, span, refuse) };
    }
  }
}

function incidentsIn(items: readonly unknown[], span: Interval, refuse: (error: Error) => void): readonly Incident[] {
  // Pages shift while an incident is created or merged: one may come twice.
  const incidents = new Map<string, Incident>();
  for (const item of items) {
    try {
      const incident = decodeIncident(item);
      if (incident !== null && incident.createdAt >= span.from && incident.createdAt < span.to) {
        incidents.set(incident.id, incident);
      }
    } catch (error) {
      if (!(error instanceof DecodeError)) {
        throw error;
      }
      refuse(error);
    }
  }
  return [...incidents.values()];
}
