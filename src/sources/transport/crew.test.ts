import { inParallel } from './crew';

const never = new AbortController().signal;

async function collect<T>(results: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const result of results) {
    all.push(result);
  }
  return all;
}

test('everything each task hands over comes out, no more tasks at once than places', async () => {
  let inside = 0;
  let most = 0;
  const results = await collect(
    inParallel(
      [1, 2, 3, 4, 5],
      2,
      async (task, hand: (result: number) => void) => {
        most = Math.max(most, ++inside);
        hand(task * 10);
        await Promise.resolve();
        hand(task * 10 + 1);
        inside--;
      },
      never
    )
  );
  expect(results.sort((a, b) => a - b)).toEqual([10, 11, 20, 21, 30, 31, 40, 41, 50, 51]);
  expect(most).toBe(2);
});

test('no tasks, no results', async () => {
  expect(await collect(inParallel([], 3, async () => {}, never))).toEqual([]);
});

test('a rejection ends the iteration and cancels the others', async () => {
  const cancelled: number[] = [];
  const iteration = inParallel(
    [1, 2],
    2,
    async (task, _hand, signal) => {
      if (task === 1) {
        throw new Error('broken');
      }
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      cancelled.push(task);
    },
    never
  );
  await expect(collect(iteration)).rejects.toThrow('broken');
  await Promise.resolve();
  expect(cancelled).toEqual([2]);
});

test('aborting rejects with an AbortError even while nothing comes', async () => {
  const controller = new AbortController();
  const iteration = collect(inParallel([1], 1, () => new Promise<void>(() => {}), controller.signal));
  controller.abort();
  await expect(iteration).rejects.toMatchObject({ name: 'AbortError' });
});

test('leaving the loop early cancels what is under way', async () => {
  let cancelled = false;
  const iteration = inParallel(
    [1],
    1,
    async (task, hand: (result: number) => void, signal) => {
      hand(task);
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      cancelled = true;
    },
    never
  );
  for await (const result of iteration) {
    expect(result).toBe(1);
    break;
  }
  await Promise.resolve();
  expect(cancelled).toBe(true);
});
