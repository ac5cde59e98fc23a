import { compareChanges, compareDeployments } from '../containment';
import { Delivery } from '../delivery';
import { Slices } from '../slices';
import { Deliveries } from './deliveries';

/** Everything together, in the order of a `Delivery`. O(n log repositories). */
export function* joinDeliveries({ repositories, incidents }: Deliveries): Slices<Delivery> {
  return {
    deployments: yield* merged(
      repositories.map(({ deployments }) => deployments),
      (a, b) => compareDeployments(a.deployment, b.deployment)
    ),
    changes: yield* merged(
      repositories.map(({ changes }) => changes),
      (a, b) => compareChanges(a.change, b.change)
    ),
    incidents,
  };
}

/** Merges lists that are in order, two by two; of equal elements the earlier list's comes first. */
function* merged<Item>(
  lists: ReadonlyArray<readonly Item[]>,
  compare: (a: Item, b: Item) => number
): Slices<readonly Item[]> {
  let left = lists;
  while (left.length > 1) {
    const next: Array<readonly Item[]> = [];
    for (let index = 0; index < left.length; index += 2) {
      next.push(mergedPair(left[index], left[index + 1] ?? [], compare));
      yield;
    }
    left = next;
  }
  return left[0] ?? [];
}

function mergedPair<Item>(
  some: readonly Item[],
  others: readonly Item[],
  compare: (a: Item, b: Item) => number
): readonly Item[] {
  const result: Item[] = [];
  let [i, j] = [0, 0];
  while (i < some.length || j < others.length) {
    const takeFirst = j >= others.length || (i < some.length && compare(some[i], others[j]) <= 0);
    result.push(takeFirst ? some[i++] : others[j++]);
  }
  return result;
}
