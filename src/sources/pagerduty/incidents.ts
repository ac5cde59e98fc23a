import { Incident, Instant, Interval } from '../../events';
import { DecodeError } from '../transport';
import { Api, Asking, Listing, Part, secondOf } from './api';
import { decodeIncident, serviceIn } from './records';

/** Incidents of a stretch of time. */
export interface IncidentPart {
  readonly span: Interval;
  /** Each once, also those that were merged into others. */
  readonly incidents: readonly Incident[];
  /** False: the list changed while it was paged, and some may be missing. */
  readonly isWhole: boolean;
  /** Whatever else is known of this stretch is gone: the list is whole, and each of its records was understood. */
  readonly isExhaustive: boolean;
}

/** Services to ask for; null: all of the account. */
export type Services = readonly string[] | null;

/** A record was not understood; `serviceId`: whose it is, null where it does not say. */
export type Refuse = (error: Error, serviceId: string | null) => void;

const day = 86_400_000;
const second = 1_000;
/** `since` to `until` may be six months at most; beyond that PagerDuty answers with nothing, not with an error. */
const longestWindow = 150 * day;
/** There is no PagerDuty before. */
const beginning = Date.UTC(2009, 0, 1);
/** PagerDuty's clock may be ahead of the viewer's by this much, and the other way round. */
export const clockSkew = 10 * 60 * second;

/** Windows of at most 150 days, newest first, of what of the interval can hold anything at all. */
export function windowsOf(interval: Interval, now: Instant): readonly Interval[] {
  const windows: Interval[] = [];
  const from = Math.max(interval.from, beginning);
  for (let to = Math.min(interval.to, now + day); to > from; to -= longestWindow) {
    windows.push({ from: Math.max(from, to - longestWindow), to });
  }
  return windows;
}

function listing(services: Services, statuses: readonly string[]): Listing {
  return {
    path: 'incidents',
    name: 'incidents',
    params: {
      ...(services === null ? {} : { 'service_ids[]': services }),
      'statuses[]': statuses,
      // The trigger carries the incident's description, at no call of its own.
      'include[]': ['first_trigger_log_entries'],
      sort_by: 'created_at:asc',
      time_zone: 'UTC',
    },
  };
}

const everyStatus = ['triggered', 'acknowledged', 'resolved'];

/**
 * Incidents that began in a window, however they stand, part by part, newest first. `date_range` is never sent here: it
 * would overrule `since` and `until`, which both act on `created_at`.
 */
export async function* readIncidents(
  api: Api,
  services: Services,
  window: Interval,
  refuse: Refuse,
  asking: Asking
): AsyncGenerator<IncidentPart, void> {
  for await (const part of api.within(listing(services, everyStatus), window, asking)) {
    yield incidentsIn(part, refuse);
  }
}

/** Every open incident, whenever it began: the one question for which `date_range=all` is right. */
export async function readOpenIncidents(
  api: Api,
  services: Services,
  refuse: Refuse,
  asking: Asking
): Promise<readonly Incident[]> {
  const open = listing(services, ['triggered', 'acknowledged']);
  const items = await api.all({ ...open, params: { ...open.params, date_range: 'all', total: true } }, asking);
  const span: Interval = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  return incidentsIn({ span, items, isWhole: true }, refuse).incidents;
}

/**
 * What began in each of these whole seconds: one call a second, or the list of all that lies between where that takes
 * fewer. PagerDuty has no list of incidents by id, and an incident that was merged or moved is only known to be gone
 * when its surroundings were read.
 */
export async function readSeconds(
  api: Api,
  services: Services,
  seconds: readonly Instant[],
  refuse: Refuse,
  asking: Asking
): Promise<readonly IncidentPart[]> {
  const sorted = [...new Set(seconds.map(secondOf))].sort((a, b) => b - a);
  const list = listing(services, everyStatus);
  const parts: IncidentPart[] = [];
  const first = sorted[sorted.length - 1];
  if (sorted.length > fewSeconds && sorted[0] - first < longestWindow) {
    const span = { from: first, to: sorted[0] + second };
    const probed = await api.probe(list, span, asking);
    if (probed.total !== null && Math.ceil(probed.total / probed.size) <= sorted.length) {
      for await (const part of api.within(list, span, asking, probed)) {
        const { incidents, ...rest } = incidentsIn(part, refuse);
        for (const from of sorted.filter((at) => at >= part.span.from && at < part.span.to)) {
          const inside = { from, to: from + second };
          parts.push({ ...rest, span: inside, incidents: incidents.filter((one) => isWithin(one, inside)) });
        }
      }
      return parts;
    }
  }
  for (const from of sorted) {
    for await (const part of api.within(list, { from, to: from + second }, asking)) {
      parts.push(incidentsIn(part, refuse));
    }
  }
  return parts;
}

const fewSeconds = 3;
/** So many incidents are completed and covered together: that is how much is lost when somebody leaves. */
const incidentsPerSlice = 250;

/** A part cut into slices of some hundred incidents, the newest first. What began in the same instant stays together. */
export function slicesOf(part: IncidentPart): readonly IncidentPart[] {
  const sorted = [...part.incidents].sort((a, b) => b.createdAt - a.createdAt);
  const slices: IncidentPart[] = [];
  let { to } = part.span;
  const cut = (from: Instant) => {
    const span = { from, to };
    slices.push({ ...part, span, incidents: sorted.filter((one) => isWithin(one, span)) });
    to = from;
  };
  for (let count = incidentsPerSlice; count < sorted.length; count += incidentsPerSlice) {
    const from = sorted[count - 1].createdAt;
    if (from < to) {
      cut(from);
    }
  }
  cut(part.span.from);
  return slices;
}

function isWithin({ createdAt }: Incident, span: Interval): boolean {
  return createdAt >= span.from && createdAt < span.to;
}

function incidentsIn({ span, items, isWhole }: Part, refuse: Refuse): IncidentPart {
  // Pages shift while an incident is created or merged: one may come twice.
  const incidents = new Map<string, Incident>();
  let refused = false;
  for (const item of items) {
    try {
      const incident = decodeIncident(item);
      if (isWithin(incident, span)) {
        incidents.set(incident.id, incident);
      }
    } catch (error) {
      if (!(error instanceof DecodeError)) {
        throw error;
      }
      refused = true;
      refuse(error, serviceIn(item));
    }
  }
  return { span, incidents: [...incidents.values()], isWhole, isExhaustive: isWhole && !refused };
}
