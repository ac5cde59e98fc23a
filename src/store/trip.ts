import { Need, Source, Urgency } from '../sources';
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

/** Ascending. */
const urgencies: readonly Urgency[] = ['background', 'refresh', 'interactive'];

/**
 * Questions put to a source together. They go on while anybody waits for one of them. A trip for which nobody but the
 * background waits gives way to everybody else: nobody else joins it, so it is never more urgent than the background is.
 */
export class Trip {
  private readonly controller = new AbortController();
  private readonly sessions = new Set<Session>();

  constructor(readonly source: Source) {}

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** The highest urgency of those who wait at this moment; a function of its own, so that it can be handed to a source. */
  readonly urgency = (): Urgency => {
    const waiting = new Set([...this.sessions].map((session) => session.urgency()));
    return urgencies.reduce((highest, urgency) => (waiting.has(urgency) ? urgency : highest), 'background');
  };

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
