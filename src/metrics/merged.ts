import { Slices } from './slices';

/** Elements put in order in one step: each is compared some ten times, and may have to be described for that. */
const sortedAStep = 2_000;
/** Elements merged in one step. */
const mergedAStep = 10_000;

/** The same as a sorted copy, in steps. Stable. O(n log n). */
export function* sortedBy<Item>(list: readonly Item[], compare: (a: Item, b: Item) => number): Slices<readonly Item[]> {
  const pieces: Array<readonly Item[]> = [];
  for (let from = 0; from < list.length; from += sortedAStep) {
    pieces.push(list.slice(from, from + sortedAStep).sort(compare));
    yield;
  }
  return yield* merged(pieces, compare);
}

/** Merges lists that are in order, two by two; of equal elements the earlier list's comes first. */
export function* merged<Item>(
  lists: ReadonlyArray<readonly Item[]>,
  compare: (a: Item, b: Item) => number
): Slices<readonly Item[]> {
  let left = lists;
  while (left.length > 1) {
    const next: Array<readonly Item[]> = [];
    for (let index = 0; index < left.length; index += 2) {
      next.push(yield* mergedPair(left[index], left[index + 1] ?? [], compare));
      yield;
    }
    left = next;
  }
  return left[0] ?? [];
}

function* mergedPair<Item>(
  some: readonly Item[],
  others: readonly Item[],
  compare: (a: Item, b: Item) => number
): Slices<readonly Item[]> {
  const result: Item[] = [];
  let [i, j] = [0, 0];
  while (i < some.length || j < others.length) {
    const takeFirst = j >= others.length || (i < some.length && compare(some[i], others[j]) <= 0);
    result.push(takeFirst ? some[i++] : others[j++]);
    if (result.length % mergedAStep === 0) {
      yield;
    }
  }
  return result;
}
