import { Instant } from '../../events';
import { Urgency } from './errand';

/** One request on its way: admitted, and perhaps sent. */
export interface Ticket {
  readonly at: Instant;
  /** What it is expected to cost: points or requests. */
  readonly points: number;
}

/** What an upstream says of its budget. */
export interface BudgetReading {
  /** What this answer cost; null: it does not say. */
  readonly cost: number | null;
  /** Per window. */
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: Instant;
}

/** How a request ended. */
export interface Ending {
  readonly at: Instant;
  /**
   * `answered`: the upstream works, whatever it said. `limited`: it wants silence. `lost`: no answer, or one of a broken
   * upstream. `unsent`: there was nothing to ask.
   */
  readonly kind: 'answered' | 'limited' | 'lost' | 'unsent';
  /** What it cost; null: nobody can say. */
  readonly cost: number | null;
  /** Null: the upstream has no limit. Undefined: the answer does not say. */
  readonly budget?: BudgetReading | null;
}

/** One rule about when requests may leave. The more urgent never have to wait longer than the less urgent. */
export interface Limit {
  /** From when on one more may leave: `now` or before: at once; infinity: not before one that is under way has ended. */
  opensAt(urgency: Urgency, now: Instant): Instant;
  began(ticket: Ticket): void;
  ended(ticket: Ticket, ending: Ending): void;
}

/** It is open. */
export const always = Number.NEGATIVE_INFINITY;
/** It is closed until something ends. */
export const later = Number.POSITIVE_INFINITY;
