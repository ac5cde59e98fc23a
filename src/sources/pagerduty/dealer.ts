import { Instant } from '../../events';
import { Call, Urgency } from '../transport';
import { IntervalNeed, Report } from '../types';
import { Asking } from './api';

/** What a report says of itself; the rest is filled in. */
export type Said = Partial<Omit<Report, 'need' | 'calls'>>;

/** Deals reports to the needs of a batch, with the calls that were made for all of them since each one's last report. */
export class Dealer {
  private readonly calls = new Map<IntervalNeed, Call[]>();

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
