import { getEventListeners } from 'node:events';
import { Call } from './errand';
import { HttpResponse, NetworkError } from './http';
import { withDeadline } from './deadline';
import { answer, get, good, rehearsal, RehearsalOptions, settle, start } from './testing/rehearsal';
import { simulatedClock } from './testing/simulatedClock';

const second = 1_000;

async function callsOf(upstream: Call['upstream'], options: RehearsalOptions) {
  const calls: Call[] = [];
  const { transport } = rehearsal(options);
  const errand = { purpose: 'deployments', spent: (call: Call) => calls.push(call) };
  await transport.send(get('x', upstream), errand).catch(() => {});
  return calls;
}

describe('what was spent', () => {
  test('tries are told one by one, with the instant they were sent', async () => {
    const answers = [answer(503), answer(429, {}, { 'retry-after': '30' }), good];
    const calls = await callsOf('github/rest', { latency: second, answer: (_, call) => answers[call - 1] });
    // Half a second of back-off after the first second, half a minute of silence after the next.
    expect(calls.map(({ at, cost }) => [(at - start) / second, cost])).toEqual([
      [0, 1],
      [1.5, 1],
      [32.5, 1],
    ]);
    expect(calls[0]).toEqual({ upstream: 'github/rest', purpose: 'deployments', at: start, cost: 1 });
  });

  const rateLimit = { cost: 7, limit: 5_000, remaining: 4_000, resetAt: '2026-01-01T01:00:00Z' };
  test.each<[string, Call['upstream'], HttpResponse | NetworkError, number | null]>([
    ['a GraphQL answer that says it', 'github/graphql', answer(200, { data: { rateLimit } }), 7],
    ['a GraphQL answer that does not', 'github/graphql', answer(200, { data: {} }), null],
    ['a GraphQL refusal', 'github/graphql', answer(403, { message: 'No.' }), 1],
    ['a REST answer', 'github/rest', good, 1],
    ['a REST refusal', 'github/rest', answer(404), 1],
    ['a PagerDuty answer', 'pagerduty', good, 1],
    ['no answer', 'github/rest', new NetworkError('reset'), null],
  ])('%s', async (_, upstream, given, cost) => {
    const [call] = await callsOf(upstream, { answer: () => given });
    expect(call.cost).toBe(cost);
  });

  test('a request that is cancelled on its way was sent; one that waits was not', async () => {
    const calls: string[] = [];
    const { transport } = rehearsal({ latency: second, concurrency: { 'github/rest': 1 } });
    const controller = new AbortController();
    const send = (purpose: string) =>
      transport.send(get(purpose), {
        purpose,
        signal: controller.signal,
        spent: (call) => calls.push(`${call.purpose}: ${call.cost}`),
      });
    const both = Promise.allSettled([send('sent'), send('waits')]);
    await Promise.resolve();
    controller.abort();
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(calls).toEqual(['sent: null']);
  });

  test('what was composed late is named late', async () => {
    const calls: Call[] = [];
    const { transport } = rehearsal();
    let names: readonly string[] = [];
    const compose = () => {
      names = ['pay', 'shop'];
      return get('x');
    };
    const purpose = () => `pull requests of ${names.length} repositories`;
    await transport.sendWhenFree('github/rest', compose, { purpose, spent: (call) => calls.push(call) });
    await transport.sendWhenFree('github/rest', () => null, { purpose, spent: (call) => calls.push(call) });
    expect(calls.map((call) => call.purpose)).toEqual(['pull requests of 2 repositories']);
  });
});

describe('a request without an answer', () => {
  test('is given up after a minute, tried again, and takes its time', async () => {
    const { transport, times } = rehearsal({ latency: ({ path }) => (path === 'x' ? 61 * second : 0), attempts: 2 });
    await expect(transport.send(get('x'), {})).rejects.toMatchObject({
      failure: { kind: 'unavailable', status: null, reason: 'no answer within 60 seconds' },
    });
    expect(times()).toEqual([0, 60.5 * second]);
  });

  test.each([
    [59, 1],
    [60.1, 5],
  ])('%f seconds: %i tries', async (seconds, tries) => {
    const { transport, seen } = rehearsal({ latency: seconds * second });
    await transport.send(get('x'), {}).catch(() => {});
    expect(seen).toHaveLength(tries);
  });

  test('is cancelled even where nobody listens', async () => {
    const clock = simulatedClock(start);
    const signals: AbortSignal[] = [];
    const deaf = (signal: AbortSignal) => {
      signals.push(signal);
      return new Promise<never>(() => {});
    };
    await expect(withDeadline(deaf, 10 * second, clock, undefined)).rejects.toThrow('no answer within 10 seconds');
    const controller = new AbortController();
    const waiting = withDeadline(deaf, 10 * second, clock, controller.signal);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    expect(clock.sleepers()).toBe(0);
  });
});

test.each<[string, RehearsalOptions]>([
  ['answers', { latency: second }],
  ['retries', { answer: (_, call) => (call < 4 ? answer(503) : good) }],
  ['limits', { answer: (_, call) => (call === 1 ? answer(429) : good) }],
  ['failures', { answer: () => answer(404) }],
  ['late answers', { latency: 61 * second, attempts: 1 }],
])('nothing is left behind after %s: no timers, no listeners', async (_, options) => {
  const clock = simulatedClock(start);
  const { signal } = new AbortController();
  const { transport } = rehearsal({ clock, ...options });
  await Promise.allSettled(['a', 'b', 'c', 'd', 'e'].map((path) => transport.send(get(path), { signal })));
  await settle();
  expect(clock.sleepers()).toBe(0);
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});
