import { HttpResponse, NetworkError } from './http';
import { UpstreamError } from './failure';
import { answer, get, good, rehearsal, settle, start } from './testing/rehearsal';
import { simulatedClock } from './testing/simulatedClock';

const second = 1_000;
const minute = 60 * second;
const limited = answer(429);

function messageOf(error: unknown): string {
  return error instanceof UpstreamError ? error.message : `no UpstreamError: ${String(error)}`;
}

test('after a limit one request goes ahead, and the others follow when it has been answered', async () => {
  const { transport, times, seen } = rehearsal({
    latency: second,
    answer: (_, call) => (call === 1 ? answer(429, {}, { 'retry-after': '30' }) : good),
  });
  await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((path) => transport.send(get(path), {})));
  // Limited at one second, when "b" and "c" had been sent. At 31 s "a" goes alone, at 32 s the rest.
  expect(times()).toEqual([0, 0, 0, 31, 32, 32, 32].map((s) => s * second));
  expect(seen[3].path).toBe('a');
});

test('what was sent before the limit was known neither ends the silence nor doubles the next', async () => {
  const { transport, times } = rehearsal({
    latency: ({ path }) => (path === 'slow' ? 3 * second : second),
    // "a" and "b" are limited at one second, "slow" is fine at three; the one that goes ahead is limited again.
    answer: ({ path }, call) => (path !== 'slow' && call <= 4 ? limited : good),
  });
  await Promise.all(['a', 'b', 'slow', 'd'].map((path) => transport.send(get(path), {})));
  // 60 s from one second; limited again at 62 s: 120 s; then "b" and "d" together.
  expect(times()).toEqual([0, 0, 0, 61, 182, 183, 183].map((s) => s * second));
});

test.each<[string, HttpResponse | NetworkError, number[]]>([
  // The one that goes ahead finds no answer: another one goes ahead at once, and it comes back after its back-off.
  ['no answer', new NetworkError('reset'), [0, 60, 60, 60.5]],
  ['a broken answer', answer(502), [0, 60, 60, 60.5]],
  ['a refusal', answer(404), [0, 60, 60]],
])('the silence ends with an answer, not with %s', async (_, second60, expected) => {
  const { transport, times } = rehearsal({
    concurrency: { 'github/rest': 1 },
    answer: (__, call) => (call === 1 ? limited : call === 2 ? second60 : good),
  });
  await Promise.allSettled(['a', 'b'].map((path) => transport.send(get(path), {})));
  expect(times()).toEqual(expected.map((s) => s * second));
});

test('an unexplained silence doubles up to a quarter of an hour, five times; then everybody in line is told', async () => {
  const clock = simulatedClock(start);
  const { transport, times } = rehearsal({ clock, answer: () => answer(429, { message: 'Too many.' }) });
  const outcomes = await Promise.allSettled(['a', 'b', 'c', 'd'].map((path) => transport.send(get(path), {})));
  // Three at the start; after 1, 2, 4, 8 and 15 minutes one each.
  expect(times()).toEqual([0, 0, 0, 1, 3, 7, 15, 30].map((minutes) => minutes * minute));
  for (const outcome of outcomes) {
    expect(outcome).toMatchObject({
      status: 'rejected',
      reason: { failure: { kind: 'rateLimited', reason: 'Too many.', retryAt: start + 45 * minute } },
    });
  }
  // Whoever comes later still keeps the silence.
  await expect(transport.send(get('later'), {})).rejects.toMatchObject({ failure: { retryAt: start + 60 * minute } });
  expect(times().at(-1)).toBe(45 * minute);
});

test('an answer makes the next silence short again', async () => {
  const { transport, times } = rehearsal({ answer: (_, call) => ([1, 2, 4].includes(call) ? limited : good) });
  await transport.send(get('a'), {});
  await transport.send(get('b'), {});
  // 1 and 2 minutes; "b" leaves at once and is limited: one minute.
  expect(times()).toEqual([0, 1, 3, 3, 4].map((minutes) => minutes * minute));
});

test('one request that is limited again and again, while others are answered, is reported', async () => {
  const { transport, seen } = rehearsal({
    answer: ({ path }) => (path === 'search' ? answer(429, {}, { 'retry-after': '10' }) : good),
    latency: second,
    concurrency: { 'github/rest': 1 },
  });
  const search = transport.send(get('search'), {}).catch(messageOf);
  for (let i = 0; i < 12; i++) {
    await transport.send(get(String(i)), { rank: -1 });
  }
  expect(await search).toBe('status 429');
  expect(seen.filter(({ path }) => path === 'search')).toHaveLength(6);
});

describe('whom a limit concerns', () => {
  const secondary = answer(403, { message: 'You have exceeded a secondary rate limit.' });
  const primary = answer(403, { message: 'API rate limit exceeded for user ID 1.' });
  const spent = answer(200, { errors: [{ type: 'RATE_LIMITED' }] });
  const inspect = ({ body }: HttpResponse) =>
    body === spent.body
      ? ({
          kind: 'rateLimited',
          reason: 'You have run out of points.',
          status: 200,
          retry: 'pause',
          retryAt: start + 20 * minute,
        } as const)
      : null;

  test.each([
    ['a secondary limit: all of GitHub', 'github/rest', secondary, 60, 0],
    ["the hour's budget of REST: REST", 'github/rest', primary, 0, 0],
    ["the hour's budget of GraphQL (status 200): GraphQL", 'github/graphql', spent, 0, 0],
    ['a limit of GraphQL without a word: all of GitHub', 'github/graphql', answer(429), 60, 0],
  ] as const)('%s', async (_, upstream, limit, otherAt, pagerdutyAt) => {
    const { transport, seen } = rehearsal({ answer: (__, call) => (call === 1 ? limit : good) });
    const first = transport.send(get('first', upstream), {}, { inspect });
    await settle();
    const other = upstream === 'github/rest' ? 'github/graphql' : 'github/rest';
    await Promise.all([
      first,
      transport.send(get('other', other), {}),
      transport.send(get('incidents', 'pagerduty'), {}),
    ]);
    // Who goes ahead after the silence came first; without latency the next one follows in the same instant.
    expect(seen.find(({ path }) => path === 'other')?.at).toBe(otherAt * second);
    expect(seen.find(({ path }) => path === 'incidents')?.at).toBe(pagerdutyAt * second);
  });

  test("the budget's reset counts where an error shows no headers, and a second more", async () => {
    const headers = {
      'x-ratelimit-limit': '5000',
      'x-ratelimit-remaining': '4000',
      'x-ratelimit-reset': String((start + 25 * minute) / second),
    };
    const { transport, times } = rehearsal({
      answer: (_, call) => [answer(200, {}, headers), primary, good][Math.min(call, 3) - 1],
    });
    await transport.send(get('a'), {});
    await transport.send(get('b'), {});
    expect(times()).toEqual([0, 0, 25 * minute + second]);
  });

  test.each([
    ['a reset that is over by our clock is no end', String(start / second - 600), 60],
    ['nothing remains until the reset', String(start / second + 600), 601],
  ])('%s', async (_, reset, seconds) => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
    const { transport, times } = rehearsal({ answer: (__, call) => (call === 1 ? answer(403, {}, headers) : good) });
    await transport.send(get('a'), {});
    expect(times()).toEqual([0, seconds * second]);
  });
});

describe('a wait', () => {
  const hour = answer(403, {}, { 'retry-after': '3600' });

  test('is as long as it takes, and is told to all it concerns', async () => {
    const told: Array<[string, number | null]> = [];
    const { transport, times } = rehearsal({ answer: (_, call) => (call === 1 ? hour : good) });
    const send = (path: string) =>
      transport.send(get(path), { waits: (until) => told.push([path, until === null ? null : until - start]) });
    const first = send('limited');
    await settle();
    await Promise.all([first, send('newcomer')]);
    expect(times()).toEqual([0, 60 * minute, 60 * minute]);
    expect(told).toEqual([
      ['limited', 60 * minute],
      ['newcomer', 60 * minute],
      ['limited', null],
      ['newcomer', null],
    ]);
  });

  test('of two seconds or less is not worth a word, a back-off of four is', async () => {
    const told: Array<number | null> = [];
    const { transport, times } = rehearsal({
      answer: (_, call) => (call === 1 ? answer(429, {}, { 'retry-after': '2' }) : call < 6 ? answer(503) : good),
    });
    await transport.send(get('a'), { waits: (until) => told.push(until === null ? null : until - start) });
    // Back-offs without jitter: 0.5, 1, 2 and 4 s.
    expect(times()).toEqual([0, 2, 2.5, 3.5, 5.5, 9.5].map((s) => s * second));
    expect(told).toEqual([9.5 * second, null]);
  });

  test('is over at once when it is cancelled, and nothing is left of it', async () => {
    const clock = simulatedClock(start);
    const { transport } = rehearsal({ clock, answer: () => hour });
    const controllers = ['a', 'b', 'c'].map(() => new AbortController());
    const waiting = controllers.map(({ signal }, i) => transport.send(get(String(i)), { signal }).catch(String));
    await Promise.resolve();
    controllers.forEach((controller) => controller.abort());
    expect(await Promise.all(waiting)).toEqual(Array(3).fill('AbortError: The request was cancelled.'));
    await settle();
    expect(clock.sleepers()).toBe(0);
    expect(clock.now()).toBe(start);
  });

  test('that one does not want is refused at once, in line too, with what the upstream said', async () => {
    const { transport, clock, seen } = rehearsal({
      latency: second,
      concurrency: { 'github/rest': 1 },
      longestWait: 2 * minute,
      answer: () => answer(403, { message: 'You have exceeded a secondary rate limit.' }, { 'retry-after': '3600' }),
    });
    const outcomes = await Promise.all(['a', 'b', 'c'].map((path) => transport.send(get(path), {}).catch(messageOf)));
    expect(outcomes).toEqual(Array(3).fill('You have exceeded a secondary rate limit.'));
    expect([clock.now(), seen.length]).toEqual([start + second, 1]);
    await expect(transport.send(get('d'), {})).rejects.toMatchObject({ failure: { retryAt: start + 3_601 * second } });
  });

  test('may be wanted shorter for one request', async () => {
    const { transport } = rehearsal({ answer: () => hour });
    await expect(transport.send(get('a'), {}, { longestWait: minute })).rejects.toMatchObject({
      failure: { kind: 'rateLimited', retryAt: start + 60 * minute },
    });
  });
});
