/**
 * Work in steps: whoever drives it may pause after each, so that a page stays alive while much is worked out. One way of
 * working for both: what is sliced and what is done at once cannot differ.
 */
export type Slices<Result> = Generator<void, Result, void>;

/** Elements read in one step; of what takes ten microseconds each that is ten milliseconds. */
const readAStep = 1_000;

/** The same as `list.map(read)`, in steps. */
export function* mapped<Item, Result>(list: readonly Item[], read: (item: Item) => Result): Slices<Result[]> {
  const results: Result[] = [];
  yield* walked(list, (item) => results.push(read(item)));
  return results;
}

/** The same as `list.forEach(visit)`, in steps. */
export function* walked<Item>(list: readonly Item[], visit: (item: Item) => void): Slices<void> {
  let count = 0;
  for (const item of list) {
    visit(item);
    if (++count % readAStep === 0) {
      yield;
    }
  }
}

/** All steps in a row. */
export function atOnce<Result>(slices: Slices<Result>): Result {
  for (;;) {
    const step = slices.next();
    if (step.done === true) {
      return step.value;
    }
  }
}
