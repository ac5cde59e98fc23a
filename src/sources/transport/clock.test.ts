import { systemClock } from './clock';

/** Browsers hold timers back where nobody sees the page: work that gives others a turn must not wait for one. */

afterEach(() => jest.restoreAllMocks());

test('no time passes without a timer, in a later turn of the event loop', async () => {
  const timers = jest.spyOn(globalThis, 'setTimeout');
  const order: string[] = [];
  const others = new Promise<void>((resolve) =>
    setImmediate(() => {
      order.push('others');
      resolve();
    })
  );
  await Promise.all([systemClock.sleep(0).then(() => order.push('slept')), others]);
  expect(order).toEqual(['others', 'slept']);
  expect(timers).not.toHaveBeenCalled();
});

test('and neither does it for who has been cancelled', async () => {
  const controller = new AbortController();
  const slept = systemClock.sleep(0, controller.signal);
  controller.abort();
  await expect(slept).rejects.toMatchObject({ name: 'AbortError' });
  await expect(systemClock.sleep(0, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
  await expect(systemClock.sleep(1_000, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
});

test.each([0, 5])(
  'an alarm rings once after %i ms, later than what is under way, and not when it was stopped',
  async (after) => {
    const ring = jest.fn();
    const never = jest.fn();
    systemClock.alarm(after, ring);
    systemClock.alarm(after, never)();
    expect(ring).not.toHaveBeenCalled();
    await systemClock.sleep(50);
    expect([ring.mock.calls.length, never.mock.calls.length]).toEqual([1, 0]);
  }
);
