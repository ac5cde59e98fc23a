import { abortError } from '../cancel';
import { Clock } from '../http';

export interface SimulatedClock extends Clock {
  /** Lengths of the sleeps that were slept to their end, in that order; milliseconds. */
  readonly slept: readonly number[];
  /** Lets time go by, with whoever sleeps asleep: those whose time has come wake up next. */
  pass(milliseconds: number): void;
  /** Sleeps that have not ended: something still waits. */
  sleepers(): number;
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/**
 * A clock whose time passes only while everybody sleeps, and then at once: up to the instant at which the first one has to
 * wake up. Many may sleep at the same time, as they really would.
 */
export function simulatedClock(start: number, random: () => number = () => 0): SimulatedClock {
  let now = start;
  let isDue = false;
  const slept: number[] = [];
  const sleepers = new Set<Sleeper>();

  /** Everything that follows from the last waking has happened by then: it runs in microtasks. */
  function wakeNext(): void {
    if (!isDue && sleepers.size > 0) {
      isDue = true;
      setImmediate(() => {
        isDue = false;
        const [first, ...others] = sleepers;
        if (first !== undefined) {
          others.reduce((earliest, other) => (other.at < earliest.at ? other : earliest), first).wake();
          wakeNext();
        }
      });
    }
  }

  function alarm(milliseconds: number, ring: () => void): () => void {
    const sleeper: Sleeper = {
      at: now + Math.max(0, milliseconds),
      wake: () => {
        sleepers.delete(sleeper);
        now = Math.max(now, sleeper.at);
        slept.push(milliseconds);
        ring();
      },
    };
    sleepers.add(sleeper);
    wakeNext();
    return () => {
      sleepers.delete(sleeper);
    };
  }

  return {
    slept,
    pass: (milliseconds) => {
      now += milliseconds;
    },
    sleepers: () => sleepers.size,
    now: () => now,
    random,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted === true) {
          reject(abortError());
          return;
        }
        const cancel = () => {
          getUp();
          reject(abortError());
        };
        const getUp = alarm(milliseconds, () => {
          signal?.removeEventListener('abort', cancel);
          resolve();
        });
        signal?.addEventListener('abort', cancel, { once: true });
      }),
    alarm,
  };
}
