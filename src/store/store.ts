import { allTime, Events, gaps, Instant, Interval, union } from '../events';
import { Call, Need, Problem, Report, Source, SourceId, Urgency } from '../sources';
import { Coverage, streamKey } from './coverage';
import { Ledger } from './ledger';
import { OpenEvents } from './openEvents';
import { Vault } from './vault';

/**
 * What is known, shared by every panel of a data source. A need is served from memory where it is covered, joins a
 * fetch that is already under way where there is one, and only the rest is asked of the source.
 */

export interface StoreOptions {
  readonly sources: readonly Source[];
  readonly now: () => number;
  /** How long the newest part counts as current, and a problem as still standing. Milliseconds. */
  readonly freshFor?: number;
  /** How far back a refresh asks again, for what changes shortly after it happened. Milliseconds. */
  readonly overlap?: number;
  /** Where what is known outlives the page; default: nowhere. */
  readonly vault?: Vault;
}

/** How far a set of needs has come. */
export interface Standing {
  readonly done: number;
  readonly total: number;
  readonly complete: boolean;
  /** What was asked of the upstreams for these needs since they were wanted; each call once. */
  readonly calls: readonly Call[];
  /** Until when an upstream holds back what is still missing; null: nothing does. Epoch milliseconds. */
  readonly waitingUntil: Instant | null;
}

interface Flight {
  readonly need: Need;
  readonly interval: Interval;
  readonly trip: Trip;
  settled: boolean;
}

/** One call of a source; it goes on while anybody waits for it. */
interface Trip {
  readonly controller: AbortController;
  waiting: number;
}

interface StandingProblem {
  readonly problem: Problem;
  readonly at: number;
}

const minute = 60_000;

export class EventStore {
  private readonly ledger = new Ledger();
  private readonly coverage = new Coverage();
  private readonly openEvents = new OpenEvents();
  private readonly flights = new Map<string, Flight[]>();
  private readonly problems = new Map<string, StandingProblem>();
  private readonly sources: ReadonlyMap<SourceId, Source>;
  private readonly freshFor: number;
  private readonly overlap: number;
  private wakers: Array<() => void> = [];
  private changes = 0;

  constructor(private readonly options: StoreOptions) {
    this.sources = new Map(options.sources.map((source) => [source.id, source]));
    this.freshFor = options.freshFor ?? minute;
    this.overlap = options.overlap ?? 24 * 60 * minute;
  }

  get version(): number {
    return this.ledger.version;
  }

  events(): Events {
    return this.ledger.events();
  }

  /** The problems that stand in the way of these needs, each once. */
  problemsOf(needs: readonly Need[]): readonly Problem[] {
    const found = new Set<Problem>();
    for (const need of needs) {
      const standing = this.problems.get(streamKey(need));
      if (standing !== undefined) {
        found.add(standing.problem);
      }
    }
    return [...found];
  }

  /** Is all of it in the store, baseline included? */
  isKnown(need: Need): boolean {
    return this.missing(need).length === 0 && this.hasBaseline(need);
  }

  /** What is covered of the need's stream, for marking what a series does not know yet. */
  coveredOf(need: Need): readonly Interval[] {
    return this.coverage.covered(need);
  }

  /**
   * Makes sure of the needs. Yields at once and after every report until each need is known or has a problem; ends
   * early, without an error, when the signal is aborted. A fetch nobody waits for any more is cancelled. `urgency` is that
   of whoever waits; a fetch that several wait for has the highest of theirs.
   */
  async *ensure(
    needs: readonly Need[],
    signal: AbortSignal,
    _urgency: () => Urgency = () => 'interactive'
  ): AsyncGenerator<Standing> {
    for (const need of needs) {
      this.forgetStale(need);
    }
    const trips = this.depart(needs.filter((need) => !this.isSettled(need)));
    try {
      for (;;) {
        const seen = this.changes;
        const done = needs.filter((need) => this.isSettled(need)).length;
        const complete = done === needs.length;
        yield { done, total: needs.length, complete, calls: [], waitingUntil: null };
        if (complete || signal.aborted) {
          return;
        }
        if (needs.every((need) => this.isSettled(need) || !this.isInFlight(need))) {
          this.depart(needs.filter((need) => !this.isSettled(need))).forEach((trip) => trips.add(trip));
        }
        await this.changeSince(seen, signal);
      }
    } finally {
      for (const trip of trips) {
        trip.waiting--;
        if (trip.waiting === 0) {
          trip.controller.abort();
        }
      }
    }
  }

  private isSettled(need: Need): boolean {
    return this.isKnown(need) || this.problems.has(streamKey(need));
  }

  private isInFlight(need: Need): boolean {
    return (this.flights.get(streamKey(need)) ?? []).some((flight) => !flight.settled);
  }

  private missing(need: Need): readonly Interval[] {
    if (need.kind === 'comparisons') {
      return this.coverage.covered(need).length > 0 ? [] : [allTime];
    }
    const covered = this.coverage.covered(need);
    const end = covered.length > 0 ? covered[covered.length - 1].to : Number.NEGATIVE_INFINITY;
    const checkedAt = this.coverage.checkedAt(need);
    const fresh = checkedAt !== null && this.options.now() - checkedAt <= this.freshFor;
    const to = fresh && need.interval.to - end <= this.freshFor ? Math.min(need.interval.to, end) : need.interval.to;
    return gaps({ from: need.interval.from, to }, covered);
  }

  private hasBaseline(need: Need): boolean {
    return need.kind === 'comparisons' || this.coverage.hasBaseline(need, need.interval.from);
  }

  /** Lets go of what may have changed since it was read: the last day, and everything from the oldest open event on. */
  private forgetStale(need: Need): void {
    const key = streamKey(need);
    const now = this.options.now();
    const standing = this.problems.get(key);
    if (standing !== undefined && now - standing.at > this.freshFor && now >= (standing.problem.retryAt ?? 0)) {
      this.problems.delete(key);
    }
    const checkedAt = this.coverage.checkedAt(need);
    if (need.kind === 'comparisons' || need.source === 'feed' || checkedAt === null || this.isInFlight(need)) {
      return;
    }
    if (now - checkedAt > this.freshFor && need.interval.to > checkedAt - this.overlap) {
      const open = this.openEvents.oldestOf(need.scope, this.ledger.events());
      this.coverage.forgetFrom(need, Math.min(checkedAt - this.overlap, open));
    }
  }

  /** Starts what is missing and not under way; returns every trip these needs now wait for. */
  private depart(needs: readonly Need[]): Set<Trip> {
    const trips = new Set<Trip>();
    const asks = new Map<Source, Need[]>();
    for (const need of needs) {
      const key = streamKey(need);
      const source = this.sources.get(need.source);
      if (source === undefined) {
        this.problems.set(key, { problem: noSource(need), at: this.options.now() });
        continue;
      }
      const under = (this.flights.get(key) ?? []).filter((flight) => !flight.settled);
      under.forEach((flight) => trips.add(flight.trip));
      for (const part of this.partsToAsk(need, under)) {
        asks.set(source, [...(asks.get(source) ?? []), part]);
      }
    }
    trips.forEach((trip) => trip.waiting++);
    for (const [source, parts] of asks) {
      trips.add(this.start(source, parts));
    }
    return trips;
  }

  private partsToAsk(need: Need, under: readonly Flight[]): readonly Need[] {
    if (need.kind === 'comparisons') {
      return under.length > 0 ? [] : [need];
    }
    // Panels ask moments apart: what is under way up to a moment ago is as good as up to now.
    const flying = under.map(({ interval }) => ({ from: interval.from, to: interval.to + this.freshFor }));
    const parts = this.missing(need).flatMap((gap) => gaps(gap, flying));
    if (parts.length === 0 && under.length === 0 && !this.hasBaseline(need)) {
      return [need];
    }
    return union(parts).map((interval) => ({ ...need, interval }));
  }

  private start(source: Source, needs: readonly Need[]): Trip {
    const trip: Trip = { controller: new AbortController(), waiting: 1 };
    const flights = needs.map((need): Flight => {
      const interval = need.kind === 'comparisons' ? allTime : need.interval;
      const flight: Flight = { need, interval, trip, settled: false };
      const key = streamKey(need);
      this.flights.set(key, [...(this.flights.get(key) ?? []), flight]);
      return flight;
    });
    void this.follow(source, needs, flights, trip);
    return trip;
  }

  private async follow(source: Source, needs: readonly Need[], flights: readonly Flight[], trip: Trip): Promise<void> {
    const byNeed = new Map(flights.map((flight) => [flight.need, flight]));
    try {
      for await (const report of source.fetch(needs, trip.controller.signal)) {
        this.take(report);
        const flight = byNeed.get(report.need);
        if (flight !== undefined && (report.problem !== null || this.isKnownAsAsked(report.need))) {
          flight.settled = true;
        }
        this.wake();
      }
      for (const flight of flights) {
        if (!trip.controller.signal.aborted && !flight.settled && !this.isKnownAsAsked(flight.need)) {
          this.setProblem(flight.need, unfinished(flight.need));
        }
      }
    } catch (error) {
      if (!trip.controller.signal.aborted) {
        for (const flight of flights) {
          if (!flight.settled) {
            this.setProblem(flight.need, broken(flight.need, error));
          }
        }
      }
    } finally {
      for (const flight of flights) {
        flight.settled = true;
        const key = streamKey(flight.need);
        const left = (this.flights.get(key) ?? []).filter((other) => other !== flight);
        if (left.length === 0) {
          this.flights.delete(key);
        } else {
          this.flights.set(key, left);
        }
      }
      this.wake();
    }
  }

  private isKnownAsAsked(need: Need): boolean {
    if (need.kind === 'comparisons') {
      return this.isKnown(need);
    }
    return gaps(need.interval, this.coverage.covered(need)).length === 0 && this.hasBaseline(need);
  }

  private take(report: Report): void {
    this.ledger.add(report.events);
    if (report.covered !== null) {
      this.coverage.cover(report.need, report.covered, this.options.now());
    }
    if (report.baselineKnown && report.need.kind !== 'comparisons') {
      this.coverage.baselineKnown(report.need, report.need.interval.from);
    }
    if (report.problem !== null) {
      this.setProblem(report.need, report.problem);
    }
  }

  private setProblem(need: Need, problem: Problem): void {
    this.problems.set(streamKey(need), { problem, at: this.options.now() });
  }

  /** Resolves at the first change after `seen`; at once if it has already happened. */
  private changeSince(seen: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const finish = () => {
        signal.removeEventListener('abort', finish);
        this.wakers = this.wakers.filter((waker) => waker !== finish);
        resolve();
      };
      this.wakers.push(finish);
      signal.addEventListener('abort', finish);
      if (signal.aborted || this.changes !== seen) {
        finish();
      }
    });
  }

  private wake(): void {
    this.changes++;
    const wakers = this.wakers;
    this.wakers = [];
    wakers.forEach((waker) => waker());
  }
}

function noSource(need: Need): Problem {
  return {
    source: need.source,
    kind: 'configuration',
    scope: need.scope,
    message: `${need.scope} cannot be read: the data source has no ${need.source} connection. Add it in the settings.`,
    retryAt: null,
  };
}

function unfinished(need: Need): Problem {
  return {
    source: need.source,
    kind: 'truncated',
    scope: need.scope,
    message: `The ${need.kind} of ${need.scope} were not read to the end. Refresh to try again.`,
    retryAt: null,
  };
}

function broken(need: Need, error: unknown): Problem {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    source: need.source,
    kind: 'unavailable',
    scope: need.scope,
    message: `The ${need.kind} of ${need.scope} could not be read: ${reason}. Refresh to try again.`,
    retryAt: null,
  };
}
