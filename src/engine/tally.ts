import { Instant } from '../events';
import { Call, Need } from '../sources';
import { Standing } from '../store';
import { Progress } from './answers';

/** The pace says nothing before this share is there. */
const leastShare = 0.1;

/** How far one query is: what it has cost, until when it waits, when it will be ready. */
export class Tally {
  private readonly spent = new Set<Call>();
  private waitingUntil: Instant | null = null;

  constructor(private readonly began: Instant) {}

  /** Takes note of a round's standing; calls of earlier rounds stay counted, each once. */
  note({ calls, waitingUntil }: Standing): void {
    calls.forEach((call) => this.spent.add(call));
    this.waitingUntil = waitingUntil;
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
      readyAt: complete ? null : this.readyAt(known.size, needs.length, now),
    };
  }

  /** By the pace so far, waits included; never before what it waits for. */
  private readyAt(done: number, total: number, now: Instant): Instant | null {
    if (total === 0 || done / total < leastShare) {
      return null;
    }
    const expected = this.began + ((now - this.began) * total) / done;
    return Math.max(expected, this.waitingUntil ?? expected);
  }
}
