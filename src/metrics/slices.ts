/**
 * Work in steps: whoever drives it may pause after each, so that a page stays alive while much is worked out. One way of
 * working for both: what is sliced and what is done at once cannot differ.
 */
export type Slices<Result> = Generator<void, Result, void>;

/** All steps in a row. */
export function atOnce<Result>(slices: Slices<Result>): Result {
  for (;;) {
    const step = slices.next();
    if (step.done === true) {
      return step.value;
    }
  }
}
