import { contains, gaps, Instant, Interval } from '../../events';
import { Call, Urgency } from '../transport';
import { IntervalNeed, Report } from '../types';
import { Asking } from './api';

/** What a report says of itself; the rest is filled in. */
export type Said = Partial<Omit<Report, 'need' | 'calls'>>;

/** Deals reports to the needs of a batch, with the calls that were made for all of them since each one's last report. */
export class Dealer {
  private readonly calls = new Map<IntervalNeed, Call[]>();
  /** Needs of whose first instant all has been reported. */
  private readonly keptBack = new Set<IntervalNeed>();
  /** Needs of which more than the first instant is not covered before what they lack is said. */
  private readonly heldBack = new Set<IntervalNeed>();

  constructor(
    private readonly needs: readonly IntervalNeed[],
    private readonly hand: (report: Report) => void
  ) {}

  /** For whom the batch asks. `rank`: 0 for the newest stretch of time, more for older ones. */
  asking(signal: AbortSignal, urgency: (() => Urgency) | undefined, rank: number): Asking {
    return {
      signal,
      ...(urgency === undefined ? {} : { urgency }),
      rank,
      spent: (call) => this.spent(call),
      waits: (until) => this.waits(until),
    };
  }

  /**
   * Before everything has been done for a need, the first instant of its interval is kept back: once all of it is covered
   * nobody waits for what is still to be looked after, nor for what is said to be missing.
   */
  dealOn(need: IntervalNeed, said: Said): void {
    const { covered = null, exhaustive } = said;
    const first = firstOf(need);
    const [part = null, ...rest] = covered === null ? [] : gaps(covered, [first]);
    if (covered !== null && exhaustive === true && contains(covered, first.from)) {
      this.keptBack.add(need);
    }
    this.deal(need, { ...said, covered: part, ...(part === null ? { exhaustive: undefined } : {}) });
    rest.forEach((other) => this.deal(need, { covered: other, exhaustive }));
  }

  /** A stretch of time that lacks a record: reported, and covered only by the report that says so. */
  holdBack(need: IntervalNeed, said: Said): void {
    this.heldBack.add(need);
    this.deal(need, { ...said, covered: null, exhaustive: undefined });
  }

  /** Everything has been done: with this the interval is covered. */
  finish(need: IntervalNeed, said: Said): void {
    const first = firstOf(need);
    if (this.heldBack.has(need)) {
      this.deal(need, { ...said, covered: need.interval });
      return;
    }
    gaps(need.interval, [first]).forEach((covered) => this.deal(need, { covered }));
    this.deal(need, { ...said, covered: first, ...(this.keptBack.has(need) ? { exhaustive: true } : {}) });
  }

  deal(need: IntervalNeed, said: Said): void {
    const calls = this.calls.get(need);
    this.calls.delete(need);
    this.hand({
      need,
      events: {},
      covered: null,
      baselineKnown: false,
      problem: null,
      ...said,
      ...(calls === undefined ? {} : { calls }),
    });
  }

  private spent(call: Call): void {
    for (const need of this.needs) {
      const calls = this.calls.get(need);
      if (calls === undefined) {
        this.calls.set(need, [call]);
      } else {
        calls.push(call);
      }
    }
  }

  private waits(until: Instant | null): void {
    this.needs.forEach((need) => this.deal(need, { waitingUntil: until }));
  }
}

function firstOf({ interval: { from } }: IntervalNeed): Interval {
  return { from, to: from + 1 };
}
