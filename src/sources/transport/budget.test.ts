import { urgencies, Urgency } from './errand';
import { HttpResponse, Upstream } from './http';
import { answer, get, rehearsal, RehearsalOptions, settle, start } from './testing/rehearsal';
import { simulatedClock } from './testing/simulatedClock';

const second = 1_000;
const minute = 60 * second;

function iso(at: number): string {
  return new Date(start + at).toISOString();
}

/** Answers of an upstream that says what is left; the window ends `reset` after the start. */
const says: Record<string, (limit: number, remaining: number, reset: number, cost?: number) => HttpResponse> = {
  'github/rest': (limit, remaining, reset) =>
    answer(
      200,
      {},
      {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(remaining),
        'x-ratelimit-reset': String((start + reset) / second),
        'x-ratelimit-resource': 'core',
      }
    ),
  'github/graphql': (limit, remaining, reset, cost = 1) =>
    answer(200, { data: { rateLimit: { cost, limit, remaining, resetAt: iso(reset) } } }),
  // Seconds from now; the answers below come at the start.
  pagerduty: (limit, remaining, reset) =>
    answer(
      200,
      {},
      {
        'ratelimit-limit': String(limit),
        'ratelimit-remaining': String(remaining),
        'ratelimit-reset': String(reset / second),
      }
    ),
};

/** When one more errand is sent after a first one, at the start, was told what is left. */
async function sentAt(upstream: Upstream, first: HttpResponse, urgency: Urgency, options: RehearsalOptions = {}) {
  const { transport, times } = rehearsal({ answer: (_, call) => (call === 1 ? first : answer(200)), ...options });
  await transport.send(get('first', upstream), {});
  await transport.send(get('second', upstream), { urgency: () => urgency });
  return times()[1];
}

describe('what is left is shared with the other users of the token', () => {
  // The background stops below 50 % of the limit, a refresh below 20 %, the interactive below 5 %; reset + 1 s is the end.
  test.each<[Upstream, number, Urgency, number, number]>([
    ['github/graphql', 5_000, 'background', 2_500, 0],
    ['github/graphql', 5_000, 'background', 2_499, 601],
    ['github/graphql', 5_000, 'refresh', 1_000, 0],
    ['github/graphql', 5_000, 'refresh', 999, 601],
    ['github/graphql', 5_000, 'interactive', 250, 0],
    ['github/graphql', 5_000, 'interactive', 249, 601],
    ['github/rest', 15_000, 'background', 7_500, 0],
    ['github/rest', 15_000, 'background', 7_499, 601],
    ['github/rest', 15_000, 'interactive', 749, 601],
    ['pagerduty', 960, 'background', 480, 0],
    ['pagerduty', 960, 'background', 479, 601],
    ['pagerduty', 960, 'refresh', 191, 601],
    ['pagerduty', 960, 'interactive', 47, 601],
    // Without a token 60 an hour: 5 % would be three; the last five are kept.
    ['github/rest', 60, 'interactive', 5, 0],
    ['github/rest', 60, 'interactive', 4, 601],
  ])('%s, limit %i: %s with %i left is sent after %i s', async (upstream, limit, urgency, left, seconds) => {
    expect(await sentAt(upstream, says[upstream](limit, left, 10 * minute), urgency)).toBe(seconds * second);
  });

  test('the jitter of the return is at most a second', async () => {
    const clock = simulatedClock(start, () => 0.5);
    const first = says['github/rest'](5_000, 0, 10 * minute);
    expect(await sentAt('github/rest', first, 'interactive', { clock })).toBe(601.5 * second);
  });

  test.each<[string, Upstream, HttpResponse]>([
    ['no headers', 'github/rest', answer(200)],
    [
      'empty headers',
      'github/rest',
      answer(200, {}, { 'x-ratelimit-limit': '', 'x-ratelimit-remaining': '', 'x-ratelimit-reset': '' }),
    ],
    ['a limit that is null (GHES)', 'github/graphql', answer(200, { data: { rateLimit: null } })],
    [
      'the limit of searches, which is another one',
      'github/rest',
      answer(200, {}, { ...says['github/rest'](30, 0, minute).headers, 'x-ratelimit-resource': 'search' }),
    ],
    ['a reset that is over', 'github/rest', says['github/rest'](5_000, 0, -minute)],
  ])('nothing is kept back after %s', async (_, upstream, first) => {
    expect(await sentAt(upstream, first, 'background')).toBe(0);
  });

  test('headers of a GraphQL answer count where its body does not say', async () => {
    const { headers } = says['github/rest'](5_000, 100, 10 * minute);
    const first = answer(200, { data: {} }, { ...headers, 'x-ratelimit-resource': 'graphql' });
    expect(await sentAt('github/graphql', first, 'interactive')).toBe(601 * second);
  });

  test('a caller may say where its answers tell the budget', async () => {
    const { transport, times } = rehearsal();
    const budgetOf = () => ({ cost: 3, limit: 5_000, remaining: 100, resetAt: start + minute });
    await transport.send(get('first'), {}, { budgetOf });
    await transport.send(get('second'), {});
    expect(times()).toEqual([0, 61 * second]);
  });

  test('a window by another clock is never longer than an hour', async () => {
    const first = says['github/rest'](5_000, 0, 150 * minute);
    expect(await sentAt('github/rest', first, 'interactive')).toBe(60 * minute + second);
  });
});

test.each<[number, readonly Urgency[]]>([
  // One is let in and counts as spent: of 2,501 are left 2,500 to the next, the half that is kept from the background.
  [2_501, ['interactive', 'refresh', 'background']],
  [2_500, ['interactive', 'refresh']],
  [1_001, ['interactive', 'refresh']],
  [1_000, ['interactive']],
])('of 5,000 points %d are left: who composes a request may put in it what is asked by %j', async (left, expected) => {
  const { transport } = rehearsal({ answer: () => says['github/graphql'](5_000, left, 10 * minute) });
  await transport.send(get('first', 'github/graphql'), {});
  let open: readonly Urgency[] = [];
  const compose: Parameters<typeof transport.sendWhenFree>[1] = (isOpenTo) => {
    open = urgencies.filter(isOpenTo);
    return get('second', 'github/graphql');
  };
  await transport.sendWhenFree('github/graphql', compose, {});
  expect(open).toEqual(expected);
});

test('what is under way is counted as if it were spent', async () => {
  let left = 2_502;
  const { transport, times } = rehearsal({
    latency: second,
    answer: () => says['github/rest'](5_000, --left, 10 * minute),
  });
  await transport.send(get('first'), {});
  // 2,501 are left at one second: one may go, with it under way another one (2,500), and no third one (2,499).
  await Promise.all([1, 2, 3].map((i) => transport.send(get(String(i)), { urgency: () => 'background' })));
  expect(times()).toEqual([0, second, second, 601 * second]);
});

test('the next request is expected to cost as much as the dearest of the last', async () => {
  let left = 2_700;
  const { transport, times } = rehearsal({
    latency: second,
    answer: () => says['github/graphql'](5_000, (left -= 100), 10 * minute, 100),
  });
  await transport.send(get('first', 'github/graphql'), {});
  // 2,600 are left: one may go, with it under way another one (2,500). When they are over 2,400 are left.
  const errand = { urgency: (): Urgency => 'background' };
  await Promise.all([1, 2, 3].map((i) => transport.send(get(String(i), 'github/graphql'), errand)));
  expect(times()).toEqual([0, second, second, 601 * second]);
});

test('of answers that overtake each other the lowest figure of a window counts', async () => {
  const { transport, times } = rehearsal({
    latency: ({ path }) => (path === 'slow' ? 2 * second : second),
    answer: ({ path }) => says['github/rest'](5_000, path === 'slow' ? 2_600 : 2_400, 10 * minute),
  });
  await Promise.all([transport.send(get('slow'), {}), transport.send(get('quick'), {})]);
  await transport.send(get('next'), { urgency: () => 'background' });
  expect(times()).toEqual([0, 0, 601 * second]);
});

test('a request without an answer counts as spent', async () => {
  const { transport, times } = rehearsal({
    answer: (_, call) => (call === 1 ? says['github/rest'](5_000, 251, 10 * minute) : answer(404)),
  });
  await transport.send(get('first'), {});
  await expect(transport.send(get('a'), {})).rejects.toThrow();
  await expect(transport.send(get('b'), {})).rejects.toThrow();
  await expect(transport.send(get('c'), {})).rejects.toThrow();
  // 251, 250, 249: the third one of them waits.
  expect(times()).toEqual([0, 0, 0, 601 * second]);
});

describe('waiting for a budget', () => {
  const spent = says['github/rest'](5_000, 1_500, 30 * minute);
  const back = start + 30 * minute + second;

  test('is told once, with its end, and when it goes on', async () => {
    const told: Array<[number, number | null]> = [];
    const { transport, clock } = rehearsal({ answer: () => spent });
    await transport.send(get('first'), {});
    const waits = (until: number | null) => told.push([clock.now(), until]);
    await transport.send(get('second'), { urgency: () => 'background', waits });
    expect(told).toEqual([
      [start, back],
      [back, null],
    ]);
  });

  test('does not concern the more urgent', async () => {
    const { transport, seen } = rehearsal({ answer: (_, call) => (call < 4 ? spent : answer(200)) });
    await transport.send(get('first'), {});
    await Promise.all([
      transport.send(get('fill'), { urgency: () => 'background' }),
      transport.send(get('renew'), { urgency: () => 'refresh' }),
      transport.send(get('ask'), {}),
    ]);
    expect(seen.map(({ path, at }) => [path, at])).toEqual([
      ['first', 0],
      ['renew', 0],
      ['ask', 0],
      ['fill', 1_801 * second],
    ]);
  });

  test('ends within a second when somebody begins to wait for it', async () => {
    const clock = simulatedClock(start);
    const told: Array<number | null> = [];
    const { transport, times } = rehearsal({ clock, answer: () => spent });
    await transport.send(get('first'), {});
    const urgency = (): Urgency => (clock.now() < start + 9.5 * second ? 'background' : 'interactive');
    await transport.send(get('second'), { urgency, waits: (until) => told.push(until) });
    expect(times()).toEqual([0, 10 * second]);
    expect(told).toEqual([back, null]);
  });

  test('is over at once when it is cancelled, and nothing is left of it', async () => {
    const clock = simulatedClock(start);
    const told: Array<number | null> = [];
    const { transport, times } = rehearsal({ clock, answer: () => spent });
    await transport.send(get('first'), {});
    const controller = new AbortController();
    const waiting = transport.send(get('second'), {
      signal: controller.signal,
      urgency: () => 'background',
      waits: (until) => told.push(until),
    });
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    await settle();
    expect(clock.now()).toBe(start);
    expect(clock.sleepers()).toBe(0);
    expect(times()).toEqual([0]);
    expect(told).toEqual([back, null]);
  });

  test('is refused by who does not want to wait so long, with what is left and until when', async () => {
    const { transport, clock } = rehearsal({ answer: () => spent, longestWait: 2 * minute });
    await transport.send(get('first'), {});
    const refused = transport.send(get('second'), { urgency: () => 'background' });
    await expect(refused).rejects.toMatchObject({
      failure: { kind: 'rateLimited', retryAt: back },
      message:
        "1500 of 5000 are left of this token's rate limit, and are kept for its other users until 2026-01-01T00:30Z",
    });
    expect(clock.now()).toBe(start);
  });
});
