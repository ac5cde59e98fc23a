import { Slices } from '../metrics';
import { cancellable, nextTurn, throwIfAborted } from '../sources';

/** How long is worked before the page gets a turn. Milliseconds; well under what a person notices. */
const longestStretch = 25;

/** What pausing needs of the machine. */
export interface Breath {
  /** Milliseconds; only differences count. */
  now(): number;
  /** Resolves in a later turn of the event loop, after what has piled up has had its turn. */
  breathe(): Promise<void>;
}

export const systemBreath: Breath = { now: () => performance.now(), breathe: nextTurn };

/**
 * One pace for everything an engine works out: however many queries are under way, one at a time works, and none longer
 * than a stretch.
 */
export class Pace {
  private stretchBegan: number;
  private line: Promise<void> = Promise.resolve();

  constructor(private readonly breath: Breath = systemBreath) {
    this.stretchBegan = breath.now();
  }

  /** Works in steps to the end, pausing where a stretch is over. Rejects with an `AbortError` as soon as cancelled. */
  async walk<Result>(slices: Slices<Result>, signal: AbortSignal): Promise<Result> {
    for (;;) {
      throwIfAborted(signal);
      const step = slices.next();
      if (step.done === true) {
        return step.value;
      }
      if (this.isOver()) {
        await this.rest(signal);
      }
    }
  }

  /** Pauses where a stretch is over. Rejects with an `AbortError` as soon as cancelled. */
  async turn(signal: AbortSignal): Promise<void> {
    throwIfAborted(signal);
    if (this.isOver()) {
      await this.rest(signal);
    }
  }

  private isOver(): boolean {
    return this.breath.now() - this.stretchBegan >= longestStretch;
  }

  /** Each waits for a turn of its own: turns given out together would be one long stretch. */
  private async rest(signal: AbortSignal): Promise<void> {
    this.line = this.line.then(() => this.breath.breathe());
    await cancellable(this.line, signal);
    this.stretchBegan = this.breath.now();
  }
}
