import { createTransport, HttpClient, Turns } from '../transport';
import { simulatedClock } from '../transport/testing/simulatedClock';
import { Batcher } from './batcher';
import { Heads, recently } from './heads';

const hour = 3_600_000;

test.each([
  ['a glance of moments ago is as good as a new one', 10_000, 1],
  ['an old one is not', hour, 2],
  ['nor is one of a clock that was ahead and has been put right', -8 * hour, 2],
])('%s', async (_name, passed, calls) => {
  const clock = simulatedClock(Date.parse('2026-06-01T00:00:00Z'));
  let asked = 0;
  const client: HttpClient = async () => {
    asked++;
    return { status: 200, headers: {}, body: { data: { q0: { nameWithOwner: 'acme/pay' } } } };
  };
  const turns = new Turns(clock, 10);
  const heads = new Heads(new Batcher(createTransport({ client, clock }), clock, turns), clock, turns);
  await heads.current('acme/pay', clock.now() - recently, {});
  clock.pass(passed);
  await heads.current('acme/pay', clock.now() - recently, {});
  expect(asked).toBe(calls);
});

test('who waits for discovery to have seen all goes on in turns', async () => {
  const clock = simulatedClock(Date.parse('2026-06-01T00:00:00Z'));
  const client: HttpClient = () => Promise.reject(new Error('Discovery has seen all of them.'));
  const turns = new Turns(clock, 10);
  const heads = new Heads(new Batcher(createTransport({ client, clock }), clock, turns), clock, turns);
  let isListed: () => void = () => undefined;
  const listing = heads.listed(new Promise<void>((resolve) => (isListed = resolve)));
  const names = Array.from({ length: 25 }, (_, index) => `acme/r${index}`);
  const inTurns: number[] = [];
  const waiting = names.map(async (name) => {
    await heads.current(name, clock.now() - recently, {});
    const turn = clock.slept.length;
    inTurns[turn] = (inTurns[turn] ?? 0) + 1;
  });
  names.forEach((name) => heads.note(name, { nameWithOwner: name }));
  isListed();
  await listing;
  await Promise.all(waiting);
  expect(inTurns).toEqual([10, 10, 5]);
});
