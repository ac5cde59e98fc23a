import { Instant } from '../../events';
import { Urgency } from './errand';
import { always, Ending, later, Limit, Ticket } from './limit';

const minute = 60_000;
/** GitHub ends what has taken it ten seconds (GraphQL documentation, "Timeouts"): the rest of a lost request was silence. */
const longestWork = 10_000;

/**
 * Of what may be spent in a minute the background leaves a fifth, so that a question that somebody waits for finds the
 * minute not used up by what nobody waits for.
 */
const share: Record<Urgency, number> = { interactive: 1, refresh: 1, background: 0.8 };

/** What has been spent in the last sixty seconds. Amounts are entered in the order of their instants. */
export class SlidingMinute {
  private entries: Array<{ readonly at: Instant; readonly amount: number }> = [];
  /** Entries before this one are over. */
  private first = 0;
  private sum = 0;
  private sumOfSquares = 0;

  add(at: Instant, amount: number): void {
    this.entries.push({ at, amount });
    this.sum += amount;
    this.sumOfSquares += amount * amount;
  }

  total(now: Instant): number {
    this.forget(now);
    return this.sum;
  }

  /** Of one amount; zero where there is none. */
  usual(now: Instant): { readonly mean: number; readonly deviation: number } {
    this.forget(now);
    const count = this.entries.length - this.first;
    if (count === 0) {
      return { mean: 0, deviation: 0 };
    }
    const mean = this.sum / count;
    return { mean, deviation: Math.sqrt(Math.max(0, this.sumOfSquares / count - mean * mean)) };
  }

  /** When the total will have fallen to `level`, if nothing is added. An empty minute is as low as it gets. */
  fallsTo(level: number, now: Instant): Instant {
    let rest = this.total(now);
    if (rest <= level) {
      return always;
    }
    for (let i = this.first; i < this.entries.length; i++) {
      rest -= this.entries[i].amount;
      if (rest <= level || i === this.entries.length - 1) {
        return this.entries[i].at + minute;
      }
    }
    return always;
  }

  private forget(now: Instant): void {
    while (this.first < this.entries.length && this.entries[this.first].at + minute <= now) {
      const { amount } = this.entries[this.first++];
      this.sum -= amount;
      this.sumOfSquares -= amount * amount;
    }
    if (this.first === this.entries.length) {
      this.sum = 0;
      this.sumOfSquares = 0;
    }
    if (this.first > 1_000 || this.first === this.entries.length) {
      this.entries = this.entries.slice(this.first);
      this.first = 0;
    }
  }
}

/**
 * So many points in any sixty seconds. A request counts from the moment it leaves until a minute after its answer: when in
 * between the upstream counted it, nobody knows.
 */
export class PointsPerMinute implements Limit {
  private readonly spent = new SlidingMinute();
  private pending = 0;

  constructor(
    private readonly most: number,
    private readonly expected: () => number
  ) {}

  opensAt(urgency: Urgency, now: Instant): Instant {
    const level = this.most * share[urgency] - this.pending - this.expected();
    return level < 0 && this.pending > 0 ? later : this.spent.fallsTo(level, now);
  }

  began({ points }: Ticket): void {
    this.pending += points;
  }

  ended({ points }: Ticket, { at, kind, cost }: Ending): void {
    this.pending -= points;
    if (kind !== 'unsent') {
      this.spent.add(at, Math.max(1, cost ?? points));
    }
  }
}

/**
 * So much response time in any sixty seconds, which stands for the upstream's processor time: nothing else of it can be
 * seen from here. Requests under way count with the time they have taken, at least with what they may be expected to take.
 */
export class BusyTimePerMinute implements Limit {
  private readonly taken = new SlidingMinute();
  private readonly underWay = new Set<Ticket>();

  /** `most`: milliseconds of response time. */
  constructor(private readonly most: number) {}

  opensAt(urgency: Urgency, now: Instant): Instant {
    const { mean, deviation } = this.taken.usual(now);
    // Of those under way and one more, as much as they may take together: two standard deviations of a sum.
    let pending = mean + 2 * deviation * Math.sqrt(this.underWay.size + 1);
    for (const { at } of this.underWay) {
      pending += Math.max(mean, now - at);
    }
    const level = this.most * share[urgency] - pending;
    return level < 0 && this.underWay.size > 0 ? later : this.taken.fallsTo(level, now);
  }

  began(ticket: Ticket): void {
    this.underWay.add(ticket);
  }

  ended(ticket: Ticket, { at, kind }: Ending): void {
    this.underWay.delete(ticket);
    if (kind !== 'unsent') {
      const time = at - ticket.at;
      this.taken.add(at, kind === 'lost' ? Math.min(time, longestWork) : time);
    }
  }
}
