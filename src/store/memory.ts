import { allTime, gaps, Instant, Interval, timeSince } from '../events';
import { IntervalNeed, Need, Problem, Report } from '../sources';
import { Ledger } from './ledger';
import { Stream, streamKey } from './stream';

export interface Freshness {
  readonly now: () => number;
  /** How long the newest part counts as current, and a problem as still standing. Milliseconds. */
  readonly freshFor: number;
  /** How far back a refresh asks again. Milliseconds. */
  readonly overlap: number;
}

/** What a fetch has told of one stream so far. */
export interface Telling {
  /** Keys of the need's own kind that were reported since the fetch began. */
  readonly reported: Set<string>;
  /** The newest part has been read: what else is reported is older. */
  hasNewest: boolean;
}

interface StandingProblem {
  readonly problem: Problem;
  readonly at: number;
}

/** What this page knows: the streams, what of them is missing or has to be read again, and what stands in the way. */
export class Memory {
  readonly ledger = new Ledger();
  private readonly streams = new Map<string, Stream>();
  private readonly problems = new Map<string, StandingProblem>();

  constructor(private readonly freshness: Freshness) {}

  streamOf(need: Need): Stream {
    const key = streamKey(need);
    const known = this.streams.get(key);
    if (known !== undefined) {
      return known;
    }
    const created = new Stream(key, need, this.ledger);
    this.streams.set(key, created);
    return created;
  }

  find(key: string): Stream | undefined {
    return this.streams.get(key);
  }

  all(): Iterable<Stream> {
    return this.streams.values();
  }

  /** Forgets a stream and all that only it knew. */
  forget(stream: Stream): void {
    stream.clear();
    this.streams.delete(stream.key);
    this.problems.delete(stream.key);
  }

  /** What stands in the way of a need; else what is missing of what was read to its end. */
  problemOf(need: Need): Problem | null {
    return this.problems.get(streamKey(need))?.problem ?? this.flawOf(need);
  }

  /** What is missing of what was read of a need's stream. */
  flawOf(need: Need): Problem | null {
    return this.streams.get(streamKey(need))?.flaw ?? null;
  }

  setProblem(need: Need, problem: Problem): void {
    this.problems.set(streamKey(need), { problem, at: this.freshness.now() });
  }

  coveredOf(need: Need): readonly Interval[] {
    return this.streams.get(streamKey(need))?.coverage.covered ?? [];
  }

  /** Clock time at which the newest part of the need's stream was last read; null: never. */
  checkedAt(need: Need): Instant | null {
    return this.streams.get(streamKey(need))?.coverage.checkedAt ?? null;
  }

  /** Is all of it there and up to date, baseline included? */
  isKnown(need: Need): boolean {
    return this.missing(need).length === 0 && this.hasBaseline(need);
  }

  /** Known, or known to be in trouble. */
  isSettled(need: Need): boolean {
    return this.problems.has(streamKey(need)) || this.isKnown(need);
  }

  /** Is exactly what was asked for there? (A need also counts as known when it ends moments after what is covered.) */
  isReadToTheEnd(need: Need): boolean {
    return need.kind === 'comparisons'
      ? this.isKnown(need)
      : this.streamOf(need).coverage.missing(need.interval).length === 0 && this.hasBaseline(need);
  }

  /**
   * A round that began at `since` has gone on until now: what was read in it counts as read now. Freshness is counted
   * from the end of a round and not from each of its answers: one look at hundreds of repositories takes longer than what
   * it finds counts as current, and whoever came next would look again at those that came first. True: it is worth saving.
   */
  looked(key: string, since: Instant): boolean {
    const coverage = this.streams.get(key)?.coverage;
    const checkedAt = coverage?.checkedAt ?? null;
    if (coverage === undefined || checkedAt === null || checkedAt < since) {
      return false;
    }
    return coverage.look({ from: since, to: this.freshness.now() }, this.freshness.freshFor / 4);
  }

  /**
   * Notes what has to be read again before the need is known: the last day, as it was when it was last read; of a stream
   * whose source keeps no bookmark also everything since its oldest event that is still under way. `at`: clock time by
   * which it has to be current; `began`: by which a problem has to be.
   */
  expire(need: Need, at: Instant, began: Instant): void {
    this.forgetProblem(need, began);
    const { freshFor, overlap } = this.freshness;
    const stream = this.streams.get(streamKey(need));
    const checkedAt = stream?.coverage.checkedAt ?? null;
    if (need.kind === 'comparisons' || stream === undefined || checkedAt === null) {
      return;
    }
    const isAhead = this.isAhead(checkedAt);
    if (need.source === 'feed') {
      // It says itself when it has to be read again, and is read whole.
      if (isAhead) {
        stream.coverage.renewFrom(Number.NEGATIVE_INFINITY);
      }
      return;
    }
    const readAt = isAhead ? Math.min(this.freshness.now(), stream.newest()) : checkedAt;
    const isStale = isAhead || at - checkedAt - lasted(stream) > freshFor;
    if (isStale && need.interval.to > readAt - overlap) {
      const settled = Math.min(stream.coverage.end, readAt) - overlap;
      stream.coverage.renewFrom(stream.bookmark === null ? Math.min(settled, stream.openSince()) : settled);
    }
  }

  private forgetProblem(need: Need, began: Instant): void {
    const standing = this.problems.get(streamKey(need));
    if (standing === undefined) {
      return;
    }
    const { at, problem } = standing;
    const isOver = began - at > this.freshness.freshFor && began >= (problem.retryAt ?? 0);
    if (isOver || this.isAhead(at)) {
      this.problems.delete(streamKey(need));
    }
  }

  /** Was this told by a clock that was wrong and has been put right since? Then it is not known when it was. */
  private isAhead(told: Instant): boolean {
    return timeSince(told, this.freshness.now()) === Number.POSITIVE_INFINITY;
  }

  /**
   * What to ask next for a need; null: nothing. The newest missing part only: a stream has one bookmark, which must not be
   * written by two at once, and the newest is wanted first.
   */
  nextPart(need: Need): Need | null {
    const missing = this.missing(need);
    if (need.kind === 'comparisons') {
      return missing.length === 0 ? null : need;
    }
    if (missing.length === 0) {
      return this.hasBaseline(need) ? null : this.asked(need, need.interval);
    }
    const { from, to } = missing[missing.length - 1];
    return this.asked(need, { from, to: to === this.wantedEnd(need) ? this.renewedEnd(need) : to });
  }

  /**
   * A need's scope stands for this now. Where the name was another's when the stream was read, all of it is let go of. A
   * comparison of two commits is the same wherever they are.
   */
  recognise(need: Need, identity: string, telling: Telling | null = null): void {
    const stream = this.streams.get(streamKey(need));
    if (stream === undefined || need.kind === 'comparisons') {
      return;
    }
    if (stream.identity !== null && stream.identity !== identity) {
      stream.clear();
      this.problems.delete(stream.key);
      telling?.reported.clear();
    }
    stream.identity = identity;
  }

  take(report: Report, telling: Telling | null): void {
    const { need, events, covered, identity } = report;
    const stream = this.streamOf(need);
    if (identity !== undefined) {
      this.recognise(need, identity, telling);
    }
    stream.put(events, this.freshness.now());
    if (telling !== null) {
      stream.ownKeys(events).forEach((key) => telling.reported.add(key));
    }
    if (covered !== null) {
      this.cover(stream, covered, telling);
      if (report.exhaustive === true && telling !== null) {
        stream.sweep(covered, telling.reported);
      }
    }
    if (report.baselineKnown && need.kind !== 'comparisons' && need.baseline !== undefined) {
      stream.coverage.addBaseline(need.baseline, need.interval.from);
    }
    stream.bookmark = report.bookmark ?? stream.bookmark;
    if (covered !== null && this.isReadToTheEnd(need)) {
      // It does not stand in the way of reading further, and is said for as long as what lacks it is shown: who only
      // reaches further back has not read again what lacks something.
      if (report.problem !== null || telling?.hasNewest === true) {
        stream.flaw = report.problem;
      }
    } else if (report.problem !== null) {
      this.setProblem(need, report.problem);
    }
  }

  private cover(stream: Stream, covered: Interval, telling: Telling | null): void {
    // A long walk ends long after the newest part was read: only the first report of it says how current it is.
    if (covered.to >= stream.coverage.end && telling?.hasNewest !== true) {
      stream.coverage.check(this.freshness.now());
      if (telling !== null) {
        telling.hasNewest = true;
      }
    }
    stream.coverage.cover(covered);
  }

  private asked(need: IntervalNeed, interval: Interval): Need {
    const { bookmark, holds, identity } = this.streamOf(need);
    return {
      ...need,
      interval,
      holds,
      ...(bookmark === null ? {} : { bookmark }),
      ...(identity === null ? {} : { identity }),
    };
  }

  private missing(need: Need): readonly Interval[] {
    const coverage = this.streams.get(streamKey(need))?.coverage;
    if (need.kind === 'comparisons') {
      return (coverage?.covered ?? []).length > 0 ? [] : [allTime];
    }
    const wanted = { from: need.interval.from, to: this.wantedEnd(need) };
    return coverage === undefined ? gaps(wanted, []) : coverage.missing(wanted);
  }

  /** Panels ask moments apart: what is known up to a moment before is as good as up to now. */
  private wantedEnd(need: IntervalNeed): number {
    const { from, to } = need.interval;
    const { end = from, round = null } = this.streams.get(streamKey(need))?.coverage ?? {};
    const { freshFor } = this.freshness;
    // A round asks for what was there when it began. Needs end on whole minutes: so up to one more.
    const looked = round === null || end < round.from ? end : Math.min(round.to, end + longestRound) + freshFor;
    return from < end && end < to && to <= looked + freshFor ? end : to;
  }

  /**
   * What is to be read again is read to its end, also for a range that ends before: else nobody would have looked at the
   * newest part, what was read would at once have to be read again, and what is older would never have its turn.
   */
  private renewedEnd(need: IntervalNeed): number {
    const { to } = need.interval;
    const due = this.streams.get(streamKey(need))?.coverage.due.find((one) => one.from < to && to < one.to);
    return due?.to ?? to;
  }

  private hasBaseline(need: Need): boolean {
    if (need.kind === 'comparisons' || need.baseline === undefined) {
      return true;
    }
    return this.streams.get(streamKey(need))?.coverage.hasBaseline(need.baseline, need.interval.from) ?? false;
  }
}

/** A first load may take hours: of so long a round what came first is no longer current. Milliseconds. */
const longestRound = 10 * 60_000;

/** How much longer the round went on in which the newest part of a stream was read last. Milliseconds. */
function lasted({ coverage: { checkedAt, round } }: Stream): number {
  return checkedAt === null || round === null ? 0 : Math.min(longestRound, round.to - checkedAt);
}
