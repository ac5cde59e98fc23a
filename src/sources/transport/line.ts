import { Urgency } from './errand';
import { Heap } from './heap';

/** Somebody in line. */
export interface Waiting {
  readonly urgency: (() => Urgency) | undefined;
  readonly rank: number;
  readonly arrival: number;
}

/** Those with one urgency function: they are all as urgent as it says now. */
export interface Group<Waiter extends Waiting> {
  readonly urgency: () => Urgency;
  readonly waiters: Heap<Waiter>;
}

const interactive = (): Urgency => 'interactive';

/**
 * Who waits at a gate. Urgency changes while one waits and is asked, not told; so that nobody need be asked a thousand
 * times, those who share an urgency function stand together.
 */
export class Line<Waiter extends Waiting> {
  private readonly groups = new Map<() => Urgency, Group<Waiter>>();
  private count = 0;

  get size(): number {
    return this.count;
  }

  all(): Iterable<Group<Waiter>> {
    return this.groups.values();
  }

  add(waiter: Waiter): Group<Waiter> {
    const urgency = waiter.urgency ?? interactive;
    let group = this.groups.get(urgency);
    if (group === undefined) {
      const waiters = new Heap<Waiter>((a, b) => (a.rank === b.rank ? a.arrival < b.arrival : a.rank < b.rank));
      group = { urgency, waiters };
      this.groups.set(urgency, group);
    }
    group.waiters.add(waiter);
    this.count++;
    return group;
  }

  /** The group it stood in; null where it is not in line. */
  remove(waiter: Waiter): Group<Waiter> | null {
    const urgency = waiter.urgency ?? interactive;
    const group = this.groups.get(urgency);
    if (group === undefined || !group.waiters.remove(waiter)) {
      return null;
    }
    this.count--;
    if (group.waiters.size === 0) {
      this.groups.delete(urgency);
    }
    return group;
  }
}
