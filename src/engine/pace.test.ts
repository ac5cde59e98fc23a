import { atOnce, Slices } from '../metrics';
import { Breath, Pace } from './pace';

/** A clock and a pause that only move by hand. */
class HandBreath implements Breath {
  time = 0;
  readonly waiting: Array<() => void> = [];

  now(): number {
    return this.time;
  }

  breathe(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  async goOn(): Promise<void> {
    this.waiting.shift()?.();
    await settled();
  }
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Steps of so many milliseconds, noted as they are done. */
function* working(breath: HandBreath, steps: readonly number[], done: number[]): Slices<string> {
  for (const [index, length] of steps.entries()) {
    breath.time += length;
    done.push(index);
    yield;
  }
  return 'done';
}

const never = new AbortController().signal;

describe('the pace of work', () => {
  it('pauses once 25 ms have passed, and goes on when it is let', async () => {
    const breath = new HandBreath();
    const done: number[] = [];
    const work = new Pace(breath).walk(working(breath, [10, 10, 10, 10, 10, 10], done), never);
    await settled();
    expect(done).toEqual([0, 1, 2]);
    await breath.goOn();
    expect(done).toEqual([0, 1, 2, 3, 4, 5]);
    await breath.goOn();
    await expect(work).resolves.toBe('done');
  });

  it('gives one turn at a time, however many work', async () => {
    const breath = new HandBreath();
    const pace = new Pace(breath);
    const [one, other]: [number[], number[]] = [[], []];
    const first = pace.walk(working(breath, [30, 30], one), never);
    const second = pace.walk(working(breath, [30, 30], other), never);
    await settled();
    expect([one.length, other.length, breath.waiting.length]).toEqual([1, 1, 1]);
    await breath.goOn();
    // The first has had its turn, and the second only now asks for its own.
    expect([one.length, other.length, breath.waiting.length]).toEqual([2, 1, 1]);
    for (let turns = 0; turns < 4; turns++) {
      await breath.goOn();
    }
    await expect(Promise.all([first, second])).resolves.toEqual(['done', 'done']);
  });

  it('stops at once when cancelled, in the middle of a pause', async () => {
    const breath = new HandBreath();
    const controller = new AbortController();
    const done: number[] = [];
    const work = new Pace(breath).walk(working(breath, [30, 30], done), controller.signal);
    await settled();
    controller.abort();
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
    await breath.goOn();
    expect(done).toEqual([0]);
  });

  it('does the same as everything at once', async () => {
    const breath = new HandBreath();
    const paced = new Pace({ now: () => breath.now(), breathe: async () => {} });
    await expect(paced.walk(working(breath, [30, 30, 30], []), never)).resolves.toBe(
      atOnce(working(breath, [30, 30, 30], []))
    );
  });
});
