import { Instant, Interval } from '../events';
import { Statistic } from './names';

/**
 * From observations to values. Three shapes cover every metric: counts (deployment frequency), shares (fail and
 * rework rate), durations (lead, recovery, restore time).
 */

export interface Observation {
  /** The instant that decides the period (METRICS.md §4). */
  readonly at: Instant;
  /** Durations: seconds. Shares: 1 or 0. Counts: 1. */
  readonly value: number;
}

export type Shape =
  | { readonly kind: 'count' }
  | { readonly kind: 'share' }
  | { readonly kind: 'duration'; readonly statistic: Statistic };

export interface PeriodValue {
  readonly period: Interval;
  /** Counts: per day of the period. Shares: ratio. Durations: seconds. Null over nothing (counts: 0). */
  readonly value: number | null;
  readonly n: number;
  readonly k: number | null;
  /** 95 % interval; null where there is no value or intervals were not asked for. */
  readonly low: number | null;
  readonly high: number | null;
}

export interface SeriesOptions {
  readonly intervals: boolean;
  /** Text that seeds the bootstrap (metric and group), so that everyone sees the same interval. */
  readonly seed: string;
  readonly timeZone: string;
}

/**
 * One value per period. Periods are in ascending order of `from` and of `to`; they may overlap (rolling windows).
 * O(n log n + periods · log n) without intervals.
 */
export type Summarise = (
  observations: readonly Observation[],
  periods: readonly Interval[],
  shape: Shape,
  options: SeriesOptions
) => readonly PeriodValue[];
