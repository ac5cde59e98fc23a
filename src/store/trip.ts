import { Instant } from '../events';
import { Need, Source, urgencies, Urgency } from '../sources';
import type { Session } from './session';
import { Stream } from './stream';

/** One stream's part of a trip. A stream has one flight at a time: two would write one bookmark. */
export interface Flight {
  /** What is asked; of a flight that had to wait for another tab, what is left to ask. */
  need: Need;
  readonly stream: Stream;
  readonly trip: Trip;
  readonly reported: Set<string>;
  hasNewest: boolean;
  /** The source has been asked: what the vault says comes too late. */
  isAsked: boolean;
  settled: boolean;
}

/**
 * Questions put to a source together. They go on while anybody waits for one of them. A trip for which nobody but the
 * background waits gives way to everybody else: nobody else joins it, so it is never more urgent than the background is.
 */
export class Trip {
  private readonly controller = new AbortController();
  private readonly sessions = new Set<Session>();
  /** What other tabs have said last: how urgently somebody waits there, and until when that counts. */
  private call: { readonly urgency: Urgency; readonly until: Instant } = { urgency: 'background', until: 0 };

  constructor(
    readonly source: Source,
    private readonly now: () => Instant
  ) {}

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /**
   * The highest urgency of those who wait at this moment, here or in another tab; a function of its own, so that it can be
   * handed to a source.
   */
  readonly urgency = (): Urgency =>
    highest([this.urgencyHere, ...(this.now() < this.call.until ? [this.call.urgency] : [])]);

  /** The same of those who wait here: what other tabs are told, who would otherwise be told what they said themselves. */
  get urgencyHere(): Urgency {
    return highest([...this.sessions].map((session) => session.urgency()));
  }

  /** Somebody in another tab waits for what it reads. They say so again and again: who is not heard any more has left. */
  hear(urgency: Urgency): void {
    const now = this.now();
    const isMore = urgencies.indexOf(urgency) <= urgencies.indexOf(this.call.urgency);
    if (isMore || this.call.until <= now) {
      this.call = { urgency, until: now + heardFor };
    }
  }

  /** Does nobody but the background wait for it? */
  get isBackground(): boolean {
    return [...this.sessions].every(({ isBackground }) => isBackground);
  }

  /** It ends where it is: what was read stays, and whoever waited for it has to set out again. */
  giveWay(): void {
    this.sessions.forEach((session) => session.forget(this));
    this.sessions.clear();
    this.controller.abort();
  }

  join(session: Session): void {
    this.sessions.add(session);
  }

  leave(session: Session): void {
    this.sessions.delete(session);
    if (this.sessions.size === 0) {
      this.controller.abort();
    }
  }
}

/** Of what is called out every second. Milliseconds. */
const heardFor = 3_000;

function highest(given: readonly Urgency[]): Urgency {
  return urgencies.find((urgency) => given.includes(urgency)) ?? 'background';
}
