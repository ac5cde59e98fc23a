import { SimulatedClock } from './clock';

const hour = 3_600_000;

describe('SimulatedClock', () => {
  it('wakes sleepers in order of time, then in the order they lay down', async () => {
    const clock = new SimulatedClock(1_000);
    const woken: Array<readonly [name: string, at: number]> = [];
    const sleeper = async (name: string, milliseconds: number) => {
      await clock.sleep(milliseconds);
      woken.push([name, clock.now()]);
    };
    await Promise.all([sleeper('late', 9 * hour), sleeper('early', 5), sleeper('second', 20), sleeper('third', 20)]);
    expect(woken).toEqual([
      ['early', 1_005],
      ['second', 1_020],
      ['third', 1_020],
      ['late', 1_000 + 9 * hour],
    ]);
  });

  it('stands still while anything can still run', async () => {
    const clock = new SimulatedClock(0);
    const seen: number[] = [];
    const busy = async () => {
      for (let turn = 0; turn < 1_000; turn++) {
        await Promise.resolve();
      }
      seen.push(clock.now());
      await clock.sleep(10);
      seen.push(clock.now());
    };
    await Promise.all([clock.sleep(50), busy()]);
    expect(seen).toEqual([0, 10]);
  });

  it('stands still while work goes on from turn to turn of the event loop', async () => {
    const clock = new SimulatedClock(0);
    const working = async () => {
      for (let turn = 0; turn < 200; turn++) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      return clock.now();
    };
    const [at] = await Promise.all([working(), clock.sleep(50)]);
    expect(at).toBe(0);
    expect(clock.now()).toBe(50);
  });

  it('stands still while it is held', async () => {
    const clock = new SimulatedClock(0);
    const release = clock.hold();
    let isAwake = false;
    const sleeping = clock.sleep(1).then(() => (isAwake = true));
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect([isAwake, clock.now()]).toEqual([false, 0]);
    release();
    release();
    await sleeping;
    expect(clock.now()).toBe(1);
  });

  it('wakes whoever is cancelled at once, with an AbortError, and nobody for them later', async () => {
    const clock = new SimulatedClock(0);
    const controller = new AbortController();
    const sleeping = clock.sleep(hour, controller.signal);
    controller.abort();
    await expect(sleeping).rejects.toMatchObject({ name: 'AbortError' });
    await expect(clock.sleep(1, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
    await clock.sleep(1);
    expect(clock.now()).toBe(1);
  });
});
