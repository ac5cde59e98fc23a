import { Instant, Interval, contains } from '../events';
import { median } from './statistics';
import { buckets, localDay } from './time';

/** How many days the wordings of deployment frequency hold. A month is DORA's: 730 hours. */
const daysIn = { perDay: 1, perWeek: 7, perMonth: 730 / 24 } as const;

export type FrequencyUnit = keyof typeof daysIn;

/** A rate per day, told per day, week or month. Keeps null. */
export function frequencyPer(unit: FrequencyUnit, perDay: number | null): number | null {
  return perDay === null ? null : perDay * daysIn[unit];
}

/**
 * On how many days of a week something was deployed: for each ISO week that lies wholly in the interval the local days
 * with at least one deployment, then the median over those weeks, the idle ones included (METRICS.md §2). Null without a
 * full week. Not a rate per day: levels do not apply to it.
 */
export function deploymentDaysPerWeek(
  instants: readonly Instant[],
  interval: Interval,
  timeZone: string
): number | null {
  const weeks = buckets(interval, 'week', timeZone).filter(({ clipped }) => !clipped);
  const sorted = instants.filter((instant) => contains(interval, instant)).sort((a, b) => a - b);
  let next = 0;
  const deploymentDays = weeks.map((week) => {
    const days = new Set<number>();
    for (; next < sorted.length && sorted[next] < week.to; next++) {
      if (sorted[next] >= week.from) {
        days.add(localDay(sorted[next], timeZone));
      }
    }
    return days.size;
  });
  return median(deploymentDays);
}
