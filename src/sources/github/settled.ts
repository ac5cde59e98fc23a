import { hull, Instant, Interval } from '../../events';
import { Baseline, IntervalNeed } from '../types';
import { isObject, Json } from '../transport';
import { openBookmark } from './trail';

/** Of the bookmark; another form is not read: those of form 1 do not say for which interval they hold. */
const form = 2;

/** An interval that was read, and groups of which runs were seen in it. */
interface Part {
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
    private readonly read: Part | null,
    /** Was begun: the predecessors before it have yet to be found. */
    private readonly open: Part | null,
    /** What was read by other rules: which groups these would have seen in it is not known. */
    private readonly others: Interval | null
  ) {}

  static before({ bookmark, baseline }: Pick<IntervalNeed, 'bookmark' | 'baseline'>): Settled {
    const key = baseline?.key ?? null;
    const note = openBookmark(bookmark, form);
    // Bookmarks from before there were these fields have only what was read.
    const part = (value: unknown) => (isObject(value) ? decodePart(value) : null);
    const [read, open, others] = [part(note), part(note?.['open']), part(note?.['others'])];
    if (note?.['key'] === key) {
      return new Settled(key, read, open, others?.interval ?? null);
    }
    const intervals = [read, open, others].flatMap((one) => (one === null ? [] : [one.interval]));
    return new Settled(key, null, null, intervals.length === 0 ? null : intervals.reduce(hull));
  }

  /**
   * What has to be read to know this interval: what follows it too, where that was read by other rules. Without rules nothing
   * has to.
   */
  toRead(interval: Interval): Interval {
    const { key, others } = this;
    const isJoined = key !== null && others !== null && interval.from < others.from && others.from <= interval.to;
    return isJoined ? hull(interval, others) : interval;
  }

  /** Groups whose predecessor before this instant is known, or is known not to exist. */
  groupsAt(instant: Instant): ReadonlySet<string> {
    const { read } = this;
    return read !== null && read.interval.from <= instant && instant <= read.interval.to ? read.groups : new Set();
  }

  /**
   * What a reading of this interval goes on with, because it was begun and left: null where there is nothing, or where what
   * was read does not join on.
   */
  leftOpen(interval: Interval): Part | null {
    const { open } = this;
    return open !== null && interval.from < open.interval.from && open.interval.from <= interval.to ? open : null;
  }

  /** The bookmark once the newest part of an interval has been read; `groups`: those seen inside it. */
  partly(interval: Interval, groups: ReadonlySet<string>): string {
    const begun = this.leftOpen({ ...interval, from: Number.NEGATIVE_INFINITY });
    return this.encoded(this.read, joined({ interval, groups }, begun), this.others);
  }

  /** The bookmark once an interval has been read too; `groups`: those seen inside it, each with its predecessor. */
  after(interval: Interval, groups: ReadonlySet<string>): string {
    const { read, open, others } = this;
    const begun = this.leftOpen(interval);
    const whole = joined({ interval, groups }, begun);
    const isNext = read !== null && read.interval.from <= whole.interval.to && whole.interval.from <= read.interval.to;
    const isSeen = others !== null && interval.from <= others.from && others.to <= interval.to;
    return this.encoded(joined(whole, isNext ? read : null), begun === null ? open : null, isSeen ? null : others);
  }

  private encoded(read: Part | null, open: Part | null, others: Interval | null): string {
    return JSON.stringify({
      form,
      key: this.key,
      ...(read !== null && encodePart(read)),
      ...(open !== null && { open: encodePart(open) }),
      ...(others !== null && { others: encodePart({ interval: others, groups: new Set() }) }),
    });
  }
}

function joined({ interval, groups }: Part, other: Part | null): Part {
  return other === null
    ? { interval, groups }
    : { interval: hull(interval, other.interval), groups: new Set([...other.groups, ...groups]) };
}

function encodePart({ interval, groups }: Part): object {
  return { ...interval, groups: [...groups] };
}

function decodePart({ from, to, groups }: Json): Part | null {
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
