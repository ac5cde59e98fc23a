import { Instant } from '../events';

/** How much longer than an answer takes the next one waits: a slow answer must not starve the fetch. */
const rest = 5;

/** An answer waits as long again as has passed since the first, up to this: the longer a load takes, the less each adds. Milliseconds. */
const longest = 10_000;

/** When the next partial answer is due: the first at once, the others after a while, and then less and less often. */
export class Patience {
  /** When the first answer was shown; null: none was. */
  private since: Instant | null = null;
  private overAt: Instant = Number.NEGATIVE_INFINITY;

  /** `patience`: least time between two answers. Milliseconds. */
  constructor(
    private readonly now: () => Instant,
    private readonly patience: number
  ) {}

  isOver(): boolean {
    return this.left() <= 0;
  }

  /** Milliseconds until the next answer is due; not above zero: it is. */
  left(): number {
    return this.overAt - this.now();
  }

  /** An answer that was begun at an instant has been shown now. */
  shown(began: Instant): void {
    const now = this.now();
    this.since ??= now;
    const passed = Math.min(longest, now - this.since);
    this.overAt = now + Math.max(this.patience, passed, (now - began) * rest);
  }
}
