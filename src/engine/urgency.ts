import { contains } from '../events';
import { Need, Urgency } from '../sources';
import { EventStore } from '../store';

/** How much of the newest part may be missing of numbers that are shown all the same. Milliseconds. */
const refreshed = 3 * 86_400_000;

/**
 * How urgent a round's needs are: where all but the newest part is there, numbers are shown already and are only renewed.
 * Asked when the first request is about to leave, because until then the store may still be reading what it has kept.
 */
export function urgencyOf(needs: readonly Need[], store: Pick<EventStore, 'isKnown' | 'coveredOf'>): () => Urgency {
  let urgency: Urgency | null = needs.every((need) => isHeld(need, store)) ? 'refresh' : null;
  return () => (urgency ??= needs.every((need) => isHeld(need, store)) ? 'refresh' : 'interactive');
}

function isHeld(need: Need, store: Pick<EventStore, 'isKnown' | 'coveredOf'>): boolean {
  if (need.kind === 'comparisons') {
    return store.isKnown(need);
  }
  const { from, to } = need.interval;
  const first = store.coveredOf(need).find((covered) => contains(covered, from));
  return first !== undefined && first.to >= to - refreshed;
}
