import { Instant, Interval } from '../../events';
import { Baseline, IntervalNeed } from '../types';
import { isObject, Json } from '../transport';
import { openBookmark } from './trail';

/** Of the bookmark; another form is not read: those of form 1 do not say for which interval they hold. */
const form = 2;

/** Runs of these groups were seen in an interval that was read, and their predecessors before it have yet to be found. */
interface Open {
  readonly interval: Interval;
  readonly groups: ReadonlySet<string>;
}

/**
 * What is settled about a baseline, as a bookmark keeps it: of each of these groups everything accepted in an interval
 * that was read without a gap is known, and its predecessor before that interval too.
 */
export class Settled {
  private constructor(
    private readonly key: string | null,
    private readonly read: Interval | null,
    private readonly known: ReadonlySet<string>,
    private readonly open: Open | null
  ) {}

  static before({ bookmark, baseline }: Pick<IntervalNeed, 'bookmark' | 'baseline'>): Settled {
    const key = baseline?.key ?? null;
    const note = openBookmark(bookmark, form);
    if (note === null || note['key'] !== key) {
      return new Settled(key, null, new Set(), null);
    }
    const read = decodeRead(note);
    // Bookmarks from before there was this field have none.
    const open = isObject(note['open']) ? decodeRead(note['open']) : null;
    return new Settled(key, read?.interval ?? null, read?.groups ?? new Set(), open);
  }

  /** Groups whose predecessor before this instant is known, or is known not to exist. */
  groupsAt(instant: Instant): ReadonlySet<string> {
    const { read } = this;
    return read !== null && read.from <= instant && instant <= read.to ? this.known : new Set();
  }

  /**
   * What a reading of this interval goes on with, because it was begun and left: null where there is nothing, or where what
   * was read does not join on.
   */
  leftOpen(interval: Interval): Open | null {
    const { open } = this;
    return open !== null && interval.from < open.interval.from && open.interval.from <= interval.to ? open : null;
  }

  /** The bookmark once the newest part of an interval has been read; `groups`: those seen inside it. */
  partly(interval: Interval, groups: ReadonlySet<string>): string {
    const before = this.leftOpen({ ...interval, from: Number.NEGATIVE_INFINITY });
    const to = Math.max(interval.to, before?.interval.to ?? interval.to);
    const all = new Set([...(before?.groups ?? []), ...groups]);
    return encoded(this.key, this.read, this.known, { interval: { from: interval.from, to }, groups: all });
  }

  /** The bookmark once an interval has been read too; `groups`: those seen inside it, each with its predecessor. */
  after(interval: Interval, groups: ReadonlySet<string>): string {
    const { read, key, open } = this;
    const begun = this.leftOpen(interval);
    const whole = begun === null ? interval : hull(interval, begun.interval);
    const isJoined = read !== null && read.from <= whole.to && whole.from <= read.to;
    const known = new Set([...(isJoined ? this.known : []), ...(begun?.groups ?? []), ...groups]);
    return encoded(key, isJoined ? hull(read, whole) : whole, known, begun === null ? open : null);
  }
}

function hull(a: Interval, b: Interval): Interval {
  return { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };
}

function encoded(key: string | null, read: Interval | null, known: ReadonlySet<string>, open: Open | null): string {
  return JSON.stringify({
    form,
    key,
    ...(read === null ? {} : { ...read, groups: [...known] }),
    ...(open === null ? {} : { open: { ...open.interval, groups: [...open.groups] } }),
  });
}

function decodeRead({ from, to, groups }: Json): Open | null {
  return typeof from === 'number' && typeof to === 'number' && Array.isArray(groups)
    ? { interval: { from, to }, groups: new Set(groups.filter((group) => typeof group === 'string')) }
    : null;
}

/** The baseline of all other groups. */
export function baselineWithout(baseline: Baseline | undefined, groups: ReadonlySet<string>): Baseline | undefined {
  return baseline === undefined || groups.size === 0
    ? baseline
    : { ...baseline, accepts: (event) => baseline.accepts(event) && !groups.has(baseline.groupOf(event)) };
}
