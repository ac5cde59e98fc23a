import { allTime, Comparison, contains, Directory, EventKind, eventKey, Events, Instant, noEvents } from '../../events';
import {
  ComparisonNeed,
  Discovery,
  everyService,
  IntervalNeed,
  Need,
  Problem,
  Report,
  Source,
  SourceId,
} from '../../sources';

export interface RecordedSourceOptions {
  readonly id?: SourceId;
  readonly events: Partial<Events>;
  readonly directory: Directory;
  /** Events in one report; default: all. */
  readonly pageSize?: number;
  /** Order of a list's pages; default as recorded. */
  readonly arrange?: <Event>(events: readonly Event[]) => readonly Event[];
  /** Which commits the default branch's history holds; default: all. */
  readonly isInHistory?: (commit: Events['commits'][number]) => boolean;
  /** Each change comes with the commit of its merge, as a pull request does; default: commits come by history alone. */
  readonly deliversMerges?: boolean;
  /** Scopes that may not be read. */
  readonly forbidden?: readonly string[];
  /** Waited for before each report. */
  readonly turn?: (need: Need, signal: AbortSignal) => Promise<void>;
}

/**
 * An upstream for tests that holds fixed events and answers like the real ones: what lies in a need's interval and its
 * baseline, nothing more, page by page; comparisons from its whole commit graph. Remembers what it was asked.
 */
export class RecordedSource implements Source {
  readonly id: SourceId;
  readonly asked: Need[] = [];
  private readonly events: Events;

  constructor(private readonly options: RecordedSourceOptions) {
    this.id = options.id ?? 'github';
    this.events = { ...noEvents(), ...options.events };
  }

  async discover(): Promise<Discovery> {
    return { directory: this.options.directory, problems: [] };
  }

  async test() {
    return { source: this.id, ok: true, message: 'Recorded.', details: [] };
  }

  async *fetch(needs: readonly Need[], signal: AbortSignal): AsyncGenerator<Report> {
    const { arrange = (list) => list } = this.options;
    this.asked.push(...needs);
    for (const need of arrange(needs)) {
      for (const report of this.reportsFor(need)) {
        await this.options.turn?.(need, signal);
        signal.throwIfAborted();
        yield report;
      }
    }
  }

  private *reportsFor(need: Need): Generator<Report> {
    if (this.options.forbidden?.includes(need.scope) === true) {
      yield { need, events: {}, covered: null, baselineKnown: false, problem: this.refusal(need) };
      return;
    }
    if (need.kind === 'comparisons') {
      const comparisons = [this.compare(need)];
      yield { need, events: { comparisons }, covered: allTime, baselineKnown: true, problem: null };
      return;
    }
    yield* this.pagesOf(need.kind, need);
  }

  private *pagesOf<Kind extends IntervalNeed['kind']>(kind: Kind, need: IntervalNeed): Generator<Report> {
    const { pageSize = Infinity, arrange = (list) => list } = this.options;
    const found = arrange(this.found(kind, need));
    const page = (from: number, to?: number): Partial<Events> => {
      const events = found.slice(from, to);
      return { [kind]: events, ...(kind === 'changes' ? { commits: this.mergesOf(events) } : {}) };
    };
    for (let at = 0; at + pageSize < found.length; at += pageSize) {
      yield { need, events: page(at, at + pageSize), covered: null, baselineKnown: false, problem: null };
    }
    const events = page(found.length === 0 ? 0 : lastPageOf(found.length, pageSize));
    yield { need, events, covered: need.interval, baselineKnown: true, problem: null };
  }

  private mergesOf(events: ReadonlyArray<Events[EventKind][number]>): Events['commits'] {
    if (this.options.deliversMerges !== true) {
      return [];
    }
    const merges = new Set(
      events.flatMap((event) => ('mergeSha' in event ? `${event.repository} ${event.mergeSha}` : []))
    );
    return this.events.commits.filter(({ repository, sha }) => merges.has(`${repository} ${sha}`));
  }

  private found<Kind extends IntervalNeed['kind']>(
    kind: Kind,
    need: IntervalNeed
  ): ReadonlyArray<Events[Kind][number]> {
    const { isInHistory = () => true } = this.options;
    const at: (event: Events[Kind][number]) => Instant = instantOf[kind];
    const keyOf: (event: Events[Kind][number]) => string = eventKey[kind];
    const all: ReadonlyArray<Events[Kind][number]> = this.events[kind];
    const candidates = all.filter(
      (event) => isOfScope(event, need.scope) && (!('parents' in event) || isInHistory(event))
    );
    const inside = candidates.filter((event) => contains(need.interval, at(event)));
    const { baseline } = need;
    if (baseline === undefined) {
      return inside;
    }
    const groups = new Set(inside.filter(baseline.accepts).map(baseline.groupOf));
    const last = new Map<string, Events[Kind][number]>();
    for (const event of candidates) {
      if (at(event) < need.interval.from && baseline.accepts(event)) {
        const group = baseline.groupOf(event);
        const known = last.get(group);
        const isLater =
          known === undefined || at(known) < at(event) || (at(known) === at(event) && keyOf(known) < keyOf(event));
        if (groups.has(group) && isLater) {
          last.set(group, event);
        }
      }
    }
    return [...last.values(), ...inside];
  }

  private compare({ scope, base, head }: ComparisonNeed): Comparison {
    const parents = new Map(
      this.events.commits.filter(({ repository }) => repository === scope).map((commit) => [commit.sha, commit.parents])
    );
    const reachable = (start: string): Set<string> => {
      const found = new Set<string>();
      const waiting = [start];
      for (let sha = waiting.pop(); sha !== undefined; sha = waiting.pop()) {
        if (!found.has(sha)) {
          found.add(sha);
          waiting.push(...(parents.get(sha) ?? []));
        }
      }
      return found;
    };
    const known = reachable(base);
    return { repository: scope, base, head, shas: [...reachable(head)].filter((sha) => !known.has(sha)) };
  }

  private refusal(need: Need): Problem {
    const message = `The ${need.kind} of ${need.scope} may not be read: the token lacks a permission.`;
    return { source: this.id, kind: 'forbidden', scope: need.scope, message, retryAt: null };
  }
}

function lastPageOf(length: number, pageSize: number): number {
  return Number.isFinite(pageSize) ? Math.floor((length - 1) / pageSize) * pageSize : 0;
}

function isOfScope(event: Events[EventKind][number], scope: string): boolean {
  const isOfService = 'serviceId' in event && (event.serviceId === scope || scope === everyService);
  return event.repository === scope || isOfService;
}

/** The instant by which the sources cut each kind (METRICS.md §4). */
const instantOf: { [Kind in IntervalNeed['kind']]: (event: Events[Kind][number]) => Instant } = {
  deployments: ({ finishedAt, createdAt }) => finishedAt ?? createdAt,
  changes: ({ mergedAt }) => mergedAt,
  commits: ({ committedAt, authoredAt }) => committedAt ?? authoredAt ?? 0,
  releases: ({ publishedAt, createdAt }) => publishedAt ?? createdAt,
  incidents: ({ createdAt }) => createdAt,
  runs: ({ startedAt, createdAt }) => startedAt ?? createdAt,
};
