import { Failure, isTooHeavy, UpstreamError } from './failure';
import { Clock } from './http';
import { backOff, SendOptions } from './transport';

/** So many good pages in a row show that more may be asked again. */
const goodPages = 8;

/**
 * How many rows a page may have, by list: what was too heavy once is not asked again as it was but for half as many rows,
 * and once all has gone well for a while it grows again. Lists whose pages never were too heavy cost no memory.
 */
export class PageSizes {
  private readonly shrunk = new Map<string, { rows: number; good: number }>();

  /** `smallest`: a page that small is not made smaller: the question itself is in trouble then. Rows. */
  constructor(private readonly smallest: number) {}

  /** Rows to ask for, where so many are wanted. */
  rowsOf(list: string, wanted: number): number {
    return Math.min(wanted, this.shrunk.get(list)?.rows ?? wanted);
  }

  canShrink(rows: number): boolean {
    return rows > this.smallest;
  }

  /** A page of so many rows was too heavy. */
  shrink(list: string, rows: number): void {
    const half = Math.max(this.smallest, Math.floor(rows / 2));
    this.shrunk.set(list, { rows: this.rowsOf(list, half), good: 0 });
  }

  /** A page came; `most`: rows of the largest. */
  wentWell(list: string, most: number): void {
    const size = this.shrunk.get(list);
    if (size === undefined || ++size.good < goodPages) {
      return;
    }
    size.good = 0;
    size.rows *= 2;
    if (size.rows >= most) {
      this.shrunk.delete(list);
    }
  }

  /**
   * One page of at most `most` rows: asked again, a moment later, for half of them where it was too heavy. `ask` gets how
   * many and what to send them with. Rejects as it does.
   */
  async page<Page>(
    { list, most, clock, signal }: Paging,
    ask: (rows: number, options: SendOptions) => Promise<Page>
  ): Promise<Page> {
    for (;;) {
      const rows = this.rowsOf(list, most);
      const giveUp = (failure: Failure) => this.canShrink(rows) && isTooHeavy(failure);
      try {
        const page = await ask(rows, { giveUp });
        this.wentWell(list, most);
        return page;
      } catch (error) {
        if (!(error instanceof UpstreamError && giveUp(error.failure))) {
          throw error;
        }
        this.shrink(list, rows);
        await clock.sleep(backOff(0, clock.random()), signal);
      }
    }
  }
}

export interface Paging {
  /** Which list it is a page of. */
  readonly list: string;
  readonly most: number;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
}
