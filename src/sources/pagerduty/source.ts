import { allTime, contains, Incident } from '../../events';
import {
  Clock,
  createTransport,
  HttpClient,
  inParallel,
  throwIfAborted,
  TransportLimits,
  UpstreamError,
} from '../transport';
import { IntervalNeed, Need, Problem, Report, Source } from '../types';
import { createApi } from './api';
import { testConnection } from './connection';
import { discover } from './discovery';
import { Evidence } from './evidence';
import { readIncidents, windowsOf } from './incidents';
import { Memory } from './memory';
import { problemOf, problemOfRefused } from './problems';

export interface PagerdutyOptions extends TransportLimits {
  readonly client: HttpClient;
  readonly clock: Clock;
}

/** Needs with one interval, asked for together. */
type Batch = readonly IntervalNeed[];

type Hand = (report: Report) => void;

/** Keeps the address below two thousand characters. */
const servicesPerCall = 50;
const batchesAtOnce = 2;

/**
 * PagerDuty behind the contract of `Source`. Scopes are service ids, the only kind is incidents, and the instant that
 * counts is when an incident began. Many services are read in one call. Incidents come first as they are and again,
 * complete with acknowledgement, notes and related changes; only then is their stretch of time covered.
 */
export function createPagerdutySource({ client, clock, slots, longestWait, longestAnswer }: PagerdutyOptions): Source {
  const api = createApi(createTransport({ client, clock, slots, longestWait, longestAnswer }));
  const names = new Map<string, string>();
  const memory = new Memory();

  async function readBatch(batch: Batch, evidence: Evidence, hand: Hand, signal: AbortSignal): Promise<void> {
    const { interval } = batch[0];
    const services = [...new Set(batch.map(({ scope }) => scope))];
    const refused: Error[] = [];
    const deal = (incidents: readonly Incident[], covered: Report['covered']) => {
      for (const need of batch) {
        const own = incidents.filter(({ serviceId }) => serviceId === need.scope);
        if (own.length > 0 || covered !== null) {
          hand({ need, events: { incidents: own }, covered, baselineKnown: false, problem: null });
        }
      }
    };
    try {
      const windows = windowsOf(interval, clock.now());
      const parts = readIncidents(api, services, windows, (error) => refused.push(error), signal);
      for await (const { span, incidents } of parts) {
        const wanted = incidents.filter(({ createdAt }) => contains(interval, createdAt));
        deal(
          wanted.filter(({ id }) => !memory.has(id)),
          null
        );
        deal(await evidence.complete(wanted, signal), span);
      }
    } catch (error) {
      throwIfAborted(signal);
      if (services.length > 1 && blamesOne(error)) {
        const half = services.slice(0, Math.ceil(services.length / 2));
        await readBatch(
          batch.filter(({ scope }) => half.includes(scope)),
          evidence,
          hand,
          signal
        );
        await readBatch(
          batch.filter(({ scope }) => !half.includes(scope)),
          evidence,
          hand,
          signal
        );
        return;
      }
      const problem = problemOf(error, incidentsOf(services), scopeOf(services), 'incidents.read');
      batch.forEach((need) => hand({ need, events: {}, covered: null, baselineKnown: false, problem }));
      return;
    }
    const problem = joined(problemOfRefused(refused, incidentsOf(services), scopeOf(services)), evidence.problem());
    batch.forEach((need) => hand({ need, events: {}, covered: interval, baselineKnown: true, problem }));
  }

  function incidentsOf(services: readonly string[]): string {
    const first = services.slice(0, 3).map((id) => names.get(id) ?? id);
    const rest = services.length - first.length;
    return `The incidents of ${first.join(', ')}${rest > 0 ? ` and ${rest} more services` : ''}`;
  }

  return {
    id: 'pagerduty',
    async discover(signal) {
      const discovery = await discover(api, signal);
      discovery.directory.services.forEach(({ id, name }) => names.set(id, name));
      return discovery;
    },
    async *fetch(needs, signal) {
      const evidence = new Evidence(api, clock, memory);
      yield* needs.filter((need) => need.kind !== 'incidents').map(nothingOf);
      yield* inParallel<Batch, Report>(
        batchesOf(needs),
        batchesAtOnce,
        (batch, hand, inner) => readBatch(batch, evidence, hand, inner),
        signal
      );
    },
    test: (signal) => testConnection(api, signal),
  };
}

/** A need ends with one problem; neither of two may go unsaid. */
function joined(one: Problem | null, other: Problem | null): Problem | null {
  return one === null || other === null ? (one ?? other) : { ...one, message: `${one.message} ${other.message}` };
}

/** PagerDuty knows no other kind: there are certainly none of them. */
function nothingOf(need: Need): Report {
  const covered = need.kind === 'comparisons' ? allTime : need.interval;
  return { need, events: {}, covered, baselineKnown: true, problem: null };
}

function batchesOf(needs: readonly Need[]): readonly Batch[] {
  const byInterval = new Map<string, IntervalNeed[]>();
  for (const need of needs) {
    if (need.kind === 'incidents') {
      const key = `${need.interval.from} ${need.interval.to}`;
      byInterval.set(key, [...(byInterval.get(key) ?? []), need]);
    }
  }
  return [...byInterval.values()].flatMap((alike) =>
    Array.from({ length: Math.ceil(alike.length / servicesPerCall) }, (_, index) =>
      alike.slice(index * servicesPerCall, (index + 1) * servicesPerCall)
    )
  );
}

function scopeOf(services: readonly string[]): Problem['scope'] {
  return services.length === 1 ? services[0] : null;
}

/** One unknown or forbidden service spoils the call for all of them: halves find out which. */
function blamesOne(error: unknown): boolean {
  return error instanceof UpstreamError && [400, 403, 404].includes(error.failure.status ?? 0);
}
