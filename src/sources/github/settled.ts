import { Instant, Interval } from '../../events';
import { Baseline, IntervalNeed } from '../types';
import { openBookmark } from './trail';

/** Of the bookmark; another form is not read: those of form 1 do not say for which interval they hold. */
const form = 2;

/**
 * What is settled about a baseline, as a bookmark keeps it: of each of these groups everything accepted in an interval
 * that was read without a gap is known, and its predecessor before that interval too.
 */
export class Settled {
  private constructor(
    private readonly key: string | null,
    private readonly read: Interval | null,
    private readonly known: ReadonlySet<string>
  ) {}

  static before({ bookmark, baseline }: Pick<IntervalNeed, 'bookmark' | 'baseline'>): Settled {
    const key = baseline?.key ?? null;
    const note = openBookmark(bookmark, form);
    const { from, to, groups } = note ?? {};
    return note !== null &&
      note['key'] === key &&
      typeof from === 'number' &&
      typeof to === 'number' &&
      Array.isArray(groups)
      ? new Settled(key, { from, to }, new Set(groups.filter((group) => typeof group === 'string')))
      : new Settled(key, null, new Set());
  }

  /** Groups whose predecessor before this instant is known, or is known not to exist. */
  groupsAt(instant: Instant): ReadonlySet<string> {
    const { read } = this;
    return read !== null && read.from <= instant && instant <= read.to ? this.known : new Set();
  }

  /** The bookmark once an interval has been read too; `groups`: those seen inside it, each with its predecessor. */
  after(interval: Interval, groups: ReadonlySet<string>): string {
    const { read, key } = this;
    const isJoined = read !== null && read.from <= interval.to && interval.from <= read.to;
    const { from, to } = isJoined
      ? { from: Math.min(read.from, interval.from), to: Math.max(read.to, interval.to) }
      : interval;
    return JSON.stringify({ form, key, from, to, groups: [...new Set([...(isJoined ? this.known : []), ...groups])] });
  }
}

/** The baseline of all other groups. */
export function baselineWithout(baseline: Baseline | undefined, groups: ReadonlySet<string>): Baseline | undefined {
  return baseline === undefined || groups.size === 0
    ? baseline
    : { ...baseline, accepts: (event) => baseline.accepts(event) && !groups.has(baseline.groupOf(event)) };
}
