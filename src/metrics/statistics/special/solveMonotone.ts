export interface MonotoneEquation {
  readonly target: number;
  /** Strictly rising between `low` and `high`. */
  readonly value: (x: number) => number;
  readonly slope: (x: number) => number;
  readonly low: number;
  readonly high: number;
  readonly start: number;
}

/** Where `value(x) = target`: Newton's steps, and a halving of the bracket wherever one would leave it. */
export function solveMonotone({ target, value, slope, low, high, start }: MonotoneEquation): number {
  let below = low;
  let above = high;
  let x = start > low && start < high ? start : (low + high) / 2;
  for (let i = 0; i < 200; i++) {
    const error = value(x) - target;
    if (error === 0) {
      return x;
    }
    if (error > 0) {
      above = x;
    } else {
      below = x;
    }
    const newton = x - error / slope(x);
    const next = newton > below && newton < above ? newton : (below + above) / 2;
    if (Math.abs(next - x) <= 1e-15 * Math.abs(next)) {
      return next;
    }
    x = next;
  }
  return x;
}
