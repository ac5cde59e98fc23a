import { urgencies, Urgency } from './errand';
import { Clock } from './http';
import { Line, Waiting } from './line';

interface Waiter extends Waiting {
  go(): void;
}

/**
 * Lets so many go on in one turn of the event loop, and the others in the turns after it: a page has more to do. The most
 * urgent are first, then those who came first.
 */
export class Turns {
  private readonly line = new Line<Waiter>();
  private room: number;
  private arrivals = 0;
  /** The one that is to come; null: nobody waits for one. */
  private coming: Promise<void> | null = null;

  constructor(
    private readonly clock: Pick<Clock, 'sleep'>,
    private readonly atOnce: number
  ) {
    this.room = atOnce;
  }

  /** Is there anybody as urgent as this, or more, whose turn has yet to come? */
  isAwaited(urgency: Urgency): boolean {
    const first = this.line.first();
    return first !== null && urgencies.indexOf(urgency) >= urgencies.indexOf(first.as.urgency);
  }

  /** Resolves when it is one's turn. `urgency`: interactive where it is not told. */
  next(urgency?: () => Urgency): Promise<void> {
    if (this.coming === null && this.room > 0) {
      this.room--;
      return Promise.resolve();
    }
    return new Promise((go) => {
      this.line.add({ urgency, rank: 0, arrival: this.arrivals++, go });
      this.coming ??= this.begin();
    });
  }

  /** Resolves when those whose turn is next have gone on. */
  passed(): Promise<void> {
    return this.coming ?? Promise.resolve();
  }

  private async begin(): Promise<void> {
    await this.clock.sleep(0);
    for (this.room = this.atOnce; this.room > 0 && this.line.size > 0; this.room--) {
      const first = this.line.first()?.waiter;
      if (first !== undefined) {
        this.line.remove(first);
        first.go();
      }
    }
    this.coming = this.line.size === 0 ? null : this.begin();
  }
}
