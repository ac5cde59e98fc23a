import { quantileSorted } from 'simple-statistics';

/** Type-7 quantile (linear between the two nearest order statistics, as R and numpy do). Null over nothing. */
export function quantile(values: readonly number[], probability: number): number | null {
  return quantileOfSorted(
    [...values].sort((a, b) => a - b),
    probability
  );
}

/** The same for values that are in ascending order already. */
export function quantileOfSorted(sorted: readonly number[], probability: number): number | null {
  return sorted.length === 0 ? null : quantileSorted(sorted, probability);
}
