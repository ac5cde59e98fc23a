import { Interval } from '../events';
import { addDays, buckets, previousPeriod, previousYear, rollingPeriods, startOfNext } from '../metrics';
import { Comparison, ItemsPeriod, ItemsQuery, MetricsQuery, pointInstant, QueryContext } from '../query';

/** The periods a metrics query is answered for, and those each is compared with (same length, same order). */
export interface Periods {
  readonly current: readonly Interval[];
  readonly previous: readonly Interval[] | null;
}

/**
 * METRICS.md §4. Without an interval one period, the whole range. With one, its buckets; with a rolling window, the
 * window that ends at each bucket's end. A named date splits the range: what is after it is compared with what is
 * before it (only without an interval; `validateQuery` says so).
 */
export function periodsOf(query: MetricsQuery, context: QueryContext): Periods {
  const range: Interval = { from: context.from, to: context.to };
  if (query.interval === 'none') {
    return wholeRange(query, range, context.timeZone);
  }
  const periods =
    query.windowDays > 0
      ? rollingPeriods(range, query.interval, query.windowDays, context.timeZone)
      : buckets(range, query.interval, context.timeZone);
  const shift = shiftOf(query.comparison, context.timeZone);
  return { current: periods, previous: shift === null ? null : periods.map((period) => shift(period, range)) };
}

function wholeRange(query: MetricsQuery, range: Interval, timeZone: string): Periods {
  if (query.comparison === 'date') {
    const date = Date.parse(query.comparisonDate);
    if (range.from < date && date < range.to) {
      return { current: [{ from: date, to: range.to }], previous: [{ from: range.from, to: date }] };
    }
    return { current: [range], previous: null };
  }
  const shift = shiftOf(query.comparison, timeZone);
  return { current: [range], previous: shift === null ? null : [shift(range, range)] };
}

type Shift = (period: Interval, range: Interval) => Interval;

function shiftOf(comparison: Comparison, timeZone: string): Shift | null {
  switch (comparison) {
    case 'previousPeriod':
      // Every point is set beside the one a whole range earlier, so that the two curves lie over each other.
      return (period, range) => {
        const by = range.from - previousPeriod(range).from;
        return { from: period.from - by, to: period.to - by };
      };
    case 'previousYear':
      return (period) => previousYear(period, timeZone);
    case 'none':
    case 'date':
      return null;
  }
}

/**
 * The period of one point of a series, as `periodsOf` cut it there: the window that ends at the point, or the bucket that
 * begins there and ends with the time range; or the one that it is set beside. A point that nobody names is the last of the
 * time range.
 */
export function periodOfItems({ period }: Pick<ItemsQuery, 'period'>, context: QueryContext): Interval {
  const range: Interval = { from: context.from, to: context.to };
  if (period === null) {
    return range;
  }
  const timeZone = period.timeZone === '' ? context.timeZone : period.timeZone;
  const own = ownStretch(period, range, timeZone);
  return shiftOf(period.comparison ?? 'none', timeZone)?.(own, range) ?? own;
}

function ownStretch({ at: point, interval, windowDays }: ItemsPeriod, range: Interval, timeZone: string): Interval {
  const at = pointInstant(point);
  if (at === null) {
    const all =
      windowDays > 0
        ? rollingPeriods(range, interval, windowDays, timeZone)
        : buckets(range, interval, timeZone).map(({ from, to }) => ({ from, to }));
    return all.at(-1) ?? range;
  }
  if (windowDays > 0) {
    return { from: addDays(at, -windowDays, timeZone), to: at };
  }
  const end = startOfNext(interval, at, timeZone);
  return { from: at, to: at < range.to ? Math.min(end, range.to) : end };
}

/** The earliest instant any period touches. */
export function earliestOf(periods: Periods): number {
  return [...periods.current, ...(periods.previous ?? [])].reduce(
    (earliest, period) => Math.min(earliest, period.from),
    Number.POSITIVE_INFINITY
  );
}
