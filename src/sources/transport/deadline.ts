import { say, sayDuration } from '../../words';
import { abortError } from './cancel';
import { Clock, LateAnswer } from './http';

/**
 * What `work` gives, but not later than after `longest` milliseconds of the clock, and not after the signal was aborted:
 * it then rejects at once, with a `LateAnswer` or an `AbortError`, and cancels the work, whether that listens or not.
 * Nothing is left waiting when it settles.
 */
export function withDeadline<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
  longest: number,
  clock: Clock,
  signal: AbortSignal | undefined
): Promise<Result> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(abortError());
      return;
    }
    const inner = new AbortController();
    const settle = () => {
      stopWatch?.();
      signal?.removeEventListener('abort', cancel);
    };
    const giveUp = (error: Error) => {
      settle();
      reject(error);
      inner.abort();
    };
    const cancel = () => giveUp(abortError());
    signal?.addEventListener('abort', cancel, { once: true });
    const late = () => {
      const time = sayDuration(longest / 1_000, 'second');
      giveUp(new LateAnswer(say('transport.noAnswer', 'no answer within {{time}}', { time })));
    };
    const stopWatch = Number.isFinite(longest) ? clock.alarm(longest, late) : undefined;
    const run = async () => work(inner.signal);
    run().then(
      (result) => {
        settle();
        resolve(result);
      },
      (error) => {
        settle();
        reject(error);
      }
    );
  });
}
