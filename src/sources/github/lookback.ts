import { contains, EventKind, Events, Instant, Interval } from '../../events';
import { Baseline } from '../types';

type AnyEvent = Events[EventKind][number];

/** What a baseline has seen of each group: something inside the window, and when its accepted events before it were. */
export type Seen = Readonly<Record<string, { readonly inside: boolean; readonly before: readonly Instant[] }>>;

/** A predecessor search keeps no more than these for a later, wider window; beyond them that window reads again. */
const mostKept = 100;

/**
 * How far back a list that comes newest first has to be read: to the start of the interval, and on until every group
 * seen inside it has its last accepted event before it (`Baseline`).
 */
export class Lookback<Event extends AnyEvent> {
  private readonly groups = new Set<string>();
  private readonly before = new Map<string, Set<Instant>>();
  private readonly predecessors = new Map<string, { event: Event; at: Instant }>();

  /** `seen`: of the same list and baseline, from reading it for a window that begins no earlier than this one. */
  constructor(
    private readonly interval: Interval,
    private readonly baseline: Baseline | undefined,
    seen: Seen = {}
  ) {
    for (const [group, { inside, before }] of Object.entries(seen)) {
      if (inside) {
        this.groups.add(group);
      }
      before.forEach((at) => this.note(group, at));
    }
  }

  /** Takes note of an event that happened `at`; true when it lies inside the interval. */
  offer(event: Event, at: Instant): boolean {
    if (this.baseline !== undefined && at < this.interval.to && this.baseline.accepts(event)) {
      const group = this.baseline.groupOf(event);
      this.note(group, at);
      if (at < this.interval.from && at > (this.predecessors.get(group)?.at ?? Number.NEGATIVE_INFINITY)) {
        this.predecessors.set(group, { event, at });
      }
    }
    return contains(this.interval, at);
  }

  /** Everything that happened at or after this instant has to be known. `isFound`: groups that need no search. */
  depth(isFound: (group: string) => boolean = () => false): Instant {
    let depth = this.interval.from;
    for (const group of [...this.groups].filter((one) => !isFound(one))) {
      depth = Math.min(depth, Math.max(...(this.before.get(group) ?? []), Number.NEGATIVE_INFINITY));
    }
    return depth;
  }

  /** Of what was offered, the last accepted event before the interval of each group seen inside it. */
  baselines(): readonly Event[] {
    return [...this.groups].flatMap((group) => this.predecessors.get(group)?.event ?? []);
  }

  seen(): Seen {
    return Object.fromEntries(
      [...new Set([...this.groups, ...this.before.keys()])].map((group) => [
        group,
        {
          inside: this.groups.has(group),
          before: [...(this.before.get(group) ?? [])].sort((a, b) => b - a).slice(0, mostKept),
        },
      ])
    );
  }

  private note(group: string, at: Instant): void {
    if (at >= this.interval.from) {
      this.groups.add(group);
    } else {
      this.before.set(group, (this.before.get(group) ?? new Set()).add(at));
    }
  }
}
