import { contains, grouped, Incident, Instant, Interval, isEmpty } from '../../events';
import { IntervalNeed } from '../types';
import { secondOf } from './api';
import { untilOf } from './batches';
import { Said } from './dealer';
import { IncidentPart } from './incidents';
import { Refresh, secondsOf } from './refresh';

/** A stretch of time of a need, to be reported in full; `refresh`: except for what it remembers. */
export interface Wanted {
  readonly need: IntervalNeed;
  readonly reach: Interval;
  readonly refresh: Refresh | null;
}

/** What of a part of the list is a need's. */
export interface Share {
  readonly need: IntervalNeed;
  /** Those to report. */
  readonly due: readonly Incident[];
  /** Where everything is due. */
  readonly full: readonly Interval[];
  /** Where only what changed is due. */
  readonly remembered: Interval;
  /** Remembered incidents that are not in the list any more. */
  readonly gone: readonly string[];
  /** Whole seconds in which one of them began: all that began in them is due. */
  readonly seconds: readonly Instant[];
}

const second = 1_000;
const nothing: Interval = { from: 0, to: 0 };

export function sharesOf(part: IncidentPart, wanted: readonly Wanted[], now: Instant): readonly Share[] {
  const byService = groupedByService(part.incidents);
  return wanted.map((one) => shareOf(one, part, byService.get(one.need.scope) ?? [], now));
}

function shareOf(
  { need, reach, refresh }: Wanted,
  part: IncidentPart,
  listed: readonly Incident[],
  now: Instant
): Share {
  const whole = { from: reach.from, to: untilOf(reach, now) };
  const own = listed.filter(({ createdAt }) => contains(whole, createdAt));
  const stretch = overlapOf(part.span, reach);
  if (refresh === null) {
    return { need, due: own, full: [stretch], remembered: nothing, gone: [], seconds: [] };
  }
  const remembered = overlapOf(stretch, refresh.remembered);
  const gone = part.isExhaustive ? refresh.goneFrom(remembered, new Set(listed.map(({ id }) => id))) : [];
  const seconds = secondsOf(gone.map((id) => refresh.mark.watched.get(id)).filter((one) => one !== undefined));
  const due = own.filter(
    (one) => !contains(remembered, one.createdAt) || seconds.has(secondOf(one.createdAt)) || refresh.isDue(one)
  );
  const full = isEmpty(remembered)
    ? [stretch]
    : [
        { from: remembered.to, to: stretch.to },
        { from: stretch.from, to: remembered.from },
      ];
  return { need, due, full, remembered, gone, seconds: [...seconds] };
}

/** What to report of a share of a part that was read whole; `complete`: those due, with their evidence. */
export function reportsOf(share: Share, part: IncidentPart, complete: readonly Incident[]): readonly Said[] {
  const { need, remembered } = share;
  const within = (span: Interval) => complete.filter(({ createdAt }) => contains(span, createdAt));
  const reports: Said[] = [];
  for (const covered of share.full.filter((span) => !isEmpty(span))) {
    reports.push({ events: { incidents: within(covered) }, covered, exhaustive: part.isExhaustive });
  }
  if (!isEmpty(remembered)) {
    reports.push({ events: { incidents: within(remembered) }, covered: remembered });
  }
  for (const from of share.seconds) {
    const covered = overlapOf(remembered, { from, to: from + second });
    reports.push({ events: { incidents: within(covered) }, covered, exhaustive: true });
  }
  // Begun later than the interval ends, by PagerDuty's clock: true all the same.
  const ahead = complete.filter(({ createdAt }) => createdAt >= need.interval.to);
  return ahead.length === 0 ? reports : [...reports, { events: { incidents: ahead } }];
}

function overlapOf(one: Interval, other: Interval): Interval {
  return { from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) };
}

/** Those of no service are left out. */
export function groupedByService(incidents: readonly Incident[]): ReadonlyMap<string | null, readonly Incident[]> {
  const groups = grouped(incidents, ({ serviceId }) => serviceId);
  groups.delete(null);
  return groups;
}
