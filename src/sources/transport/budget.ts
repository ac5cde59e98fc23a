import { Instant } from '../../events';
import { say, sayInstant } from '../../words';
import { urgencies, Urgency } from './errand';
import { always, BudgetReading, Ending, Limit, Ticket } from './limit';

/**
 * Of the limit, what is left to others. The remaining figure is the one signal that all users of a token share, so each
 * stops by it: first those for whom nobody waits.
 */
const leftToOthers: Record<Urgency, number> = { interactive: 0.05, refresh: 0.2, background: 0.5 };
/** However small the limit is. */
const fewest = 5;
/** Resets are told in whole seconds. */
const second = 1_000;

interface Known extends BudgetReading {
  /** When the request was sent whose answer said it. */
  readonly askedAt: Instant;
  /** The reset, and a little later: clocks differ, and not all come back in the same instant. */
  readonly opensAt: Instant;
}

/**
 * An upstream's budget for a window of time, as its answers tell it. Unknown, and so open, before the first answer and
 * after the reset.
 */
export class Budget implements Limit {
  private known: Known | null = null;
  private pending = 0;

  constructor(
    private readonly expected: () => number,
    private readonly random: () => number,
    /** No window is longer; a reset beyond it is a matter of clocks that differ. Milliseconds. */
    private readonly longestWindow: number
  ) {}

  opensAt(urgency: Urgency, now: Instant): Instant {
    const { known } = this;
    if (known === null) {
      return always;
    }
    if (now >= known.opensAt) {
      this.known = null;
      return always;
    }
    const kept = Math.max(known.limit * leftToOthers[urgency], fewest, this.expected());
    return known.remaining - this.pending >= kept ? always : known.opensAt;
  }

  /** When what is spent comes back; null where it is not known. */
  resetAfter(now: Instant): Instant | null {
    return this.known === null || this.known.resetAt <= now ? null : this.known.resetAt;
  }

  /** Who has to wait, and for what; null where nobody has to. */
  shortage(now: Instant): string | null {
    const { known } = this;
    if (known === null || urgencies.every((urgency) => this.opensAt(urgency, now) <= now)) {
      return null;
    }
    return say(
      'transport.shortage',
      "{{remaining}} of {{limit}} are left of this token's rate limit, and are kept for its other users until {{until}}",
      { remaining: known.remaining, limit: known.limit, until: sayInstant(known.resetAt) }
    );
  }

  began({ points }: Ticket): void {
    this.pending += points;
  }

  ended(ticket: Ticket, { at, kind, budget, cost }: Ending): void {
    this.pending -= ticket.points;
    if (budget === null) {
      this.known = null;
    } else if (budget !== undefined) {
      this.read(budget, ticket.at, at);
    } else if (this.known !== null && kind !== 'unsent') {
      this.known = { ...this.known, remaining: Math.max(0, this.known.remaining - (cost ?? ticket.points)) };
    }
  }

  /** Answers overtake each other: within a window the lowest figure counts, else the request that was sent last. */
  private read(reading: BudgetReading, askedAt: Instant, now: Instant): void {
    const { known } = this;
    const resetAt = Math.min(reading.resetAt, now + this.longestWindow);
    const isSameWindow = known !== null && Math.abs(known.resetAt - resetAt) <= second;
    if (known !== null && isSameWindow) {
      this.known = {
        ...known,
        ...reading,
        resetAt: known.resetAt,
        remaining: Math.min(known.remaining, reading.remaining),
      };
    } else if (known === null || askedAt >= known.askedAt) {
      this.known = { ...reading, resetAt, askedAt, opensAt: resetAt + second * (1 + this.random()) };
    }
  }
}
