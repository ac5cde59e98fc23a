import { Instant, Interval } from '../../events';

/** Instants in order, for asking many periods of them. */
export class Timeline {
  private readonly instants: readonly Instant[];

  constructor(instants: readonly Instant[]) {
    this.instants = [...instants].sort((a, b) => a - b);
  }

  /** The instants in [from, to). O(log n) to find them. */
  within(period: Interval): readonly Instant[] {
    return this.instants.slice(this.firstFrom(period.from), this.firstFrom(period.to));
  }

  /** Index of the first instant that is not before `at`. */
  private firstFrom(at: Instant): number {
    let [low, high] = [0, this.instants.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.instants[middle] < at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
