import { Instant, Interval } from '../events';
import { Clock, Need, Problem, Report, Source, SourceId, systemClock, Urgency } from '../sources';
import { Audience } from './audience';
import { Keeper } from './keeping';
import { Snapshot } from './ledger';
import { Memory } from './memory';
import { Pieces } from './pieces';
import { Departures, isKept, Reader, Told } from './reader';
import { Session, Standing, Waiting } from './session';
import { streamKey } from './stream';
import { Flight } from './trip';
import { noSource } from './troubles';
import { Vault } from './vault';

/**
 * What is known, shared by every panel of a data source. A need is served from memory where it is covered, joins a
 * fetch that is already under way where there is one, and only the rest is asked of the source.
 */

export interface StoreOptions {
  readonly sources: readonly Source[];
  readonly now: () => number;
  /** How long the newest part counts as current, and a problem as still standing. Milliseconds. */
  readonly freshFor?: number;
  /** How far back a refresh asks again, for what changes shortly after it happened. Milliseconds. */
  readonly overlap?: number;
  /** Where what is known outlives the page; default: nowhere. */
  readonly vault?: Vault;
  /** How long changes are gathered before they are saved. Milliseconds. */
  readonly saveAfter?: number;
  /** Waits so many milliseconds; of 0, until the page has had its turn. */
  readonly pause?: (milliseconds: number) => Promise<void>;
  /** As the clock's; default: in real time. */
  readonly alarm?: Clock['alarm'];
  /** From 0 to below 1: tells the pages that write one vault apart. */
  readonly random?: () => number;
}

/** How far needs have come, again and again; `next` may say how long to wait at most (milliseconds). */
export type Standings = AsyncGenerator<Standing, void, number | undefined>;

const minute = 60_000;

export class EventStore {
  private readonly memory: Memory;
  private readonly sources: ReadonlyMap<SourceId, Source>;
  private readonly audience = new Audience();
  private readonly reader: Reader;
  private readonly keeper: Keeper | null;
  private readonly now: () => number;
  private readonly pause: (milliseconds: number) => Promise<void>;
  private readonly alarm: Clock['alarm'];
  private readonly pieces = new Pieces(() => this.pause(0));

  constructor(options: StoreOptions) {
    const { sources, now, freshFor = minute, overlap = 24 * 60 * minute, pause = systemClock.sleep } = options;
    this.now = now;
    this.pause = pause;
    this.alarm = options.alarm ?? systemClock.alarm;
    this.sources = new Map(sources.map((source) => [source.id, source]));
    this.memory = new Memory({ freshFor, overlap, now });
    const told: Told = {
      reported: (report) => this.pass(report),
      moved: (key, isOver) => this.touch(key, isOver),
      loaded: (key) => this.expire(key),
    };
    this.reader = new Reader(this.memory, told, this.pieces);
    this.keeper = options.vault === undefined ? null : this.keeperOf(options.vault, options);
  }

  /** All events known; the same object until one changes. */
  snapshot(): Snapshot {
    return this.memory.ledger.snapshot();
  }

  /** The problems that stand in the way of these needs, each once. */
  problemsOf(needs: readonly Need[]): readonly Problem[] {
    return [...new Set(needs.flatMap((need) => this.memory.problemOf(need) ?? []))];
  }

  /** What is missing of what was read of a need's stream: records, notes. */
  flawOf(need: Need): Problem | null {
    return this.memory.flawOf(need);
  }

  /** Is all of it in the store and up to date, baseline included? */
  isKnown(need: Need): boolean {
    return this.memory.isKnown(need);
  }

  /** What is covered of the need's stream, for marking what a series does not know yet; also while it is read again. */
  coveredOf(need: Need): readonly Interval[] {
    return this.memory.coveredOf(need);
  }

  /** When the newest part of the need's stream was last looked at, by the clock; null: never. */
  lookedAt(need: Need): Instant | null {
    return this.memory.checkedAt(need);
  }

  /** Forgets everything, here and in the vault; what is being read goes on. */
  async clear(): Promise<void> {
    await this.keeper?.clear();
    this.forget();
  }

  /**
   * Makes sure of the needs. Yields at once (with a vault: once it has answered) and after every report until each need
   * is known or has a problem; ends early, without an error, when the signal is aborted. A fetch nobody waits for any more
   * is cancelled. `urgency` is that of whoever waits; a fetch that several wait for has the highest of theirs. `since`:
   * clock time by which everything has to be current, for whoever asks in several rounds; default: now. `next(within)`: the
   * next standing comes after so many milliseconds at the latest, also where there is nothing new.
   */
  ensure(
    needs: readonly Need[],
    signal: AbortSignal,
    urgency: () => Urgency = () => 'interactive',
    since: number = this.now()
  ): Standings {
    return this.attend(needs, signal, { urgency, began: this.now(), since });
  }

  /**
   * The same for what nobody waits for yet (`background`). It sets out while nobody else here has anything left to wait
   * for, and gives a stream up as soon as somebody else waits for it, here or in another tab: nobody joins it, waits for
   * it, or is held back by it. What was read stays, and it goes on from there when its turn has come again.
   */
  readBehind(needs: readonly Need[], signal: AbortSignal): Standings {
    const now = this.now();
    return this.attend(needs, signal, { urgency: () => 'background', began: now, since: now, isBackground: true });
  }

  private async *attend(needs: readonly Need[], signal: AbortSignal, waiting: Waiting): Standings {
    const session = new Session(needs, waiting);
    const keys = [...session.keys()];
    if (this.keeper !== null) {
      const streams = needs.filter(({ source }) => isKept(source)).map((need) => this.memory.streamOf(need));
      await unlessCancelled(this.keeper.load([...new Set(streams)]), signal);
    }
    await this.pieces.over(keys, (key) => {
      this.expireFor(session, key);
      session.look(key, this.isSettled);
    });
    // Only now may what others are told count for it: before, old problems would have.
    this.audience.enter(session, keys);
    try {
      await this.depart(session, signal, ({ settled }) => settled);
      for (;;) {
        const standing = session.standing(this.now());
        if (standing.complete) {
          await this.finish(session, keys);
        }
        const within = yield standing;
        if (standing.complete || signal.aborted) {
          return;
        }
        const isBounded = within !== undefined && within < Number.POSITIVE_INFINITY;
        await session.news(signal, isBounded ? (ring) => this.alarm(within, ring) : null);
        // What is left of a stream goes when its trip is over, together with what is left of the others.
        if (session.hasToDepart()) {
          await this.depart(session, signal, () => false);
        }
      }
    } finally {
      this.audience.exit(session, keys);
    }
  }

  private readonly isSettled = (need: Need): boolean => this.memory.isSettled(need);

  /**
   * What was read while the session waited is one look, and current from its end on. The background does not look: it may
   * read for hours.
   */
  private finish({ since, isBackground }: Session, keys: readonly string[]): Promise<void> {
    return this.pieces.over(isBackground ? [] : keys, (key) => this.looked(key, since));
  }

  /** A round that began at `since` has gone on until now; whoever reloads is to know of it. */
  private looked(key: string, since: Instant): void {
    const stream = this.memory.looked(key, since) ? this.memory.find(key) : undefined;
    if (stream !== undefined && isKept(stream.need.source)) {
      this.keeper?.changed(stream);
    }
  }

  /**
   * Joins what is under way for the session's needs and starts what is missing and is not. What is under way in the
   * background ends for whoever else needs a stream of it, and starts when nobody else waits.
   */
  private async depart(session: Session, signal: AbortSignal, isOver: (flight: Flight) => boolean): Promise<void> {
    if (session.isBackground && this.audience.isWaiting) {
      return;
    }
    const departures = new Departures(this.reader, this.now);
    await this.pieces.over(session.unsettled(), (need) => {
      const key = streamKey(need);
      if (signal.aborted || !session.isOpen(key)) {
        // While others were looked at.
        return;
      }
      const flight = this.flightFor(session, key);
      if (flight !== undefined && !isOver(flight)) {
        session.join(flight.trip, key);
        return;
      }
      const source = this.sources.get(need.source);
      const part = this.memory.nextPart(need);
      if (part === null) {
        session.look(key, this.isSettled);
      } else if (source === undefined) {
        this.memory.setProblem(need, noSource(need));
        this.touch(key, false);
      } else {
        session.join(departures.board(source, part).trip, key);
      }
    });
    if (signal.aborted) {
      // Before anything is asked for them.
      session.leaveAll();
    }
    departures.go(this.keeper);
  }

  /** What is under way for a stream, and may be joined; what may not is ended where it still reads it. */
  private flightFor(session: Session, key: string): Flight | undefined {
    const flight = this.reader.flightOf(key);
    if (flight === undefined || session.isBackground || !flight.trip.isBackground) {
      return flight;
    }
    if (!flight.settled) {
      flight.trip.giveWay();
    }
    return undefined;
  }

  /** Passes on what a report says beside events. */
  private pass(report: Report): void {
    const key = streamKey(report.need);
    for (const session of this.audience.of(key)) {
      session.spent(report.calls ?? []);
      if (report.waitingUntil !== undefined) {
        session.holdBack(key, report.waitingUntil);
      }
    }
    if (isKept(report.need.source)) {
      this.keeper?.changed(this.memory.streamOf(report.need));
    }
  }

  /** Something has happened to a stream: whoever waits for it looks again. */
  private touch(key: string, isOver: boolean): void {
    for (const session of this.audience.of(key)) {
      session.look(key, this.isSettled);
      session.tell(isOver);
    }
  }

  /** What was current enough when somebody began to wait for it stays so, however long it takes. */
  private expire(key: string): void {
    for (const session of this.audience.of(key)) {
      this.expireFor(session, key);
    }
  }

  private expireFor(session: Session, key: string): void {
    const isAsked = this.reader.isAsked(key);
    if (isAsked && (session.isBackground || this.reader.flightOf(key)?.trip.isBackground === false)) {
      // It joins what is under way.
      return;
    }
    // Who comes while others still wait joins their look.
    for (const { since, isBackground } of this.audience.of(key)) {
      if (!isBackground) {
        this.looked(key, since);
      }
    }
    for (const need of session.needsOf(key)) {
      // Of what is being read the reports tell whose it is.
      const identity = isAsked ? null : (this.sources.get(need.source)?.identityOf?.(need.scope) ?? null);
      if (identity !== null) {
        this.memory.recognise(need, identity);
      }
      this.memory.expire(need, session.since, session.began);
    }
  }

  private keeperOf(vault: Vault, { saveAfter = 1_000, random = Math.random }: StoreOptions): Keeper {
    return new Keeper({
      vault,
      rhythm: { pause: this.pause, saveAfter },
      author: Array.from({ length: 4 }, () => Math.floor(random() * 2 ** 30).toString(36)).join(''),
      isBeingRead: ({ key }) => this.reader.isAsked(key),
      isAwaited: ({ key }) => this.audience.has(key),
      onSaved: (keys) => void this.catchUp(keys.filter((key) => this.audience.has(key))),
      onCleared: () => this.forget(),
      onWanted: (keys, urgency) => this.hurry(keys, urgency),
    });
  }

  /** Another tab has saved what somebody here waits for. */
  private async catchUp(keys: readonly string[]): Promise<void> {
    await this.keeper?.load(keys.flatMap((key) => this.memory.find(key) ?? []));
    for (const key of keys) {
      this.expire(key);
      this.reader.look(key);
      this.touch(key, false);
    }
  }

  /** Somebody waits in another tab for what is read here: the background follows that tab, the rest is read as urgently. */
  private hurry(keys: readonly string[], urgency: Urgency): void {
    for (const key of keys) {
      const flight = this.reader.flightOf(key);
      if (flight === undefined || !this.reader.isAsked(key)) {
        continue;
      }
      if (flight.trip.isBackground) {
        flight.trip.giveWay();
      } else {
        flight.trip.hear(urgency);
      }
    }
  }

  private forget(): void {
    for (const stream of [...this.memory.all()]) {
      if (this.reader.flightOf(stream.key) !== undefined || this.keeper?.isLoading(stream) === true) {
        stream.disown();
      } else {
        this.memory.forget(stream);
      }
    }
  }
}

function unlessCancelled(work: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      signal.removeEventListener('abort', finish);
      resolve();
    };
    signal.addEventListener('abort', finish);
    if (signal.aborted) {
      finish();
    }
    void work.then(finish);
  });
}
