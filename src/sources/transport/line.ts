import { urgencies, Urgency } from './errand';
import { Heap } from './heap';

interface Place {
  readonly rank: number;
  readonly arrival: number;
}

/** Somebody in line. */
export interface Waiting extends Place {
  readonly urgency: (() => Urgency) | undefined;
}

/** Somebody in line, as urgent as they are just now. */
export interface Candidate extends Place {
  readonly urgency: Urgency;
}

/** Those with one urgency function: they are all as urgent as it says now. */
export interface Group<Waiter extends Waiting> {
  readonly urgency: () => Urgency;
  readonly waiters: Heap<Waiter>;
}

const interactive = (): Urgency => 'interactive';

function isBefore(a: Place, b: Place): boolean {
  return a.rank === b.rank ? a.arrival < b.arrival : a.rank < b.rank;
}

/** The more urgent first, then the lower rank, then who came first. */
export function precedes(a: Candidate, b: Candidate): boolean {
  return a.urgency === b.urgency ? isBefore(a, b) : urgencies.indexOf(a.urgency) < urgencies.indexOf(b.urgency);
}

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

  /** Who goes first of those who may; null: nobody. O(groups). */
  first(may: (urgency: Urgency) => boolean = () => true): { readonly waiter: Waiter; readonly as: Candidate } | null {
    let best: { readonly waiter: Waiter; readonly as: Candidate } | null = null;
    for (const { urgency: ask, waiters } of this.groups.values()) {
      const waiter = waiters.first();
      const urgency = ask();
      if (waiter !== undefined && may(urgency)) {
        const as = { urgency, rank: waiter.rank, arrival: waiter.arrival };
        best = best === null || precedes(as, best.as) ? { waiter, as } : best;
      }
    }
    return best;
  }

  add(waiter: Waiter): Group<Waiter> {
    const urgency = waiter.urgency ?? interactive;
    let group = this.groups.get(urgency);
    if (group === undefined) {
      group = { urgency, waiters: new Heap<Waiter>(isBefore) };
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
