import { Instant, Interval } from '../events';
import { sortedBy } from './merged';
import { Statistic } from './names';
import { Observation, PeriodValue, SeriesOptions, Shape, Summarise } from './series';
import { atOnce, mapped, Slices } from './slices';
import {
  Bounds,
  bootstrapMean,
  poissonInterval,
  quantileBootstrap,
  resamples,
  seedOf,
  wilsonInterval,
} from './statistics';
import { prefixSums } from './statistics/prefixSums';
import { RankTree } from './statistics/rankTree';
import { daysOf } from './time';

/**
 * Observations to one value per period (METRICS.md §2–4), see `Summarise`. Rolling windows overlap, so nothing is
 * worked out per window from scratch: observations are sorted once, counts and sums of a window are differences of
 * running sums, and its quantiles are read off a tree into which the window's ends move observations.
 *
 * Intervals cost extra and are worked out only when asked for: counts exact Poisson over the days, shares Wilson,
 * durations a seeded bootstrap of the statistic itself (none of a single observation). The seed is the same for every
 * period, so a period's interval does not depend on which others are shown.
 *
 * A count over a period without length (or without end) is no rate: null.
 */
export const summarise: Summarise = (observations, periods, shape, options) =>
  atOnce(summarising(observations, periods, shape, options));

/** `summarise` in steps: a long series, and the intervals of each period, are work for several. */
export function* summarising(
  observations: readonly Observation[],
  periods: readonly Interval[],
  shape: Shape,
  options: SeriesOptions
): Slices<readonly PeriodValue[]> {
  // Equal instants are put in order of value: the result must not hang on the order in which pages arrived.
  const sorted = yield* sortedBy(observations, (a, b) => a.at - b.at || a.value - b.value);
  const valueOf = yield* evaluator(sorted, shape, options);
  const values: PeriodValue[] = [];
  for (const period of periods) {
    values.push(valueOf(period, firstFrom(sorted, period.from), firstFrom(sorted, period.to)));
    yield;
  }
  return values;
}

/** Value of the observations [from, to) of the sorted series. */
type Evaluate = (period: Interval, from: number, to: number) => PeriodValue;

function* evaluator(sorted: readonly Observation[], shape: Shape, options: SeriesOptions): Slices<Evaluate> {
  switch (shape.kind) {
    case 'count':
      return (period, from, to) => countOf(period, Math.max(0, to - from), options.intervals);
    case 'share':
      return shareEvaluator(sorted, options.intervals);
    case 'duration':
      return shape.statistic === 'mean'
        ? meanEvaluator(sorted, options)
        : yield* quantileEvaluator(sorted, probabilityOf[shape.statistic], options);
  }
}

const probabilityOf: Record<Exclude<Statistic, 'mean'>, number> = { median: 0.5, p75: 0.75, p90: 0.9, p95: 0.95 };

function countOf(period: Interval, n: number, intervals: boolean): PeriodValue {
  const days = daysOf(period);
  if (!(days > 0 && Number.isFinite(days))) {
    return { period, value: null, n, k: null, low: null, high: null };
  }
  const bounds = intervals ? poissonInterval(n) : null;
  return {
    period,
    value: n / days,
    n,
    k: null,
    low: bounds === null ? null : bounds.low / days,
    high: bounds === null ? null : bounds.high / days,
  };
}

function shareEvaluator(sorted: readonly Observation[], intervals: boolean): Evaluate {
  const sum = prefixSums(sorted.map(({ value }) => value));
  return (period, from, to) => {
    const n = Math.max(0, to - from);
    const k = n === 0 ? 0 : sum(from, to);
    return withBounds(period, n === 0 ? null : k / n, n, k, intervals ? wilsonInterval(k, n) : null);
  };
}

function meanEvaluator(sorted: readonly Observation[], { intervals, seed }: SeriesOptions): Evaluate {
  const values = sorted.map(({ value }) => value);
  const sum = prefixSums(values);
  const resampling = { seed: seedOf(seed) };
  return (period, from, to) => {
    const n = Math.max(0, to - from);
    const bounds = intervals ? bootstrapMean(values.slice(from, to), resampling) : null;
    return withBounds(period, n === 0 ? null : sum(from, to) / n, n, null, bounds);
  };
}

function* quantileEvaluator(
  sorted: readonly Observation[],
  probability: number,
  { intervals, seed }: SeriesOptions
): Slices<Evaluate> {
  const values = Float64Array.from(sorted, ({ value }) => value).sort();
  yield;
  // Equal values share a rank; the tree counts how often each is held.
  const rankOf = Int32Array.from(yield* mapped(sorted, ({ value }) => rankIn(values, value)));
  const window = new SlidingWindow(rankOf);
  const valueAt = (index: number): number => values[window.ranks.at(index)];
  const bootstrap = quantileBootstrap(probability, { seed: seedOf(seed) });
  return (period, from, to) => {
    window.moveTo(from, Math.max(from, to));
    const n = window.ranks.count;
    const value = n === 0 ? null : interpolate(n, valueAt, probability);
    return withBounds(period, value, n, null, intervals ? bootstrap(n, readMostly(n, valueAt)) : null);
  };
}

/** Resamples ask for about 2 · `resamples` values: where there are fewer, all are read off the tree once. */
function readMostly(n: number, valueAt: (index: number) => number): (index: number) => number {
  if (n > resamples) {
    return valueAt;
  }
  const values = Float64Array.from({ length: n }, (_, i) => valueAt(i));
  return (index) => values[index];
}

/** Type-7 quantile of n values of which `valueAt` gives the i-th smallest. */
function interpolate(n: number, valueAt: (index: number) => number, probability: number): number {
  const position = (n - 1) * probability;
  const lower = Math.floor(position);
  const value = valueAt(lower);
  return position === lower ? value : value + (position - lower) * (valueAt(lower + 1) - value);
}

/** The ranks of the observations [from, to), kept up while both ends move. Periods that ascend move them only once. */
class SlidingWindow {
  readonly ranks: RankTree;
  private from = 0;
  private to = 0;

  constructor(private readonly rankOf: Int32Array) {
    this.ranks = new RankTree(rankOf.length);
  }

  moveTo(from: number, to: number): void {
    if (from >= this.to || to <= this.from) {
      // Nothing in common: leaving one by one and passing over what lies between would be work for nothing.
      this.leave(this.from, this.to);
      this.enter(from, to);
    } else {
      this.enter(from, this.from);
      this.enter(this.to, to);
      this.leave(this.from, from);
      this.leave(to, this.to);
    }
    this.from = from;
    this.to = to;
  }

  private enter(from: number, to: number): void {
    for (let i = from; i < to; i++) {
      this.ranks.add(this.rankOf[i]);
    }
  }

  private leave(from: number, to: number): void {
    for (let i = from; i < to; i++) {
      this.ranks.remove(this.rankOf[i]);
    }
  }
}

function withBounds(
  period: Interval,
  value: number | null,
  n: number,
  k: number | null,
  bounds: Bounds | null
): PeriodValue {
  return { period, value, n, k, low: bounds?.low ?? null, high: bounds?.high ?? null };
}

/** Index of the first of the ascending values that is not smaller. */
function rankIn(values: Float64Array, value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle] < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** Index of the first observation at or after an instant. */
function firstFrom(sorted: readonly Observation[], instant: Instant): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle].at < instant) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
