import { abortError, throwIfAborted } from './cancel';
import { Clock } from './http';
import { nextTurn } from './nextTurn';

/** The real time. Everything below takes a `Clock`, so that tests hold time still. */
export const systemClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  // No time is not a timer's: browsers hold those back to a second and more where nobody sees the page.
  sleep: async (milliseconds, signal) => {
    throwIfAborted(signal);
    if (milliseconds > 0) {
      return slept(milliseconds, signal);
    }
    await nextTurn();
    throwIfAborted(signal);
  },
  alarm: (milliseconds, ring) => {
    if (milliseconds > 0) {
      const timer = setTimeout(ring, milliseconds);
      return () => clearTimeout(timer);
    }
    let isWanted = true;
    void nextTurn().then(() => isWanted && ring());
    return () => {
      isWanted = false;
    };
  },
};

function slept(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = () => {
      clearTimeout(timer);
      reject(abortError());
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', cancel);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', cancel, { once: true });
  });
}
