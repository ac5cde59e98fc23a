import { mean, sampleVariance } from 'simple-statistics';
import { TestResult } from './brunnerMunzel';
import { studentTwoSided } from './special/studentT';

export interface LogWelch extends TestResult {
  /** Geometric mean of the second sample ÷ that of the first. */
  readonly ratio: number;
}

/**
 * Welch's t test on the logarithms: for lognormal durations, a test of the ratio of geometric means. Null below two
 * values a side, with a value that is not positive, or without any spread.
 */
export function logWelch(first: readonly number[], second: readonly number[]): LogWelch | null {
  if (first.length < 2 || second.length < 2 || [...first, ...second].some((value) => !(value > 0))) {
    return null;
  }
  const x = first.map(Math.log);
  const y = second.map(Math.log);
  const ex = sampleVariance(x) / x.length;
  const ey = sampleVariance(y) / y.length;
  if (ex + ey === 0) {
    return null;
  }
  const difference = mean(y) - mean(x);
  const statistic = difference / Math.sqrt(ex + ey);
  const degrees = (ex + ey) ** 2 / (ex ** 2 / (x.length - 1) + ey ** 2 / (y.length - 1));
  return { statistic, p: studentTwoSided(statistic, degrees), ratio: Math.exp(difference) };
}
