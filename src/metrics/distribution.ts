import { Instant, Interval } from '../events';
import { Observation } from './series';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * Where one band of durations ends and the next begins, in seconds. Each is two to four times the one before, as
 * durations spread over powers and not over sums; an hour, a day, a week and a month are DORA's limits of levels.
 */
export const durationLimits: readonly number[] = [
  15 * minute,
  hour,
  4 * hour,
  12 * hour,
  day,
  3 * day,
  7 * day,
  14 * day,
  30 * day,
  90 * day,
];

/**
 * How many observations of each period lie in each band: a list for each period, of one count more than there are limits.
 * A value that is a limit belongs to the band above it. Periods may overlap. O((n + periods) log n + what lies in them).
 */
export function countPerBand(
  observations: readonly Observation[],
  periods: readonly Interval[],
  limits: readonly number[]
): ReadonlyArray<readonly number[]> {
  const sorted = [...observations].sort((a, b) => a.at - b.at);
  return periods.map(({ from, to }) => {
    const counts = Array.from({ length: limits.length + 1 }, () => 0);
    for (let index = firstFrom(sorted, from); index < sorted.length && sorted[index].at < to; index++) {
      counts[bandOf(sorted[index].value, limits)]++;
    }
    return counts;
  });
}

function bandOf(value: number, limits: readonly number[]): number {
  const above = limits.findIndex((limit) => value < limit);
  return above < 0 ? limits.length : above;
}

function firstFrom(sorted: readonly Observation[], at: Instant): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle].at < at) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
