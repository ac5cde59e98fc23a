import { contains, gaps, Incident, Instant, Interval, union } from '../../events';
import { IntervalNeed, Report, Source } from '../types';

const day = 86_400_000;

interface Stream {
  covered: readonly Interval[];
  bookmark?: string;
}

/**
 * For tests: as little of a store as the contract of `Source` asks for. It keeps what is reported, drops what an
 * exhaustive report leaves out, and asks for what it lacks and for the last day again.
 */
export class Shelf {
  readonly incidents = new Map<string, Incident>();
  private readonly streams = new Map<string, Stream>();
  readonly problems: string[] = [];

  needs(scopes: readonly string[], from: Instant, now: Instant): readonly IntervalNeed[] {
    return scopes.flatMap((scope) => {
      const { covered, bookmark } = this.stream(scope);
      const end = covered.length === 0 ? from : covered[covered.length - 1].to;
      // The last day is asked again.
      const known = covered.map((one) => ({ from: one.from, to: Math.min(one.to, end - day) }));
      return gaps({ from, to: now }, known).map((interval): IntervalNeed => ({
        source: 'pagerduty',
        kind: 'incidents',
        scope,
        interval,
        ...(bookmark === undefined ? {} : { bookmark }),
        holds: (key) => this.incidents.has(key),
      }));
    });
  }

  remember(scope: string, bookmark: string): void {
    this.stream(scope).bookmark = bookmark;
  }

  /** Fetches the needs; stops when the signal is aborted, keeping what has come by then. */
  async fill(source: Source, needs: readonly IntervalNeed[], signal = new AbortController().signal): Promise<void> {
    const reported = new Map<string, Set<string>>();
    try {
      for await (const report of source.fetch(needs, signal)) {
        this.take(report, reported);
      }
    } catch (error) {
      if (!signal.aborted) {
        throw error;
      }
    }
  }

  /** What it knows of these services in an interval, sorted. */
  known(scopes: readonly string[], interval: Interval): readonly Incident[] {
    return [...this.incidents.values()]
      .filter(({ serviceId, createdAt }) => scopes.includes(serviceId ?? '') && contains(interval, createdAt))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  private take({ need, events, covered, exhaustive, bookmark, problem }: Report, reported: Map<string, Set<string>>) {
    const stream = this.stream(need.scope);
    const ids = reported.get(need.scope) ?? new Set();
    reported.set(need.scope, ids);
    events.incidents?.forEach((one) => {
      ids.add(one.id);
      this.incidents.set(one.id, one);
    });
    if (covered !== null && exhaustive === true) {
      for (const { id, serviceId, createdAt } of [...this.incidents.values()]) {
        if (serviceId === need.scope && contains(covered, createdAt) && !ids.has(id)) {
          this.incidents.delete(id);
        }
      }
    }
    stream.covered = covered === null ? stream.covered : union([...stream.covered, covered]);
    stream.bookmark = bookmark ?? stream.bookmark;
    if (problem !== null) {
      this.problems.push(problem.message);
    }
  }

  private stream(scope: string): Stream {
    const known = this.streams.get(scope) ?? { covered: [] };
    this.streams.set(scope, known);
    return known;
  }
}
