import { contains } from '../events';
import { Need, Urgency } from '../sources';
import { EventStore } from '../store';

/** How much of the newest part may be missing of numbers that are shown all the same. Milliseconds. */
const refreshed = 3 * 86_400_000;

/**
 * How urgent a round's needs are: where all but the newest part is there, numbers are shown already and are only renewed.
 * Asked when the first request is about to leave, because until then the store may still be reading what it has kept.
 */
export function urgencyOf(needs: readonly Need[], store: Known): () => Urgency {
  const areHeld = () => needs.every((need) => isHeld(need, store));
  let urgency: Urgency | null = areHeld() ? 'refresh' : null;
  return () => (urgency ??= areHeld() ? 'refresh' : 'interactive');
}

/** Repositories of which everything that tells what more to ask for is there, but what is newest. */
export function heldRepositories(needs: readonly Need[], store: Known): ReadonlySet<string> {
  const telling = needs.filter(({ kind }) => kind !== 'incidents');
  const lacking = new Set(telling.flatMap((need) => (isHeld(need, store) ? [] : [need.scope])));
  return new Set(telling.flatMap(({ scope }) => (lacking.has(scope) ? [] : [scope])));
}

type Known = Pick<EventStore, 'isKnown' | 'coveredOf'>;

function isHeld(need: Need, store: Known): boolean {
  if (need.kind === 'comparisons') {
    return store.isKnown(need);
  }
  const { from, to } = need.interval;
  const first = store.coveredOf(need).find((covered) => contains(covered, from));
  return first !== undefined && first.to >= to - refreshed;
}
