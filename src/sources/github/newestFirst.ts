import { EventKind, Events, Instant } from '../../events';
import { Ask } from './ask';
import { Github } from './github';
import { isUnknownCursor, ListWalk, Reading } from './listWalk';
import { Lookback } from './lookback';
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
  readonly from: Instant;
}

/**
 * Reads a list from its head down to the start of the need's window and to the predecessors of all groups seen since then
 * (`Lookback`), going on from a trail where there is one. Everything read is handed over, also from before the window:
 * a later, wider one goes on at the bottom. Who asks for no more than a window that was read before, while a wider one is
 * not read to its end, gets what is new in it and does not read on for the wider one.
 */
export async function readNewestFirst<Event extends AnyEvent>(
  github: Github,
  ask: Ask,
  list: EventList<Event>,
  trail: Trail | null,
  earliest: Instant = ask.need.interval.from
): Promise<Read> {
  const { baseline } = ask.need;
  // A baseline by other rules has to see all of the list.
  const usable = trail !== null && (baseline === undefined || baseline.key === trail.key) ? trail : null;
  try {
    const { read, hasShrunk } = await readFrom(github, ask, list, usable, earliest);
    if (!hasShrunk || github.clock.now() - read.trail.walkedAt < day) {
      return read;
    }
  } catch (error) {
    if (usable === null || !isUnknownCursor(error)) {
      throw error;
    }
  }
  return (await readFrom(github, ask, list, null, Math.min(earliest, usable?.from ?? earliest))).read;
}

async function readFrom<Event extends AnyEvent>(
  github: Github,
  ask: Ask,
  list: EventList<Event>,
  trail: Trail | null,
  earliest: Instant
): Promise<{ read: Read; hasShrunk: boolean }> {
  const { interval, baseline } = ask.need;
  const from = Math.min(earliest, trail?.from ?? earliest);
  const lookback = new Lookback<Event>({ from, to: interval.to }, baseline, baseline === undefined ? {} : trail?.seen);
  const settled = trail?.settled ?? null;
  // Of the window that was read to its end only groups are searched that have never been seen: the predecessor of any
  // other was found then, or passed since.
  const narrow = settled === null ? null : new Lookback<Event>({ from: settled, to: interval.to }, baseline);
  const isSeen = (group: string) => Object.hasOwn(trail?.seen ?? {}, group);
  const walk = new ListWalk(
    github,
    ask,
    list.reading((event, at) => {
      lookback.offer(event, at);
      narrow?.offer(event, at);
    }),
    trail
  );
  const isNarrow = settled !== null && settled <= earliest;
  const narrowDepth = () => narrow?.depth(isSeen) ?? Number.NEGATIVE_INFINITY;
  const depth = () => (isNarrow ? narrowDepth() : lookback.depth()) - list.latest;
  const isRead = (down: Instant) => walk.trail.bottom.ended || walk.bottom < down - list.latest;
  const isSettled = () => walk.trail.bottom.ended || walk.bottom < depth();
  const current = (): Trail => ({
    ...walk.trail,
    from,
    settled: isRead(lookback.depth()) ? from : isRead(narrowDepth()) ? settled : null,
    key: baseline?.key ?? null,
    seen: baseline === undefined ? {} : lookback.seen(),
  });
  /** From when on everything is known; records that move about are certain only in the end. */
  const known = () => (walk.reading.movable ? null : Math.max(from, walk.bottom + list.latest + 1));
  await walk.begin(depth());
  while (!isSettled()) {
    list.progress(current(), known());
    await walk.readOn(depth());
  }
  await walk.settle();
  while (!isSettled()) {
    await walk.readOn(depth());
  }
  return { read: { trail: current(), isWhole: trail === null, from }, hasShrunk: walk.hasShrunk };
}
