import { EventKind, Events, Instant, Interval, timeSince } from '../../events';
import { Ask } from './ask';
import { Github } from './github';
import { isUnknownCursor, ListWalk, Reading } from './listWalk';
import { Lookback, Seen } from './lookback';
import { Trail } from './trail';

type AnyEvent = Events[EventKind][number];

const day = 86_400_000;

/** A list whose records are events, read as far back as a need asks. */
export interface EventList<Event extends AnyEvent> {
  reading(offer: (event: Event, at: Instant) => void): Reading;
  /** How much later than its position in the list an event may have happened. Milliseconds. */
  readonly latest: number;
  /** Called after each page, with what is known by then. `from`: everything since then, or null. */
  progress(trail: Trail, from: Instant | null): void;
}

export interface Read {
  readonly trail: Trail;
  /** The list was read from its head to the start of the window in this fetch. */
  readonly isWhole: boolean;
  /** What is completely known with that; of a list that was walked anew it may be more than was asked for. */
  readonly covered: Interval;
}

/**
 * Reads a list from its head down to the start of the need's window and to the predecessors of all groups seen since then
 * (`Lookback`), going on from a trail where there is one. Everything read is handed over, also from before the window:
 * a later, wider one goes on at the bottom. A list that has become shorter is walked anew at once, as far back as anything
 * of it is held, because only the whole of it tells what is gone; one that has been walked for that waits for a day. Where it
 * was walked anew, and a window reaches further back, it is walked once more: older records may be held and gone too.
 * Who asks for no more than a window that was read before, while a wider one is not read to its end, gets what is new in it
 * and does not read on for the wider one. `isAnew`: it is to be walked anew in any case.
 */
export async function readNewestFirst<Event extends AnyEvent>(
  github: Github,
  ask: Ask,
  list: EventList<Event>,
  trail: Trail | null,
  isAnew = false
): Promise<Read> {
  const { baseline } = ask.need;
  const begin = async (start: Start) => {
    const course = new Course(github, ask, list, start);
    await course.begin();
    return course;
  };
  let before = trail;
  if (trail !== null && !isAnew) {
    try {
      const course = await begin({ trail, before: null, isAnew: false });
      before = course.trail();
      if (!course.isDoubtful()) {
        // A baseline by other rules has to see all of the list.
        const isUsable = baseline === undefined || baseline.key === trail.key;
        return await (isUsable ? course : await begin({ trail: null, before, isAnew: false })).end();
      }
    } catch (error) {
      if (!isUnknownCursor(error)) {
        throw error;
      }
    }
  }
  return (await begin({ trail: null, before, isAnew: before !== null })).end();
}

interface Start {
  /** To go on from; null: from the head. */
  readonly trail: Trail | null;
  /** Known of the list where it is read from the head all the same. */
  readonly before: Trail | null;
  /** As far back as anything of it is held, to see what is gone. */
  readonly isAnew: boolean;
}

/** One reading of a list. */
class Course<Event extends AnyEvent> {
  private readonly startedAt: Instant;
  private readonly from: Instant;
  private readonly lookback: Lookback<Event>;
  /** Of the window that was read to its end (`Trail.settled`); null: none was. */
  private readonly settled: Lookback<Event> | null;
  private readonly seen: Seen;
  private readonly walk: ListWalk;
  /** No more is asked for than was read to its end. */
  private readonly isNarrow: boolean;
  /** How far back it had to be known before anything new was seen. */
  private readonly depthBefore: Instant;
  private isOver = false;

  constructor(
    github: Github,
    private readonly ask: Ask,
    private readonly list: EventList<Event>,
    private readonly start: Start
  ) {
    const { interval, baseline } = ask.need;
    const { trail, before, isAnew } = start;
    this.startedAt = github.clock.now();
    this.from = Math.min(interval.from, (isAnew ? before?.heldFrom : trail?.from) ?? interval.from);
    // Also of what lies behind the interval: it is not offered again where that is asked for.
    const window = { from: this.from, to: Number.POSITIVE_INFINITY };
    this.seen = trail !== null && baseline?.key === trail.key ? trail.seen : {};
    this.lookback = new Lookback<Event>(window, baseline, this.seen);
    const settled = trail?.settled ?? null;
    this.settled = settled === null ? null : new Lookback<Event>({ ...window, from: settled }, baseline);
    this.isNarrow = settled !== null && settled <= interval.from;
    this.depthBefore = trail === null ? Number.NEGATIVE_INFINITY : this.reach();
    const reading = list.reading((event, at) => {
      this.lookback.offer(event, at);
      this.settled?.offer(event, at);
    });
    this.walk = new ListWalk(github, ask, reading, trail);
  }

  /** How far it has come. */
  trail(): Trail {
    const { from, start, isOver, startedAt, walk } = this;
    const { baseline } = this.ask.need;
    const { heldFrom, hasShrunk, walkedAt, sureFrom } = start.before ?? walk.trail;
    const hasLooked = start.isAnew && isOver;
    return {
      ...walk.trail,
      from,
      settled: this.settledFrom(),
      heldFrom: Math.min(from, heldFrom),
      // Whoever interrupts a walk that looks for what is gone has not found it.
      hasShrunk: walk.trail.hasShrunk || (start.isAnew ? !isOver : hasShrunk),
      walkedAt: hasLooked ? startedAt : walkedAt,
      sureFrom: hasLooked ? Math.max(0, this.reach()) : sureFrom,
      key: baseline?.key ?? null,
      seen: baseline === undefined ? {} : this.lookback.seen(),
    };
  }

  async begin(): Promise<void> {
    await this.walk.begin(this.depth());
  }

  /** Something that is held, and is wanted, may be gone. */
  isDoubtful(): boolean {
    const { hasShrunk, walkedAt, sureFrom } = this.trail();
    const mayLook = walkedAt === null || timeSince(walkedAt, this.startedAt) >= day;
    return (hasShrunk && mayLook) || (sureFrom !== null && Math.max(0, this.reach()) < sureFrom);
  }

  async end(): Promise<Read> {
    const { list, walk } = this;
    while (!this.isSettled()) {
      list.progress(this.trail(), this.known());
      await walk.readOn(this.depth());
    }
    await walk.settle();
    while (!this.isSettled()) {
      await walk.readOn(this.depth());
    }
    this.isOver = true;
    return { trail: this.trail(), isWhole: this.start.trail === null, covered: this.covered() };
  }

  /** Events are wanted from here on: down to the last predecessor. */
  private reach(): Instant {
    return this.isNarrow ? this.settledReach() : this.lookback.depth();
  }

  /**
   * The same of the window that was read to its end. Only groups that had never been seen are searched: the predecessor of
   * any other was found then, or has been passed since.
   */
  private settledReach(): Instant {
    return this.settled?.depth((group) => Object.hasOwn(this.seen, group)) ?? Number.NEGATIVE_INFINITY;
  }

  private settledFrom(): Instant | null {
    if (this.isReadTo(this.lookback.depth())) {
      return this.from;
    }
    return this.isReadTo(this.settledReach()) ? (this.start.trail?.settled ?? null) : null;
  }

  /** Records are wanted down to this position. */
  private depth(): Instant {
    return this.reach() - this.list.latest;
  }

  private isSettled(): boolean {
    return this.isReadTo(this.reach());
  }

  private isReadTo(reach: Instant): boolean {
    return this.walk.trail.bottom.ended || this.walk.bottom < reach - this.list.latest;
  }

  /**
   * From when on everything is known; null: that is certain only in the end. Records that move about are, and a walk that
   * looks for what is gone: it would be cancelled as soon as the need's interval is covered.
   */
  private known(): Instant | null {
    const { from, list, walk, start } = this;
    if (walk.reading.movable || start.isAnew) {
      return null;
    }
    // For the same reason the interval is left open while a group that has just come up lacks its predecessor.
    const earliest = this.reach() < this.depthBefore ? this.ask.need.interval.from + 1 : from;
    return Math.max(earliest, walk.bottom + list.latest + 1);
  }

  private covered(): Interval {
    const { interval } = this.ask.need;
    if (this.start.isAnew) {
      // Whatever is gone is to be known, also what would be taken for a predecessor, and what was read from the head.
      return { from: Math.max(0, this.reach()), to: Math.max(interval.to, this.startedAt) };
    }
    return { from: this.start.trail === null ? this.from : interval.from, to: interval.to };
  }
}
