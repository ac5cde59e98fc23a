import { Instant, Interval } from '../../events';
import { msPerDay, zoneOf } from './zone';

/** Length of a period in days of 24 hours: a day on which clocks change is 23/24 or 25/24 of one. */
export function daysOf(interval: Interval): number {
  return (interval.to - interval.from) / msPerDay;
}

/** The interval of the same length that ends where this one begins. */
export function previousPeriod(interval: Interval): Interval {
  return { from: interval.from - (interval.to - interval.from), to: interval.from };
}

/**
 * The same dates and times of day one calendar year earlier. 29 February is set beside 28 February; an interval that
 * ends on 29 February ends with that February.
 */
export function previousYear(interval: Interval, timeZone: string): Interval {
  return {
    from: yearBefore(interval.from, timeZone, (leap) => leap - msPerDay),
    to: yearBefore(interval.to, timeZone, (leap) => Math.floor(leap / msPerDay) * msPerDay),
  };
}

/** `ofLeapDay` gets the reading that JavaScript makes of 29 February in a common year: 1 March, same time. */
function yearBefore(instant: Instant, timeZone: string, ofLeapDay: (reading: number) => number): Instant {
  const zone = zoneOf(timeZone);
  const local = instant + zone.offsetAt(instant);
  const date = new Date(local);
  const isLeapDay = date.getUTCMonth() === 1 && date.getUTCDate() === 29;
  const earlier = date.setUTCFullYear(date.getUTCFullYear() - 1);
  return zone.instantOf(isLeapDay ? ofLeapDay(earlier) : earlier);
}
