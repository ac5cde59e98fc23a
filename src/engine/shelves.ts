import { Events, Incident } from '../events';
import { byRepository, nothingKnown, Slices } from '../metrics';

/** What is known at one moment, by repository. */
export interface Snapshot {
  /** The same object as in an earlier snapshot as long as nothing about the repository has changed. */
  eventsOf(repository: string): Events;
  readonly incidents: readonly Incident[];
}

/** What the engine needs of a store to know what is there. */
export interface Shelved {
  /** Grows with every change. */
  readonly version: number;
  events(): Events;
}

const kinds = ['deployments', 'changes', 'commits', 'comparisons', 'releases', 'runs'] as const;

/**
 * The store's events by repository, one arrangement for all queries. What has not changed stays the same object: by that
 * whoever works something out of a repository knows that it still holds. O(events) a version.
 */
export class Shelves {
  private shelves: ReadonlyMap<string, Events> = new Map();
  private snapshot: Snapshot | null = null;
  private version = Number.NaN;

  constructor(private readonly store: Shelved) {}

  *arrange(): Slices<Snapshot> {
    const { version } = this.store;
    if (this.snapshot !== null && this.version === version) {
      return this.snapshot;
    }
    const events = this.store.events();
    yield;
    const fresh = yield* byRepository(events);
    const kept = new Map<string, Events>();
    for (const [repository, own] of fresh) {
      kept.set(repository, unchanged(this.shelves.get(repository), own));
      yield;
    }
    const snapshot: Snapshot = {
      eventsOf: (repository) => kept.get(repository) ?? nothingKnown,
      incidents: events.incidents,
    };
    this.shelves = kept;
    this.snapshot = snapshot;
    this.version = version;
    return snapshot;
  }
}

/** The old object where every list is the same, else the new one with what lists are. */
function unchanged(before: Events | undefined, now: Events): Events {
  if (before === undefined) {
    return now;
  }
  const isSame = (kind: (typeof kinds)[number]) => sameElements(before[kind], now[kind]);
  return kinds.every(isSame) ? before : now;
}

/** Do two lists hold the very same objects in the same order? */
export function sameElements(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some === others || (some.length === others.length && some.every((one, index) => one === others[index]));
}
