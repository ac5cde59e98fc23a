import { SimIncident } from '../organization';
import { statusOf } from './shapes';

/** A refusal in PagerDuty's envelope. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
    readonly errors: readonly string[] = []
  ) {
    super(message);
  }
}

export function invalid(...errors: readonly string[]): Refusal {
  return new Refusal(400, 2001, 'Invalid Input Provided', errors);
}

const reachable = 10_000;

/** Classic pagination: `limit` (25, at most 100) and `offset`; `total` only when asked for. */
export function page(query: URLSearchParams, name: string, items: readonly unknown[]) {
  const limit = Math.min(100, natural(query, 'limit', 25));
  const offset = natural(query, 'offset', 0);
  if (offset + limit > reachable) {
    throw invalid(`Offset and limit must sum to ${reachable.toLocaleString('en-US')} or less.`);
  }
  return {
    [name]: items.slice(offset, offset + limit),
    limit,
    offset,
    total: query.get('total') === 'true' ? items.length : null,
    more: offset + limit < items.length,
  };
}

function natural(query: URLSearchParams, name: string, fallback: number): number {
  const text = query.get(name);
  const value = text === null ? fallback : Number(text);
  if (!Number.isInteger(value) || value < 0 || (name === 'limit' && value === 0)) {
    throw invalid(`${name} must be a number.`);
  }
  return value;
}

function monthsBefore(instant: number, months: number): number {
  const date = new Date(instant);
  date.setUTCMonth(date.getUTCMonth() - months);
  return date.getTime();
}

/** An instant without a zone would be read in the account's: here UTC. */
function instantOf(query: URLSearchParams, name: string): number | null {
  const text = query.get(name);
  if (text === null) {
    return null;
  }
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(text) || !text.includes('T') ? text : `${text}Z`;
  const instant = Date.parse(zoned);
  if (Number.isNaN(instant)) {
    throw new Refusal(400, 2004, 'Invalid Since or Until Parameter', [`${name} is not a date.`]);
  }
  return instant;
}

/**
 * `since` to `until`, a month by default. A range of more than six months gives nothing at all, without an error: that
 * is how the API has been met, and the trap this simulator keeps. Null: nothing.
 */
export function range(query: URLSearchParams, now: number): { readonly from: number; readonly to: number } | null {
  if (query.get('date_range') === 'all') {
    return { from: -Infinity, to: Infinity };
  }
  const to = instantOf(query, 'until') ?? Math.max(now, instantOf(query, 'since') ?? now);
  const from = instantOf(query, 'since') ?? monthsBefore(to, 1);
  if (from > to) {
    throw new Refusal(400, 2005, 'Invalid Query Date Range', ['since must be before until.']);
  }
  return from < monthsBefore(to, 6) ? null : { from, to };
}

/** Of change events: everything that is kept unless said otherwise, and only in UTC (reference of the endpoint). */
export function changeRange(query: URLSearchParams): { readonly from: number; readonly to: number } {
  const bound = (name: string) => {
    const text = query.get(name);
    if (text !== null && !/(Z|[+-]00:?00)$/.test(text)) {
      throw new Refusal(400, 2004, 'Invalid Since or Until Parameter', [`${name} must be in UTC.`]);
    }
    return instantOf(query, name);
  };
  return { from: bound('since') ?? -Infinity, to: bound('until') ?? Infinity };
}

function choices(query: URLSearchParams, name: string, allowed: readonly string[]): readonly string[] {
  const given = query.getAll(`${name}[]`);
  const wrong = given.find((value) => !allowed.includes(value));
  if (wrong !== undefined) {
    throw invalid(`${name} has the invalid value ${wrong}.`);
  }
  return given;
}

/** `GET /incidents`: filters on when incidents were created. */
export function findIncidents(incidents: readonly SimIncident[], query: URLSearchParams, now: number) {
  const within = range(query, now);
  const statuses = choices(query, 'statuses', ['triggered', 'acknowledged', 'resolved']);
  const urgencies = choices(query, 'urgencies', ['high', 'low']);
  const services = query.getAll('service_ids[]');
  const teams = query.getAll('team_ids[]');
  const [field, direction = 'asc'] = (query.get('sort_by') ?? 'created_at:asc').split(':');
  const keys: Readonly<Record<string, (incident: SimIncident) => number>> = {
    incident_number: ({ number }) => number,
    created_at: ({ createdAt }) => createdAt,
    resolved_at: ({ resolvedAt }) => resolvedAt ?? Infinity,
    urgency: ({ urgency }) => (urgency === 'high' ? 0 : 1),
  };
  const key = keys[field];
  if (key === undefined || !['asc', 'desc'].includes(direction)) {
    throw invalid('sort_by is invalid.');
  }
  const sign = direction === 'asc' ? 1 : -1;
  if (within === null) {
    return [];
  }
  return incidents
    .filter(
      (incident) =>
        incident.createdAt >= within.from &&
        incident.createdAt < within.to &&
        (statuses.length === 0 || statuses.includes(statusOf(incident))) &&
        (urgencies.length === 0 || urgencies.includes(incident.urgency)) &&
        (services.length === 0 || services.includes(incident.service)) &&
        (teams.length === 0 || incident.teams.some((team) => teams.includes(team)))
    )
    .sort((a, b) => sign * (key(a) - key(b)) || a.number - b.number);
}
