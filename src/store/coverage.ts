import { gaps, hull, Instant, Interval, union } from '../events';
import { Baseline } from '../sources';

/**
 * What is known of one stream. Its *coverage* is the union of the intervals that were read to the end. What of it may
 * have changed since it was read is *due*: still covered, but to be read again before a need counts as known. A *baseline*
 * known at T means: the last accepted event before T is there for every group seen after T.
 */
export class Coverage {
  private intervals: readonly Interval[] = [];
  private toRenew: readonly Interval[] = [];
  private lastChecked: number | null = null;
  private lastRound: Interval | null = null;
  /** The same when it was last worth telling. */
  private toldRound: Interval | null = null;
  private baselines = new Map<string, readonly Instant[]>();

  get covered(): readonly Interval[] {
    return this.intervals;
  }

  get due(): readonly Interval[] {
    return this.toRenew;
  }

  /** Clock time at which the newest part was last read; null: never. */
  get checkedAt(): number | null {
    return this.lastChecked;
  }

  /** From when until when, by the clock, the round went on in which that happened; null: never. */
  get round(): Interval | null {
    return this.lastRound;
  }

  get knownBaselines(): ReadonlyMap<string, readonly Instant[]> {
    return this.baselines;
  }

  /** Where what is covered ends; -infinity where nothing is. */
  get end(): Instant {
    return this.intervals.length === 0 ? Number.NEGATIVE_INFINITY : this.intervals[this.intervals.length - 1].to;
  }

  /** An interval has been read to the end. */
  cover(interval: Interval): void {
    this.intervals = union([...this.intervals, interval]);
    this.toRenew = this.toRenew.flatMap((old) => gaps(old, [interval]));
  }

  /** The newest part was read at this time of the clock, be it one that was ahead before. */
  check(at: number): void {
    this.lastChecked = at;
    this.lastRound = { from: at, to: at };
    this.toldRound = this.lastRound;
  }

  /** The round in which the newest part was read last went on so long. True: longer by `worth` than when that was last true. */
  look(look: Interval, worth: number): boolean {
    const round = hull(this.lastRound ?? look, look);
    const told = this.toldRound ?? { from: this.lastChecked ?? look.to, to: this.lastChecked ?? look.from };
    const isLonger = Math.max(told.from - round.from, round.to - told.to) > worth;
    this.lastRound = round;
    this.toldRound = isLonger ? round : told;
    return isLonger;
  }

  /** What is covered from here on is to be read again. */
  renewFrom(instant: Instant): void {
    this.toRenew = union([...this.toRenew, { from: instant, to: this.end }]);
  }

  /** The baseline before `from` is there. */
  addBaseline({ key }: Baseline, from: Instant): void {
    const known = [...(this.baselines.get(key) ?? []), from].sort((a, b) => a - b);
    // What follows from an earlier one need not be remembered.
    const kept = known.filter((at, index) => index === 0 || !this.isJoined(known[index - 1], at));
    this.baselines.set(key, kept);
  }

  /** Is the predecessor before `from` known? Also when it is known further back and all in between is covered. */
  hasBaseline({ key }: Pick<Baseline, 'key'>, from: Instant): boolean {
    return (this.baselines.get(key) ?? []).some((at) => at <= from && this.isJoined(at, from));
  }

  /** What of the interval is not known, or no longer, oldest first. */
  missing(interval: Interval): readonly Interval[] {
    return gaps(interval, this.current);
  }

  /** Is everything that is known here, and is not due, so there too? */
  isWithin(other: Coverage): boolean {
    return (
      this.current.every((interval) => other.missing(interval).length === 0) &&
      [...this.baselines].every(([key, instants]) => instants.every((at) => other.hasBaseline({ key }, at)))
    );
  }

  /** Takes over what was known elsewhere. */
  restore(from: Pick<Coverage, 'covered' | 'due' | 'checkedAt' | 'round' | 'knownBaselines'>): void {
    this.intervals = union(from.covered);
    this.toRenew = union(from.due);
    this.lastChecked = from.checkedAt;
    this.lastRound = from.round;
    this.toldRound = from.round;
    this.baselines = new Map(from.knownBaselines);
  }

  /** What is covered and not due. */
  private get current(): readonly Interval[] {
    return this.toRenew.length === 0 ? this.intervals : this.intervals.flatMap((known) => gaps(known, this.toRenew));
  }

  private isJoined(from: Instant, to: Instant): boolean {
    return gaps({ from, to }, this.intervals).length === 0;
  }
}
