import { grouped, Instant } from '../events';
import { Call, Need, Urgency } from '../sources';
import { streamKey } from './stream';
import { Trip } from './trip';

/** How far a set of needs has come. */
export interface Standing {
  readonly done: number;
  readonly total: number;
  readonly complete: boolean;
  /** What was asked of the upstreams for these needs since they were wanted; each call once. */
  readonly calls: readonly Call[];
  /** Until when an upstream holds back what is still missing; null: nothing does. Epoch milliseconds. */
  readonly waitingUntil: Instant | null;
}

/** Who waits, and since when. */
export interface Waiting {
  readonly urgency: () => Urgency;
  /** Clock time at which it began to wait. */
  readonly began: Instant;
  /** Clock time by which everything has to be current; earlier, where it goes on with what began before. */
  readonly since: Instant;
  /** Nobody looks: it reads behind what is shown. */
  readonly isBackground?: boolean;
}

/** Somebody who waits for needs: a query while it is being answered. What is settled once stays so for it. */
export class Session {
  readonly urgency: () => Urgency;
  readonly began: Instant;
  readonly since: Instant;
  readonly isBackground: boolean;
  private readonly open: Map<string, Need[]>;
  private readonly trips = new Map<Trip, Set<string>>();
  private readonly heldBack = new Map<string, Instant>();
  private readonly seen = new Set<Call>();
  private calls: readonly Call[] = [];
  private left: number;
  private isNews = false;
  private mayDepart = false;
  private wake: () => void = () => undefined;

  constructor(
    private readonly needs: readonly Need[],
    waiting: Waiting
  ) {
    this.urgency = waiting.urgency;
    this.began = waiting.began;
    this.since = waiting.since;
    this.isBackground = waiting.isBackground === true;
    this.left = needs.length;
    this.open = grouped(needs, streamKey);
  }

  /** The streams of what is not settled. */
  keys(): Iterable<string> {
    return this.open.keys();
  }

  /** What of a stream is not settled. */
  needsOf(key: string): readonly Need[] {
    return this.open.get(key) ?? [];
  }

  /** Is there anything of a stream that is not settled? */
  isOpen(key: string): boolean {
    return this.open.has(key);
  }

  /** What is neither known nor in trouble. */
  unsettled(): readonly Need[] {
    return [...this.open.values()].flat();
  }

  get isSettled(): boolean {
    return this.left === 0;
  }

  /** Looks again at the needs of a stream. */
  look(key: string, isSettled: (need: Need) => boolean): void {
    const open = this.open.get(key);
    if (open === undefined) {
      return;
    }
    const rest = open.filter((need) => !isSettled(need));
    this.left -= open.length - rest.length;
    if (rest.length > 0) {
      this.open.set(key, rest);
      return;
    }
    this.open.delete(key);
    this.heldBack.delete(key);
    for (const [trip, keys] of this.trips) {
      if (keys.delete(key) && keys.size === 0) {
        this.trips.delete(trip);
        trip.leave(this);
      }
    }
  }

  /** A trip is under way for one of the streams. */
  join(trip: Trip, key: string): void {
    trip.join(this);
    this.trips.set(trip, (this.trips.get(trip) ?? new Set()).add(key));
  }

  /** A trip is not under way any more. */
  forget(trip: Trip): void {
    this.trips.delete(trip);
  }

  leaveAll(): void {
    for (const trip of this.trips.keys()) {
      trip.leave(this);
    }
    this.trips.clear();
  }

  spent(calls: readonly Call[]): void {
    const added = calls.filter((call) => !this.seen.has(call));
    added.forEach((call) => this.seen.add(call));
    if (added.length > 0) {
      this.calls = this.calls.concat(added);
    }
  }

  holdBack(key: string, until: Instant | null): void {
    if (until !== null && this.open.has(key)) {
      this.heldBack.set(key, until);
    } else {
      this.heldBack.delete(key);
    }
  }

  standing(now: Instant): Standing {
    this.isNews = false;
    const until = [...this.heldBack.values()].reduce((latest, one) => Math.max(latest, one), now);
    return {
      done: this.needs.length - this.left,
      total: this.needs.length,
      complete: this.isSettled,
      calls: this.calls,
      waitingUntil: until > now ? until : null,
    };
  }

  /** There is something new to say; `isOver`: a trip has ended, what it has left open may go again. */
  tell(isOver: boolean): void {
    this.isNews = true;
    this.mayDepart ||= isOver;
    this.wake();
  }

  /** Has a trip ended since this was asked last? */
  hasToDepart(): boolean {
    const may = this.mayDepart;
    this.mayDepart = false;
    return may;
  }

  /**
   * Resolves when there is something to tell since the last standing, when a trip has ended that nobody has asked about
   * (`hasToDepart`), when an alarm rings, or when cancelled.
   */
  news(signal: AbortSignal, alarm: ((ring: () => void) => () => void) | null): Promise<void> {
    return new Promise((resolve) => {
      let silence: () => void = () => undefined;
      const finish = () => {
        silence();
        signal.removeEventListener('abort', finish);
        this.wake = () => undefined;
        resolve();
      };
      this.wake = finish;
      signal.addEventListener('abort', finish);
      if (signal.aborted || this.isNews || this.mayDepart) {
        finish();
      } else if (alarm !== null) {
        silence = alarm(finish);
      }
    });
  }
}
