import { allTime, grouped } from '../../events';
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
import { say } from '../../words';
import { createApi } from './api';
import { Batch, batchesOf, halvesOf, ReachOf, scopesOf } from './batches';
import { testConnection } from './connection';
import { discover } from './discovery';
import { Evidence } from './evidence';
import { clockSkew } from './incidents';
import { Marks } from './marks';
import { problemOf, problemOfRefused } from './problems';
import { Fetch, Reading } from './reading';
import { Refresh } from './refresh';

export interface PagerdutyOptions extends TransportLimits {
  readonly client: HttpClient;
  readonly clock: Clock;
}

const batchesAtOnce = 2;

/**
 * PagerDuty behind the contract of `Source`. Scopes are service ids, the only kind is incidents, and the instant that
 * counts is when an incident began. Many services are read in one call. A first load costs a call for a hundred
 * incidents, and one for a hundred entries of the account's log; a refresh lists what began since, what is open, and
 * what the log says has happened, whatever the number of services.
 */
export function createPagerdutySource({
  client,
  clock,
  slots,
  longestWait,
  longestAnswer,
  meter,
}: PagerdutyOptions): Source {
  const api = createApi(createTransport({ client, clock, slots, longestWait, longestAnswer, meter }), clock);
  const names = new Map<string, string>();

  async function readBatch(
    fetch: Fetch,
    batch: Batch,
    hand: (report: Report) => void,
    signal: AbortSignal
  ): Promise<void> {
    const { marks, evidence } = fetch;
    const reachOf: ReachOf = (need) => marks.reachOf(need);
    const services = scopesOf(batch.needs);
    const reading = new Reading(fetch, batch, hand);
    try {
      await reading.read(signal);
    } catch (error) {
      throwIfAborted(signal);
      const halves = blamesOne(error) ? halvesOf(batch, reachOf, fetch.now) : null;
      if (halves === null) {
        const problem = problemOf(error, incidentsOf(services), scopeOf(services), 'incidents.read');
        batch.needs.forEach((need) => reading.dealer.deal(need, { problem }));
        return;
      }
      for (const half of halves) {
        await readBatch(fetch, half, hand, signal);
      }
      return;
    }
    batch.needs.forEach((need) => marks.finished(need));
    const lost = evidence.losses.problem();
    // One sentence for all that lack the same records.
    for (const needs of grouped(batch.needs, (need) => JSON.stringify(marks.missing(need))).values()) {
      const own = scopesOf(needs);
      const problem = joined(problemOfRefused(marks.missing(needs[0]), incidentsOf(own), scopeOf(own)), lost);
      needs.forEach((need) =>
        reading.dealer.finish(need, { baselineKnown: true, problem, bookmark: marks.write(need) })
      );
    }
  }

  function incidentsOf(services: readonly string[]): string {
    const first = services.slice(0, 3).map((id) => names.get(id) ?? id);
    const rest = services.length - first.length;
    return rest > 0
      ? say('pagerduty.subject.incidentsAndMore', 'The incidents of {{first}} and {{rest}} more services', {
          first: first.join(', '),
          rest,
        })
      : say('pagerduty.subject.incidents', 'The incidents of {{first}}', { first: first.join(', ') });
  }

  return {
    id: 'pagerduty',
    async discover(signal) {
      const discovery = await discover(api, signal);
      discovery.directory.services.forEach(({ id, name }) => names.set(id, name));
      return discovery;
    },
    async *fetch(needs, signal, urgency) {
      const now = clock.now();
      const asked = needs.filter((need): need is IntervalNeed => need.kind === 'incidents');
      const marks = new Marks(asked, now);
      const evidence = new Evidence(api, now);
      const fetch: Fetch = {
        api,
        now,
        evidence,
        marks,
        refreshes: refreshesOf(asked, marks),
        urgency,
      };
      yield* needs.filter((need) => need.kind !== 'incidents').map(nothingOf);
      yield* inParallel<Batch, Report>(
        batchesOf(asked, names, (need) => marks.reachOf(need), now),
        batchesAtOnce,
        (batch, hand, inner) => readBatch(fetch, batch, hand, inner),
        signal
      );
    },
    test: (signal) => testConnection(api, signal),
  };
}

/**
 * A service is refreshed by the newest of its needs, once something has been reported of it: not by one that only
 * reaches further back. "Now" may be some minutes old when a need is made.
 */
function refreshesOf(needs: readonly IntervalNeed[], marks: Marks): ReadonlyMap<IntervalNeed, Refresh> {
  const newest = new Map<string, Refresh>();
  for (const need of needs) {
    const mark = marks.of(need);
    if (mark === null || mark === 'unreadable' || need.interval.to + clockSkew <= mark.at) {
      continue;
    }
    const known = newest.get(need.scope);
    if (known === undefined || known.need.interval.to < need.interval.to) {
      newest.set(need.scope, new Refresh(need, mark));
    }
  }
  return new Map([...newest.values()].map((refresh) => [refresh.need, refresh]));
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

function scopeOf(services: readonly string[]): Problem['scope'] {
  return services.length === 1 ? services[0] : null;
}

/** One unknown or forbidden service spoils the call for all of them: halves find out which. */
function blamesOne(error: unknown): boolean {
  return error instanceof UpstreamError && [400, 403, 404].includes(error.failure.status ?? 0);
}
