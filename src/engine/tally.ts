import { Instant } from '../events';
import { Call, Need } from '../sources';
import { Standing } from '../store';
import { Progress } from './answers';

/** The pace says nothing before this share of what has to be read is there. */
const leastShare = 0.1;

/** How far one query is: what it has cost, until when it waits, when it will be ready. */
export class Tally {
  private readonly spent = new Set<Call>();
  private waitingUntil: Instant | null = null;
  private done = 0;
  private total = 0;
  /** How many of the needs nobody had to read: they were known when they were first asked for. */
  private given = 0;
  private readingSince: Instant | null = null;

  /** Takes note of a round's standing; calls of earlier rounds stay counted, each once. */
  note({ calls, waitingUntil, done, total }: Standing, now: Instant): void {
    calls.forEach((call) => this.spent.add(call));
    this.waitingUntil = waitingUntil;
    if (this.readingSince === null || total > this.total) {
      this.given += Math.max(0, done - this.done);
    }
    this.readingSince ??= now;
    this.done = done;
    this.total = total;
  }

  progress(
    needs: readonly Need[],
    known: ReadonlySet<Need>,
    complete: boolean,
    now: Instant
  ): Pick<Progress, 'done' | 'total' | 'calls' | 'waitingUntil' | 'readyAt'> {
    const unfinished = new Set(needs.flatMap((need) => (known.has(need) ? [] : [need.scope])));
    const total = new Set(needs.map(({ scope }) => scope)).size;
    return {
      done: total - unfinished.size,
      total,
      calls: [...this.spent],
      waitingUntil: complete ? null : this.waitingUntil,
      readyAt: complete ? null : this.readyAt(now),
    };
  }

  /** By the pace so far, waits included; never before what it waits for. */
  private readyAt(now: Instant): Instant | null {
    const read = this.done - this.given;
    if (this.readingSince === null || read <= 0 || read < leastShare * (this.total - this.given)) {
      return null;
    }
    const expected = now + ((now - this.readingSince) * (this.total - this.done)) / read;
    return Math.max(expected, this.waitingUntil ?? expected);
  }
}
