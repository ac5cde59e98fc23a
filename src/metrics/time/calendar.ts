import { Instant } from '../../events';
import { msPerDay, zoneOf } from './zone';

/** `week` is the ISO week: it begins on Monday. */
export type CalendarUnit = 'day' | 'week' | 'month' | 'quarter';

/** The instant at which the day, ISO week, month or quarter that holds `instant` begins in the time zone. */
export function startOf(unit: CalendarUnit, instant: Instant, timeZone: string): Instant {
  return zoneOf(timeZone).instantOf(firstDayOf(unit, localDay(instant, timeZone)) * msPerDay);
}

/** The instant at which a calendar date begins in the time zone. `month` is 1 to 12. */
export function startOfDate(year: number, month: number, day: number, timeZone: string): Instant {
  return zoneOf(timeZone).instantOf(Date.UTC(year, month - 1, day));
}

/** The instant at which the next one begins. */
export function startOfNext(unit: CalendarUnit, instant: Instant, timeZone: string): Instant {
  const first = firstDayOf(unit, localDay(instant, timeZone));
  return zoneOf(timeZone).instantOf(nextFirstDay(unit, first) * msPerDay);
}

/** Days since 1970-01-01 of the local date at an instant: the name of a local day, good for counting distinct ones. */
export function localDay(instant: Instant, timeZone: string): number {
  return Math.floor((instant + zoneOf(timeZone).offsetAt(instant)) / msPerDay);
}

/**
 * The same time of day so many calendar days later (negative: earlier): a day more or less is an hour more or less
 * across a change of clocks. A time of day that the clock skips becomes the moment it jumps.
 */
export function addDays(instant: Instant, days: number, timeZone: string): Instant {
  const zone = zoneOf(timeZone);
  return zone.instantOf(instant + zone.offsetAt(instant) + days * msPerDay);
}

/** First local day of the unit that holds a local day. */
export function firstDayOf(unit: CalendarUnit, day: number): number {
  const date = new Date(day * msPerDay);
  switch (unit) {
    case 'day':
      return day;
    case 'week':
      return day - ((date.getUTCDay() + 6) % 7);
    case 'month':
      return dayNumber(date.getUTCFullYear(), date.getUTCMonth());
    case 'quarter':
      return dayNumber(date.getUTCFullYear(), 3 * Math.floor(date.getUTCMonth() / 3));
  }
}

/** First local day of the unit after the one that begins on `first`. */
export function nextFirstDay(unit: CalendarUnit, first: number): number {
  const date = new Date(first * msPerDay);
  switch (unit) {
    case 'day':
      return first + 1;
    case 'week':
      return first + 7;
    case 'month':
      return dayNumber(date.getUTCFullYear(), date.getUTCMonth() + 1);
    case 'quarter':
      return dayNumber(date.getUTCFullYear(), date.getUTCMonth() + 3);
  }
}

function dayNumber(year: number, month: number): number {
  return Date.UTC(year, month, 1) / msPerDay;
}
