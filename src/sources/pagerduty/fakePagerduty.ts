import { Events } from '../../events';
import { abortError, HttpClient, HttpRequest, HttpResponse, TransportLimits } from '../transport';
import { simulatedClock } from '../transport/testing/simulatedClock';
import { IntervalNeed, Need, Report } from '../types';
import { createPagerdutySource } from './source';

/** For tests: lists that page, bound and refuse as the REST API's documentation says. */

export const now = Date.parse('2026-06-01T00:00:00Z');
const day = 86_400_000;

export interface FakeIncident {
  readonly id: string;
  readonly created_at: string;
  readonly service: { readonly id: string; readonly summary?: string } | null;
  readonly [field: string]: unknown;
}

export interface FakeLogEntry {
  readonly type: string;
  readonly created_at: string;
  readonly incident: { readonly id: string };
}

export interface FakePagerduty {
  readonly services?: readonly unknown[];
  readonly incidents?: readonly FakeIncident[];
  readonly log?: readonly FakeLogEntry[];
  readonly notes?: Readonly<Record<string, readonly string[]>>;
  readonly changes?: Readonly<Record<string, readonly unknown[]>>;
  /** Comes before everything else: a fault, or null to let the request through. */
  readonly fault?: (request: HttpRequest, calls: number) => HttpResponse | Error | null;
}

export function answer(status: number, body: unknown): HttpResponse {
  return { status, headers: {}, body };
}

export function refusal(status: number, message: string): HttpResponse {
  return answer(status, { error: { code: 2010, message } });
}

export function fakePagerduty(fake: FakePagerduty, limits: TransportLimits = {}) {
  const requests: HttpRequest[] = [];
  const clock = simulatedClock(now);
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
    paths: () => requests.map(({ path }) => path),
    pass: (milliseconds: number) => clock.pass(milliseconds),
  };
}

function respond(fake: FakePagerduty, { path, params = {} }: HttpRequest): HttpResponse {
  const [first, id, second] = path.split('/');
  const log = fake.log ?? [];
  switch (second ?? first) {
    case 'services':
      return listed('services', fake.services ?? [], params);
    case 'users':
    case 'me':
      return refusal(400, 'The endpoint requires a user token');
    case 'incidents': {
      const wanted = params['service_ids[]'];
      const services = Array.isArray(wanted) ? wanted : null;
      const incidents = bounded(fake.incidents ?? [], params)
        .filter(({ service }) => services === null || services.includes(service?.id))
        .sort((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at));
      return listed('incidents', incidents, params);
    }
    case 'log_entries':
      return listed(
        'log_entries',
        second === undefined ? bounded(log, params) : log.filter(({ incident }) => incident.id === id),
        params
      );
    case 'notes':
      return answer(200, { notes: (fake.notes?.[id] ?? []).map((content) => ({ id: 'N1', content })) });
    case 'related_change_events':
      return answer(200, { change_events: fake.changes?.[id] ?? [] });
    default:
      return refusal(404, 'Not Found');
  }
}

/** `since` and `until` bound `created_at`; half a year is the most that is answered (developer docs). */
function bounded<Item extends { readonly created_at: string }>(
  items: readonly Item[],
  params: NonNullable<HttpRequest['params']>
): Item[] {
  const [since, until] = [instantIn(params['since']), instantIn(params['until'])];
  if (until - since > 183 * day) {
    return [];
  }
  return items.filter(({ created_at: at }) => Date.parse(at) >= since && Date.parse(at) <= until);
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

export function needOf(scope: string, from: string, to: string): IntervalNeed {
  return {
    source: 'pagerduty',
    kind: 'incidents',
    scope,
    interval: { from: Date.parse(from), to: Date.parse(to) },
  };
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
