import { Instant } from '../../events';
import { localDay } from './calendar';
import { msPerDay, zoneOf } from './zone';

const hoursPerDay = 24;
const msPerHour = msPerDay / hoursPerDay;

/** 1 January 1970 was a Thursday, three days after the Monday a week begins with. */
const weekdayOfFirst = 3;

/**
 * How many instants lie in each hour of each weekday in the time zone: seven lists, Monday first, of 24 counts. Where the
 * clock is set back both hours of one name are that hour.
 */
export function countPerHour(instants: readonly Instant[], timeZone: string): ReadonlyArray<readonly number[]> {
  const counts = Array.from({ length: 7 }, () => Array.from({ length: hoursPerDay }, () => 0));
  const zone = zoneOf(timeZone);
  for (const instant of instants) {
    const day = localDay(instant, timeZone);
    const hour = Math.floor((instant + zone.offsetAt(instant) - day * msPerDay) / msPerHour);
    counts[(((day + weekdayOfFirst) % 7) + 7) % 7][hour]++;
  }
  return counts;
}
