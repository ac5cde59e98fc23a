import { SimulatedClock } from '../../simulator';

/** So long may nobody sleep before it is taken for the end; real milliseconds. */
const silence = 3_000;

/** Rejects when nobody sleeps and nothing runs any more: what is waited for would never come. */
export async function untilTheEnd<Result>(clock: SimulatedClock, work: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setInterval> | undefined;
  let silentFor = 0;
  const stuck = new Promise<never>((_, reject) => {
    timer = setInterval(() => {
      silentFor = clock.sleeping > 0 ? 0 : silentFor + 100;
      if (silentFor >= silence) {
        reject(new Error('It waits for something that never comes.'));
      }
    }, 100);
  });
  try {
    return await Promise.race([work, stuck]);
  } finally {
    clearInterval(timer);
  }
}
