import { throwIfAborted } from './cancel';

/**
 * Works through `tasks` in order, `places` at a time, and yields what they hand over as it comes. Leaving the loop
 * early or aborting the signal cancels what is under way; a task's rejection ends the iteration with it.
 */
export async function* inParallel<Task, Result>(
  tasks: readonly Task[],
  places: number,
  work: (task: Task, hand: (result: Result) => void, signal: AbortSignal) => Promise<void>,
  signal: AbortSignal
): AsyncGenerator<Result> {
  throwIfAborted(signal);
  const controller = new AbortController();
  let wake = () => {};
  const cancel = () => {
    controller.abort();
    wake();
  };
  const results: Result[] = [];
  const failures: unknown[] = [];
  let next = 0;
  let running = 0;
  signal.addEventListener('abort', cancel, { once: true });

  async function member(): Promise<void> {
    try {
      while (next < tasks.length && !controller.signal.aborted && failures.length === 0) {
        await work(
          tasks[next++],
          (result) => {
            results.push(result);
            wake();
          },
          controller.signal
        );
      }
    } catch (error) {
      failures.push(error);
    } finally {
      running--;
      wake();
    }
  }

  try {
    running = Math.min(places, tasks.length);
    for (let started = running; started > 0; started--) {
      void member();
    }
    for (;;) {
      throwIfAborted(signal);
      while (results.length > 0) {
        yield* results.splice(0);
        throwIfAborted(signal);
      }
      if (failures.length > 0) {
        throw failures[0];
      }
      if (running === 0) {
        return;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    signal.removeEventListener('abort', cancel);
    controller.abort();
  }
}
