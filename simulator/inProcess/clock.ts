import { mulberry32, Random } from '../../src/metrics';
import { Clock } from '../../src/sources';

interface Sleeper {
  readonly at: number;
  readonly order: number;
  readonly wake: () => void;
}

/** Rounds of the event loop to wait for work that goes on from turn to turn (two clocks would wait for each other). */
const mostRounds = 100_000;

/**
 * Time that passes only while everybody sleeps. Whoever sleeps wakes in order of time, one after the other, each once
 * nothing else can run any more, be it later in this turn of the event loop or in the next: hours pass in milliseconds,
 * and the same seed gives the same course of events. There is no real timer in it. What waits for something outside the
 * process (a file, a real timer) has to `hold` the clock.
 */
export class SimulatedClock implements Clock {
  readonly random: Random;
  private time: number;
  private sleepers: Sleeper[] = [];
  private order = 0;
  private isTurning = false;
  private holds = 0;

  constructor(start: number, seed = 1) {
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
        getUp();
        reject(cancelled());
      };
      const getUp = this.alarm(milliseconds, () => {
        signal?.removeEventListener('abort', cancel);
        resolve();
      });
      signal?.addEventListener('abort', cancel, { once: true });
    });

  readonly alarm = (milliseconds: number, ring: () => void): (() => void) => {
    const sleeper: Sleeper = { at: this.time + Math.max(0, milliseconds), order: this.order++, wake: ring };
    this.lieDown(sleeper);
    this.turn();
    return () => {
      this.sleepers = this.sleepers.filter((one) => one !== sleeper);
    };
  };

  /** How many sleep: nobody, and nothing running either, means that nothing will ever happen again. */
  get sleeping(): number {
    return this.sleepers.length;
  }

  /** Nobody wakes until the returned function is called. Never called, it is the end of this clock's world. */
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
      setImmediate(this.round, 0);
    }
  }

  private readonly round = (round: number): void => {
    if (this.holds === 0 && (round === 0 || (isAnythingDue() && round < mostRounds))) {
      setImmediate(this.round, round + 1);
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

/** Has anybody else asked for a turn of the event loop? The clock's own is over when it asks. */
function isAnythingDue(): boolean {
  return process.getActiveResourcesInfo().includes('Immediate');
}

function cancelled(): Error {
  return new DOMException('The request was cancelled.', 'AbortError');
}
