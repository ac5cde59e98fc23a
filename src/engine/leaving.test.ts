import { plainQuery } from '../query';
import { Source } from '../sources';
import { lastProgress, paymentsEngine, until } from './testing/asking';
import { now } from './testing/payments';

const minute = 60_000;
const query = { ...plainQuery('metrics'), metrics: ['deploymentFrequency' as const] };
const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 5));

/** An engine that lists, and reads behind what it has answered, only as far as it is let go on. */
function slowEngine() {
  const clock = { time: now };
  const inBackground = new Set<AbortSignal>();
  const behind: Array<{ readonly signal: AbortSignal; readonly goOn: () => void }> = [];
  const turn = (_: unknown, signal: AbortSignal) =>
    inBackground.has(signal) ? new Promise<void>((goOn) => behind.push({ signal, goOn })) : Promise.resolve();
  const { engine, source } = paymentsEngine({ turn }, { sharedReach: true, clock: { now: () => clock.time } });
  const fetch = source.fetch.bind(source);
  const noting: Source['fetch'] = (needs, signal, urgency) => {
    // It may set out before the answer is seen.
    if (urgency?.() === 'background') {
      inBackground.add(signal);
    }
    return fetch(needs, signal);
  };
  Object.assign(source, { fetch: noting });
  const answer = async () => {
    await lastProgress(engine, query);
    await until(() => behind.length > 0);
  };
  return { engine, source, clock, behind, answer };
}

describe('what is read behind an answer', () => {
  it('goes on for a while after the last look', async () => {
    const { clock, behind, answer } = slowEngine();
    await answer();
    clock.time += 14 * minute;
    behind[0].goOn();
    await until(() => behind.length > 1);
    expect(behind[1].signal.aborted).toBe(false);
  });

  it('ends when nobody has looked for a quarter of an hour', async () => {
    const { clock, behind, answer } = slowEngine();
    await answer();
    clock.time += 16 * minute;
    behind[0].goOn();
    await until(() => behind[0].signal.aborted);
  });

  it('ends at once where another engine answers, and is not begun again', async () => {
    const { engine, behind, answer } = slowEngine();
    await answer();
    engine.retire();
    await until(() => behind[0].signal.aborted);
    behind.forEach(({ goOn }) => goOn());
    await lastProgress(engine, query);
    await settled();
    expect(behind.filter(({ signal }) => !signal.aborted)).toEqual([]);
  });
});

describe('the list of what there is', () => {
  /** Who asks before anything is listed, and what the source is told of it. */
  function listing() {
    const { engine, source } = paymentsEngine();
    const signals: AbortSignal[] = [];
    const ends: Array<() => void> = [];
    const discover = source.discover.bind(source);
    jest.spyOn(source, 'discover').mockImplementation(async (...given: readonly unknown[]) => {
      signals.push(...given.filter((one): one is AbortSignal => one instanceof AbortSignal));
      await new Promise<void>((resolve) => ends.push(resolve));
      return discover();
    });
    const ask = () => {
      const controller = new AbortController();
      const answer = engine.directory(controller.signal).then(
        ({ directory }) => directory.repositories.length,
        () => 'cancelled'
      );
      return { leave: () => controller.abort(), answer };
    };
    return { signals, ends, ask };
  }

  it('is not looked at any more when nobody waits for it, and is by who comes next', async () => {
    const { signals, ends, ask } = listing();
    const [one, other] = [ask(), ask()];
    await until(() => signals.length === 1);
    one.leave();
    await settled();
    expect(signals[0].aborted).toBe(false);
    other.leave();
    expect([await one.answer, await other.answer]).toEqual(['cancelled', 'cancelled']);
    expect(signals[0].aborted).toBe(true);
    const next = ask();
    await until(() => ends.length === 2);
    ends.forEach((end) => end());
    expect(await next.answer).toBe(2);
  });
});
