import { Instant } from '../../events';
import { Errand } from './errand';

/** One errand in front of a gate, over all its tries: tries keep the order of arrival. */
export class Visitor {
  private told: Instant | null = null;

  constructor(
    readonly errand: Errand,
    readonly arrival: number,
    /** Milliseconds; what takes longer is refused. */
    readonly longestWait: number
  ) {}

  get urgency(): Errand['urgency'] {
    return this.errand.urgency;
  }

  get rank(): number {
    return this.errand.rank ?? 0;
  }

  /** Until when it has to wait; null: it goes on. */
  tell(until: Instant | null): void {
    if (this.told !== until) {
      this.told = until;
      this.errand.waits?.(until);
    }
  }
}
