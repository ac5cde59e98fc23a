/** An interval of uncertainty; `low` ≤ `high`, in the unit of the estimate. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** The confidence of every interval unless one asks for another. */
export const usualConfidence = 0.95;
