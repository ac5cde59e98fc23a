import { Instant } from '../../events';
import { Urgency } from './errand';
import { always, Ending, later, Limit, Ticket } from './limit';

/** Where a limit does not say how long: at least a minute, doubled each time (both upstreams' documentation). */
const shortest = 60_000;
const longest = 900_000;
/** So many in a row are waited for; then it is said. */
const mostInARow = 5;

/**
 * What an upstream imposes when a limit has been hit: nothing leaves until it is over, then one request goes ahead, and
 * the others follow when that one has been answered.
 */
export class Silence implements Limit {
  private isOn = false;
  private until: Instant = always;
  private inARow = 0;
  private probe: Ticket | null = null;
  private readonly underWay = new Set<Ticket>();
  /** Sent before the limit was known: their answers say nothing about whether it is over. */
  private readonly earlier = new WeakSet<Ticket>();

  /** It has been kept as often as makes sense, and the limit is still there. */
  get isHopeless(): boolean {
    return this.inARow > mostInARow;
  }

  opensAt(_urgency: Urgency, now: Instant): Instant {
    if (!this.isOn) {
      return always;
    }
    if (now < this.until) {
      return this.until;
    }
    return this.probe === null ? always : later;
  }

  /**
   * The answer to `ticket` said that a limit has been hit. `retryAt` is the end of it where that is known, and in the
   * future. `jitter`, in [0, 1), keeps many viewers of one token from coming back in the same instant. Gives the end.
   */
  impose(ticket: Ticket, retryAt: Instant | null, now: Instant, jitter: number): Instant {
    const isKnown = this.isOn && this.earlier.has(ticket);
    if (!isKnown) {
      this.inARow++;
    }
    const unexplained = isKnown
      ? this.until
      : now + Math.min(longest, shortest * 2 ** (this.inARow - 1)) + jitter * 1_000;
    const end = retryAt === null ? unexplained : Math.max(now + 1_000, retryAt) + jitter * 1_000;
    this.until = isKnown ? Math.max(this.until, end) : end;
    this.isOn = true;
    this.underWay.forEach((other) => this.earlier.add(other));
    return this.until;
  }

  began(ticket: Ticket): void {
    this.underWay.add(ticket);
    if (this.isOn) {
      this.probe = ticket;
    }
  }

  ended(ticket: Ticket, { kind }: Ending): void {
    this.underWay.delete(ticket);
    if (this.probe === ticket) {
      this.probe = null;
    }
    if (kind === 'answered' && !this.earlier.has(ticket)) {
      this.isOn = false;
      this.inARow = 0;
    }
  }
}
