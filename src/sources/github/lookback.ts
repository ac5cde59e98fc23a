import { contains, EventKind, Events, Instant, Interval } from '../../events';
import { Baseline } from '../types';

type AnyEvent = Events[EventKind][number];

/**
 * How far back a list that comes newest first has to be read: to the start of the interval, and on until every group
 * seen inside it has its last accepted event before it (`Baseline`).
 */
export class Lookback<Event extends AnyEvent> {
  private readonly groups = new Set<string>();
  private readonly before = new Map<string, { event: Event; at: Instant }>();

  constructor(
    private readonly interval: Interval,
    private readonly baseline: Baseline | undefined
  ) {}

  /** Takes note of an event that happened `at`; true when it lies inside the interval. */
  offer(event: Event, at: Instant): boolean {
    const inside = contains(this.interval, at);
    if (this.baseline === undefined || at >= this.interval.to || !this.baseline.accepts(event)) {
      return inside;
    }
    const group = this.baseline.groupOf(event);
    if (inside) {
      this.groups.add(group);
    } else if (at > (this.before.get(group)?.at ?? Number.NEGATIVE_INFINITY)) {
      this.before.set(group, { event, at });
    }
    return inside;
  }

  /** Everything that happened at or after this instant has to be known. */
  depth(): Instant {
    let depth = this.interval.from;
    for (const group of this.groups) {
      depth = Math.min(depth, this.before.get(group)?.at ?? Number.NEGATIVE_INFINITY);
    }
    return depth;
  }

  /** The last accepted event before the interval of each group seen inside it. */
  baselines(): readonly Event[] {
    return [...this.groups].flatMap((group) => this.before.get(group)?.event ?? []);
  }
}
