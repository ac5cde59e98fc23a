import { Urgency } from './errand';
import { Upstream } from './http';
import { answer, get, rehearsal, RehearsalOptions, start } from './testing/rehearsal';

const second = 1_000;

/** When so many requests are sent that are wanted at once. */
async function timesOf(count: number, upstream: Upstream, options: RehearsalOptions, urgency: Urgency = 'interactive') {
  const { transport, times } = rehearsal(options);
  const errand = { urgency: () => urgency };
  await Promise.all(Array.from({ length: count }, (_, i) => transport.send(get(String(i), upstream), errand)));
  return times();
}

function inFirst(seconds: number, times: readonly number[]): number {
  return times.filter((at) => at < seconds * second).length;
}

describe('points of a minute', () => {
  // 85 % of what is documented; the background leaves a fifth of that to the others.
  test.each<[Upstream, Urgency, string, number]>([
    ['github/rest', 'interactive', '0.85 x 900', 765],
    ['github/rest', 'background', '0.8 x 765', 612],
    ['pagerduty', 'interactive', '0.85 x 960', 816],
    ['pagerduty', 'background', '0.8 x 816 = 652.8', 652],
    ['github/graphql', 'interactive', '0.85 x 2,000', 1_700],
  ])('%s, %s: %s', async (upstream, urgency, _, most) => {
    const times = await timesOf(most + 3, upstream, {}, urgency);
    expect(inFirst(60, times)).toBe(most);
    expect(times.slice(most)).toEqual([60 * second, 60 * second, 60 * second]);
  });

  test('count what GraphQL says it cost, until a minute after the answer', async () => {
    const rateLimit = { cost: 100, limit: 50_000, remaining: 49_000, resetAt: '2026-01-01T01:00:00Z' };
    const times = await timesOf(20, 'github/graphql', {
      latency: second,
      concurrency: { 'github/graphql': 1 },
      answer: () => answer(200, { data: { rateLimit } }),
    });
    // 17 x 100 points are 1,700; the first of them was answered at one second, the second at two.
    expect(times.slice(0, 17)).toEqual(Array.from({ length: 17 }, (_, i) => i * second));
    expect(times.slice(17)).toEqual([61 * second, 62 * second, 63 * second]);
  });

  test('writing costs five at REST', async () => {
    const { transport, times } = rehearsal();
    for (let i = 0; i < 154; i++) {
      await transport.send({ upstream: 'github/rest', method: 'POST', path: String(i) }, {});
    }
    // 153 x 5 are 765.
    expect(inFirst(60, times())).toBe(153);
    expect(times()[153]).toBe(60 * second);
  });

  test('a dear query does not stop everything', async () => {
    const rateLimit = { cost: 4_000, limit: 50_000, remaining: 40_000, resetAt: '2026-01-01T01:00:00Z' };
    const times = await timesOf(2, 'github/graphql', {
      concurrency: { 'github/graphql': 1 },
      answer: () => answer(200, { data: { rateLimit } }),
    });
    expect(times).toEqual([0, 60 * second]);
  });
});

describe('response time of a minute', () => {
  test('GraphQL: 45 seconds', async () => {
    const options = { latency: 5 * second, concurrency: { 'github/graphql': 1 } };
    const times = await timesOf(12, 'github/graphql', options);
    // Nine answers took 45 s. The first of them was there at 5 s and is forgotten at 65 s, the next ones at 70 s and 75 s.
    expect(times.slice(0, 9)).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40].map((s) => s * second));
    expect(times.slice(9)).toEqual([65, 70, 75].map((s) => s * second));
  });

  test('in the background 36', async () => {
    const options = { latency: 5 * second, concurrency: { 'github/graphql': 1 } };
    const times = await timesOf(9, 'github/graphql', options, 'background');
    // Seven answers took 35 s, an eighth would make it 40.
    expect(times.slice(6)).toEqual([30, 65, 70].map((s) => s * second));
  });

  test('all of GitHub: 75 seconds, PagerDuty none', async () => {
    const options = { latency: 5 * second };
    const rest = await timesOf(18, 'github/rest', options);
    // Three at once: fifteen answers in 25 s took 75 s. The first three were there at 5 s.
    expect(rest.slice(12)).toEqual([20, 20, 20, 65, 65, 65].map((s) => s * second));
    expect((await timesOf(18, 'pagerduty', options)).slice(12)).toEqual(
      [20, 20, 20, 25, 25, 25].map((s) => s * second)
    );
  });

  test('REST and GraphQL share it', async () => {
    const { transport, seen } = rehearsal({ latency: 5 * second });
    const send = (count: number, upstream: Upstream) =>
      Array.from({ length: count }, (_, i) => transport.send(get(String(i), upstream), {}));
    await Promise.all([...send(20, 'github/graphql'), ...send(20, 'github/rest')]);
    // Five at once take 25 s of response time every 5 s: three rounds, then the minute is full until 65 s.
    const early = seen.filter(({ at }) => at < 65 * second);
    expect(early).toHaveLength(15);
    expect(early.filter(({ upstream }) => upstream === 'github/graphql')).toHaveLength(6);
  });

  test('an answer that takes longer than all of it is no standstill', async () => {
    const options = { latency: 50 * second, concurrency: { 'github/graphql': 1 } };
    // The first was answered at 50 s and is forgotten at 110 s.
    expect(await timesOf(2, 'github/graphql', options)).toEqual([0, 110 * second]);
  });
});

test('pacing is no wait worth telling, and is cancelled like one', async () => {
  const { transport, clock, seen } = rehearsal();
  const told: unknown[] = [];
  await Promise.all(Array.from({ length: 765 }, (_, i) => transport.send(get(String(i)), {})));
  const controller = new AbortController();
  const { signal } = controller;
  const waiting = transport.send(get('late'), { signal, waits: (until) => told.push(until) });
  controller.abort();
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  expect([clock.now(), seen.length, told]).toEqual([start, 765, []]);
});
