import { Instant, Interval, isEmpty } from '../../events';
import { CalendarUnit, firstDayOf, localDay, nextFirstDay } from './calendar';
import { msPerDay, zoneOf } from './zone';

export interface Bucket extends Interval {
  /** The interval cuts it short: it is part of a calendar period, not the whole of it. */
  readonly clipped: boolean;
}

/**
 * The calendar periods that an interval touches, oldest first, in the time zone: METRICS.md §4. The first and the last
 * are clipped to the interval, so that the buckets tile it exactly and no event outside it is counted; a clipped one
 * says so. An empty interval has none.
 *
 * A day begins at the first instant that carries its date: where the clock skips midnight, when it jumps; where it
 * shows midnight twice, at the first.
 */
export function buckets(interval: Interval, unit: CalendarUnit, timeZone: string): readonly Bucket[] {
  if (isEmpty(interval)) {
    return [];
  }
  requireFinite(interval);
  const zone = zoneOf(timeZone);
  const found: Bucket[] = [];
  let day = firstDayOf(unit, localDay(interval.from, timeZone));
  let start = zone.instantOf(day * msPerDay);
  while (start < interval.to) {
    day = nextFirstDay(unit, day);
    const end = zone.instantOf(day * msPerDay);
    const from = Math.max(start, interval.from);
    const to = Math.min(end, interval.to);
    // A date that never was (Samoa had no 30 December 2011) makes no bucket.
    if (from < to) {
      found.push({ from, to, clipped: start < interval.from || end > interval.to });
    }
    start = end;
  }
  return found;
}

/**
 * The windows of a rolling series: one for each bucket, ending where the bucket ends (the last one where the interval
 * ends) and reaching back `windowDays` calendar days at the same time of day. Ascending by `from` and by `to`.
 */
export function rollingPeriods(
  interval: Interval,
  step: CalendarUnit,
  windowDays: number,
  timeZone: string
): readonly Interval[] {
  const zone = zoneOf(timeZone);
  const back = (end: Instant): Instant => zone.instantOf(end + zone.offsetAt(end) - windowDays * msPerDay);
  return buckets(interval, step, timeZone).map(({ to }) => ({ from: back(to), to }));
}

function requireFinite({ from, to }: Interval): void {
  if (!Number.isFinite(from) || !Number.isFinite(to)) {
    throw new RangeError('An interval without an end cannot be cut into calendar periods.');
  }
}
