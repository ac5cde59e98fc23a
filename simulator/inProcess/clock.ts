import { mulberry32, Random } from '../../src/metrics';
import { Clock } from '../../src/sources';

interface Sleeper {
  readonly at: number;
  readonly order: number;
  readonly wake: () => void;
}

/**
 * Time that passes only while everybody sleeps. Whoever sleeps wakes in order of time, one after the other, each once
 * nothing else can run any more: hours pass in milliseconds, and the same seed gives the same course of events. There is
 * no real timer in it. What waits for something outside the process (a file, a real timer) has to `hold` the clock.
 */
export class SimulatedClock implements Clock {
  readonly random: Random;
  private time: number;
  private sleepers: Sleeper[] = [];
  private order = 0;
  private isTurning = false;
  private holds = 0;

  constructor(
    start: number,
    seed = 1,
    /** How many times the event loop must have come round before time goes on. */
    private readonly rounds = 2
  ) {
    this.time = start;
    this.random = mulberry32(seed);
  }

  readonly now = (): number => this.time;

  readonly sleep = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(cancelled());
        return;
      }
      const cancel = () => {
        this.sleepers = this.sleepers.filter((one) => one !== sleeper);
        reject(cancelled());
      };
      const sleeper: Sleeper = {
        at: this.time + Math.max(0, milliseconds),
        order: this.order++,
        wake: () => {
          signal?.removeEventListener('abort', cancel);
          resolve();
        },
      };
      signal?.addEventListener('abort', cancel, { once: true });
      this.lieDown(sleeper);
      this.turn();
    });

  /** How many sleep: nobody, and nothing running either, means that nothing will ever happen again. */
  get sleeping(): number {
    return this.sleepers.length;
  }

  /** Nobody wakes until the returned function is called. */
  hold(): () => void {
    this.holds++;
    let isHeld = true;
    return () => {
      if (isHeld) {
        isHeld = false;
        this.holds--;
        this.turn();
      }
    };
  }

  /** In order of time; of the same time in the order they lay down. Most sleep until later than the others. */
  private lieDown(sleeper: Sleeper): void {
    let index = this.sleepers.length;
    while (index > 0 && this.sleepers[index - 1].at > sleeper.at) {
      index--;
    }
    this.sleepers.splice(index, 0, sleeper);
  }

  private turn(): void {
    if (!this.isTurning && this.holds === 0 && this.sleepers.length > 0) {
      this.isTurning = true;
      setImmediate(this.round, this.rounds);
    }
  }

  private readonly round = (left: number): void => {
    if (left > 1) {
      setImmediate(this.round, left - 1);
      return;
    }
    this.isTurning = false;
    if (this.holds === 0) {
      const next = this.sleepers.shift();
      if (next !== undefined) {
        this.time = Math.max(this.time, next.at);
        next.wake();
      }
      this.turn();
    }
  };
}

function cancelled(): Error {
  return new DOMException('The request was cancelled.', 'AbortError');
}
