import { Instant } from '../events';

/** How much longer than an answer takes the next one waits: a slow answer must not starve the fetch. */
const rest = 5;

/** When the next partial answer is due: the first at once, the others after a while. */
export class Patience {
  private overAt: Instant = Number.NEGATIVE_INFINITY;

  /** `patience`: least time between two answers. Milliseconds. */
  constructor(
    private readonly now: () => Instant,
    private readonly patience: number
  ) {}

  isOver(): boolean {
    return this.now() >= this.overAt;
  }

  /** An answer that was begun at an instant has been shown now. */
  shown(began: Instant): void {
    const now = this.now();
    this.overAt = now + Math.max(this.patience, (now - began) * rest);
  }
}
