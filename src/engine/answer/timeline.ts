import { Instant, Interval } from '../../events';

/** Instants in order, for asking many periods of them. */
export class Timeline {
  private readonly instants: Float64Array;

  constructor(parts: ReadonlyArray<ArrayLike<Instant>>) {
    const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
    let filled = 0;
    for (const part of parts) {
      all.set(part, filled);
      filled += part.length;
    }
    this.instants = all.sort();
  }

  /** The instants in [from, to). O(log n) to find them. */
  within(period: Interval): readonly Instant[] {
    return Array.from(this.instants.subarray(this.firstFrom(period.from), this.firstFrom(period.to)));
  }

  /** How many there are in [from, to). O(log n). */
  countWithin(period: Interval): number {
    return Math.max(0, this.firstFrom(period.to) - this.firstFrom(period.from));
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
