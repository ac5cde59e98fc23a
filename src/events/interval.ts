import { Instant, Interval } from './types';

/** All time: what a document that holds everything covers. */
export const allTime: Interval = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

export function isEmpty(interval: Interval): boolean {
  return !(interval.from < interval.to);
}

export function contains(interval: Interval, instant: Instant): boolean {
  return interval.from <= instant && instant < interval.to;
}

/** The shortest interval that holds both, and whatever lies between them. */
export function hull(a: Interval, b: Interval): Interval {
  return { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };
}

/** Joins intervals that touch or overlap; sorted by start, empty ones dropped. */
export function union(intervals: readonly Interval[]): readonly Interval[] {
  const sorted = intervals.filter((interval) => !isEmpty(interval)).sort((a, b) => a.from - b.from);
  const joined: Interval[] = [];
  for (const interval of sorted) {
    const last = joined[joined.length - 1];
    if (last !== undefined && interval.from <= last.to) {
      joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, interval.to) };
    } else {
      joined.push(interval);
    }
  }
  return joined;
}

/** What of `wanted` is in none of `known`, oldest first. */
export function gaps(wanted: Interval, known: readonly Interval[]): readonly Interval[] {
  const missing: Interval[] = [];
  let from = wanted.from;
  for (const interval of union(known)) {
    if (interval.to <= from) {
      continue;
    }
    if (interval.from >= wanted.to) {
      break;
    }
    if (interval.from > from) {
      missing.push({ from, to: interval.from });
    }
    from = interval.to;
  }
  if (from < wanted.to) {
    missing.push({ from, to: wanted.to });
  }
  return missing;
}
