import { ranksOf } from './ranks';
import { studentTwoSided } from './special/studentT';

/** Statistic with its two-sided p. */
export interface TestResult {
  readonly statistic: number;
  readonly p: number;
}

/**
 * Brunner-Munzel test: like Mann-Whitney, but valid when the spreads differ (Brunner & Munzel 2000, Student's t with
 * their degrees of freedom). Negative: the second sample tends to be smaller. Null below two values a side, or when
 * the samples do not overlap at all (its variance is then 0).
 */
export function brunnerMunzel(first: readonly number[], second: readonly number[]): TestResult | null {
  const n = first.length;
  const m = second.length;
  if (n < 2 || m < 2) {
    return null;
  }
  const { ranks } = ranksOf([...first, ...second]);
  const x = placements(first, ranks.slice(0, n));
  const y = placements(second, ranks.slice(n));
  const variance = n * x.variance + m * y.variance;
  if (variance === 0) {
    return null;
  }
  const statistic = (n * m * (y.meanRank - x.meanRank)) / ((n + m) * Math.sqrt(variance));
  const degrees = variance ** 2 / ((n * x.variance) ** 2 / (n - 1) + (m * y.variance) ** 2 / (m - 1));
  return { statistic, p: studentTwoSided(statistic, degrees) };
}

/** Mean rank among all, and variance of (rank among all − rank in the own sample). */
function placements(
  values: readonly number[],
  overall: readonly number[]
): { readonly meanRank: number; readonly variance: number } {
  const n = values.length;
  const own = ranksOf(values).ranks;
  const meanRank = overall.reduce((sum, rank) => sum + rank, 0) / n;
  const centre = meanRank - (n + 1) / 2;
  const squares = overall.reduce((sum, rank, i) => sum + (rank - own[i] - centre) ** 2, 0);
  return { meanRank, variance: squares / (n - 1) };
}
