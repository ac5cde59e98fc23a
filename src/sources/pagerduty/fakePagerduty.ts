import { Events, Interval, union } from '../../events';
import { abortError, HttpClient, HttpRequest, HttpResponse, QueryValue, TransportLimits } from '../transport';
import { simulatedClock } from '../transport/testing/simulatedClock';
import { IntervalNeed, Need, Report } from '../types';
import { createPagerdutySource } from './source';

/** For tests: lists that page, bound and refuse as the REST API's documentation says. */

export const now = Date.parse('2026-06-01T00:00:00Z');
const minute = 60_000;
const day = 1440 * minute;

export interface FakeIncident {
  readonly id: string;
  readonly created_at: string;
  readonly status: string;
  readonly service: { readonly id: string; readonly summary?: string } | null;
  readonly [field: string]: unknown;
}

export interface FakeLogEntry {
  readonly type: string;
  readonly created_at: string;
  readonly incident: { readonly id: string };
}

export interface FakeNote {
  readonly content: string;
  /** Default: a minute after the incident began. */
  readonly created_at?: string;
}

/** What is given as an array or a record may be changed between requests. */
export interface FakePagerduty {
  readonly services?: readonly unknown[];
  readonly incidents?: readonly FakeIncident[];
  /** Entries beside those of the notes. */
  readonly log?: readonly FakeLogEntry[];
  readonly notes?: Readonly<Record<string, ReadonlyArray<string | FakeNote>>>;
  /** What PagerDuty relates to an incident; all of it is in the account's list of change events. */
  readonly changes?: Readonly<Record<string, readonly unknown[]>>;
  /** A log whose notes have a summary only. */
  readonly shortNotes?: boolean;
  /** Comes before everything else: a fault, or null to let the request through. */
  readonly fault?: (request: HttpRequest, calls: number) => HttpResponse | Error | null;
}

export function answer(status: number, body: unknown): HttpResponse {
  return { status, headers: {}, body };
}

export function refusal(status: number, message: string): HttpResponse {
  return answer(status, { error: { code: 2010, message } });
}

export function fakePagerduty(fake: FakePagerduty, from = now, limits: TransportLimits = {}) {
  const requests: HttpRequest[] = [];
  const clock = simulatedClock(from);
  const client: HttpClient = async (request, signal) => {
    if (signal?.aborted === true) {
      throw abortError();
    }
    requests.push(request);
    const fault = fake.fault?.(request, requests.length) ?? null;
    if (fault instanceof Error) {
      throw fault;
    }
    return fault ?? respond(fake, request);
  };
  return {
    source: createPagerdutySource({ client, clock, ...limits }),
    requests,
    slept: clock.slept,
    clock,
    paths: () => requests.map(({ path }) => path),
    /** How often each list was asked, incidents' own paths counted together. */
    counts: () => countsOf(requests),
    pass: (milliseconds: number) => clock.pass(milliseconds),
  };
}

/** Requests by what they are for: `incidents`, `open`, `log_entries`, `incidents/{id}/notes`, … */
export function countsOf(requests: readonly HttpRequest[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { path, params } of requests) {
    const name = params?.['date_range'] === 'all' ? 'open' : path.replace(/^incidents\/[^/]+/, 'incidents/{id}');
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

function respond(fake: FakePagerduty, { path, params = {} }: HttpRequest): HttpResponse {
  const [first, id, second] = path.split('/');
  switch (second ?? (id === undefined || path === 'users/me' ? first : `${first}/{id}`)) {
    case 'services':
      return listed('services', fake.services ?? [], params);
    case 'users':
      return refusal(400, 'The endpoint requires a user token');
    case 'incidents':
      return listed('incidents', incidentsFor(fake, params), params);
    case 'incidents/{id}': {
      const found = fake.incidents?.find((one) => one.id === id);
      return found === undefined ? refusal(404, 'Not Found') : answer(200, { incident: found });
    }
    case 'log_entries': {
      const log = logOf(fake, params, second === undefined ? null : id);
      return listed('log_entries', sorted(second === undefined ? bounded(log, params) : log).reverse(), params);
    }
    case 'notes':
      return answer(200, { notes: notesOf(fake, id).map((note, index) => ({ id: `N${index}`, ...note })) });
    case 'related_change_events':
      return answer(200, { change_events: fake.changes?.[id] ?? [] });
    case 'change_events':
      return listed('change_events', Object.values(fake.changes ?? {}).flat(), params);
    default:
      return refusal(404, 'Not Found');
  }
}

function incidentsFor(fake: FakePagerduty, params: NonNullable<HttpRequest['params']>): readonly FakeIncident[] {
  const has = (name: string, value: unknown) => {
    const wanted: QueryValue = params[name];
    return !Array.isArray(wanted) || wanted.includes(value);
  };
  const incidents = fake.incidents ?? [];
  const within = params['date_range'] === 'all' ? incidents : bounded(incidents, params);
  return sorted(within.filter(({ service, status }) => has('service_ids[]', service?.id) && has('statuses[]', status)));
}

/** Oldest first. */
function sorted<Item extends { readonly created_at: string }>(items: readonly Item[]): Item[] {
  const dated = items.map((item) => ({ item, at: parsed(item.created_at) }));
  return dated.sort((a, b) => a.at - b.at).map(({ item }) => item);
}

function notesOf(fake: FakePagerduty, id: string): ReadonlyArray<Required<FakeNote>> {
  const given = fake.notes?.[id] ?? [];
  const isDated = given.every((note) => typeof note !== 'string' && note.created_at !== undefined);
  const began = isDated ? undefined : fake.incidents?.find((one) => one.id === id)?.created_at;
  const usual = new Date(Date.parse(began ?? '2026-01-01T00:00:00Z') + minute).toISOString();
  return given.map((note) =>
    typeof note === 'string' ? { content: note, created_at: usual } : { created_at: usual, ...note }
  );
}

/** What notes say is in the log only where channels are included, as recorded answers show. */
function logOf(
  fake: FakePagerduty,
  params: NonNullable<HttpRequest['params']>,
  only: string | null
): readonly FakeLogEntry[] {
  const included = params['include[]'];
  const withChannels = Array.isArray(included) && included.includes('channels');
  const noted = Object.keys(fake.notes ?? {}).filter((id) => only === null || id === only);
  const notes = noted.flatMap((id) =>
    notesOf(fake, id).map(({ content, created_at: at }, index) => ({
      id: `${id}N${index}`,
      type: 'annotate_log_entry',
      created_at: at,
      incident: { id },
      channel: {
        type: 'note',
        ...(withChannels ? { summary: content.slice(0, 20), ...(fake.shortNotes ? {} : { content }) } : {}),
      },
    }))
  );
  const entries = (fake.log ?? []).map((entry, index) => ({ id: `L${index}`, ...entry }));
  return [...entries.filter((entry) => only === null || entry.incident.id === only), ...notes];
}

/** `since` and `until` bound `created_at`; half a year is the most that is answered (developer docs). */
function bounded<Item extends { readonly created_at: string }>(
  items: readonly Item[],
  params: NonNullable<HttpRequest['params']>
): readonly Item[] {
  const [since, until] = [instantIn(params['since']), instantIn(params['until'])];
  if (until - since > 183 * day) {
    return [];
  }
  return items.filter(({ created_at: at }) => parsed(at) >= since && parsed(at) <= until);
}

const instants = new Map<string, number>();

/** Long logs are bounded again for every page. */
function parsed(text: string): number {
  const known = instants.get(text) ?? Date.parse(text);
  instants.set(text, known);
  return known;
}

function instantIn(value: unknown): number {
  if (typeof value !== 'string' || !value.endsWith('Z')) {
    throw new Error(`not bounded in UTC: ${String(value)}`);
  }
  return Date.parse(value);
}

function listed(name: string, items: readonly unknown[], params: NonNullable<HttpRequest['params']>): HttpResponse {
  const [limit, offset] = [Number(params['limit'] ?? 25), Number(params['offset'] ?? 0)];
  if (limit > 100 || offset + limit > 10_000) {
    return answer(400, { error: { code: 2001, message: 'Invalid Input Provided', errors: ['offset is too big'] } });
  }
  return answer(200, {
    [name]: items.slice(offset, offset + limit),
    limit,
    offset,
    more: offset + limit < items.length,
    total: params['total'] === true ? items.length : null,
  });
}

export function incident(id: string, createdAt: string, fields: Readonly<Record<string, unknown>> = {}): FakeIncident {
  return {
    id,
    created_at: createdAt,
    status: 'resolved',
    resolved_at: createdAt,
    service: { id: 'S1', summary: 'pay-api' },
    title: `Incident ${id}`,
    ...fields,
  };
}

export function acknowledged(id: string, at: string): FakeLogEntry {
  return { type: 'acknowledge_log_entry', created_at: at, incident: { id } };
}

export function needOf(scope: string, from: string, to: string, more: Partial<IntervalNeed> = {}): IntervalNeed {
  return {
    source: 'pagerduty',
    kind: 'incidents',
    scope,
    interval: { from: Date.parse(from), to: Date.parse(to) },
    ...more,
  };
}

/** What the reports cover together. */
export function coveredIn(reports: readonly Report[]): readonly Interval[] {
  return union(reports.flatMap(({ covered }) => covered ?? []));
}

/** Everything a fetch reports, with the incidents as they stand at its end. */
export async function fetched(
  { source }: Pick<ReturnType<typeof fakePagerduty>, 'source'>,
  needs: readonly Need[],
  signal = new AbortController().signal
) {
  const reports: Report[] = [];
  const incidents = new Map<string, Events['incidents'][number]>();
  for await (const report of source.fetch(needs, signal)) {
    reports.push(report);
    report.events.incidents?.forEach((one) => incidents.set(one.id, one));
  }
  const problems = [...new Set(reports.map(({ problem }) => problem).filter((problem) => problem !== null))];
  return { reports, incidents: [...incidents.values()], problems };
}
