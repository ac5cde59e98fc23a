import { Events, noEvents } from '../events';
import { Slices } from './slices';

type Kind = Exclude<keyof Events, 'incidents'>;
type Shelf = { [K in Kind]: Array<Events[K][number]> };

const kinds: readonly Kind[] = ['deployments', 'changes', 'commits', 'comparisons', 'releases', 'runs'];

/** Events looked at in one step. */
const stepSize = 10_000;

/**
 * The events of each repository, in the order they stand in. Incidents are on services: they belong to no repository
 * until they have been linked, and stay out. O(events).
 */
export function* byRepository(events: Events): Slices<ReadonlyMap<string, Events>> {
  const shelves = new Map<string, Shelf>();
  for (const kind of kinds) {
    yield* shelve(kind, events, shelves);
  }
  return new Map([...shelves].map(([repository, shelf]) => [repository, { ...shelf, incidents: [] }]));
}

function* shelve<K extends Kind>(kind: K, events: Events, shelves: Map<string, Shelf>): Slices<void> {
  const list: ReadonlyArray<Events[K][number]> = events[kind];
  for (let from = 0; from < list.length; from += stepSize) {
    for (let index = from; index < Math.min(list.length, from + stepSize); index++) {
      const event = list[index];
      let shelf = shelves.get(event.repository);
      if (shelf === undefined) {
        shelves.set(event.repository, (shelf = emptyShelf()));
      }
      const place: Array<Events[K][number]> = shelf[kind];
      place.push(event);
    }
    yield;
  }
}

function emptyShelf(): Shelf {
  return { deployments: [], changes: [], commits: [], comparisons: [], releases: [], runs: [] };
}

/** What is known of a repository nothing is known of. */
export const nothingKnown: Events = noEvents();
