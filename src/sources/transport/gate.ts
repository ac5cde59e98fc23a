import { abortError, throwIfAborted } from './cancel';
import { Clock } from './http';

/**
 * The door to one upstream: lets so many requests through at once, in the order they came, and none while the
 * upstream has asked for silence. Whoever knows more about budgets decides when to call `pauseUntil`.
 */
export class Gate {
  private inside = 0;
  private readonly waiting: Array<() => void> = [];
  private closedUntil = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly clock: Clock,
    private readonly places: number
  ) {}

  /** Epoch milliseconds before which nobody passes. */
  get pausedUntil(): number {
    return this.closedUntil;
  }

  pauseUntil(at: number): void {
    this.closedUntil = Math.max(this.closedUntil, at);
  }

  /** Runs `work` inside; rejects with an `AbortError` when cancelled while waiting. */
  async pass<Result>(work: () => Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
    await this.enter(signal);
    try {
      while (this.clock.now() < this.closedUntil) {
        await this.clock.sleep(this.closedUntil - this.clock.now(), signal);
      }
      throwIfAborted(signal);
      return await work();
    } finally {
      this.leave();
    }
  }

  private enter(signal: AbortSignal | undefined): Promise<void> {
    throwIfAborted(signal);
    if (this.inside < this.places) {
      this.inside++;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const admit = () => {
        signal?.removeEventListener('abort', cancel);
        resolve();
      };
      const cancel = () => {
        this.waiting.splice(this.waiting.indexOf(admit), 1);
        reject(abortError());
      };
      this.waiting.push(admit);
      signal?.addEventListener('abort', cancel, { once: true });
    });
  }

  /** The place goes straight to the next in line, so that nobody overtakes. */
  private leave(): void {
    const next = this.waiting.shift();
    if (next === undefined) {
      this.inside--;
    } else {
      next();
    }
  }
}
