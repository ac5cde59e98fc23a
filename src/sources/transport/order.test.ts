import { Urgency } from './errand';
import { createSlots } from './slots';
import { get, rehearsal, settle, start } from './testing/rehearsal';
import { simulatedClock } from './testing/simulatedClock';

const second = 1_000;
const interactive = (): Urgency => 'interactive';
const refresh = (): Urgency => 'refresh';
const background = (): Urgency => 'background';

/** One place, taken for a second by `first`; then the errands come, in this order. */
async function orderOf(errands: ReadonlyArray<{ path: string; urgency?: () => Urgency; rank?: number }>) {
  const { transport, paths } = rehearsal({ latency: second, concurrency: { 'github/rest': 1 } });
  await Promise.all([{ path: 'first' }, ...errands].map(({ path, ...errand }) => transport.send(get(path), errand)));
  return paths().slice(1).join(' ');
}

test.each<[string, Parameters<typeof orderOf>[0], string]>([
  [
    'the most urgent goes first',
    [
      { path: 'fill', urgency: background },
      { path: 'renew', urgency: refresh },
      { path: 'ask', urgency: interactive },
    ],
    'ask renew fill',
  ],
  ['who does not say is urgent', [{ path: 'fill', urgency: background }, { path: 'ask' }], 'ask fill'],
  [
    'of the equally urgent the lower rank',
    [{ path: 'old', rank: 2 }, { path: 'new', rank: -1 }, { path: 'middle' }],
    'new middle old',
  ],
  ['of equal ones who came first', [{ path: 'a' }, { path: 'b' }, { path: 'c' }], 'a b c'],
  [
    'urgency counts more than rank',
    [
      { path: 'fill', urgency: background, rank: -9 },
      { path: 'ask', urgency: interactive, rank: 9 },
    ],
    'ask fill',
  ],
])('%s', async (_, errands, expected) => {
  expect(await orderOf(errands)).toBe(expected);
});

test('an errand that somebody begins to wait for moves up', async () => {
  const clock = simulatedClock(start);
  const { transport, paths } = rehearsal({ clock, latency: second, concurrency: { 'github/rest': 1 } });
  const wanted = (): Urgency => (clock.now() >= start + 1.5 * second ? 'interactive' : 'background');
  await Promise.all([
    transport.send(get('a'), { urgency: background }),
    transport.send(get('b'), { urgency: background }),
    transport.send(get('c'), { urgency: background }),
    transport.send(get('wanted'), { urgency: wanted }),
  ]);
  // At one second nobody waits for it, at two somebody does.
  expect(paths()).toEqual(['a', 'b', 'wanted', 'c']);
});

test('a request is put together when it may leave, and not before', async () => {
  const { transport, seen } = rehearsal({ latency: second, concurrency: { 'github/rest': 1 } });
  const open = ['a', 'b', 'c'];
  const together = () => (open.length === 0 ? null : get(open.splice(0).join('+')));
  const [first, all, none] = await Promise.all([
    transport.send(get('first'), {}),
    transport.sendWhenFree('github/rest', together, {}),
    transport.sendWhenFree('github/rest', together, {}),
    Promise.resolve().then(() => open.push('d')),
  ]);
  expect([first?.status, all?.status, none]).toEqual([200, 200, null]);
  expect(seen.map(({ path }) => path)).toEqual(['first', 'a+b+c+d']);
});

test('thousands with nothing to send do not hold up the page', async () => {
  const { transport, seen } = rehearsal();
  let open = 3_000;
  const compose = () => (open-- > 0 ? null : get('last'));
  const all = Promise.all(Array.from({ length: 3_001 }, () => transport.sendWhenFree('github/rest', compose, {})));
  const turns: number[] = [];
  while (seen.length === 0) {
    await settle();
    turns.push(open);
  }
  await all;
  // The page got its turn again and again, after a few hundred of them each time.
  expect(turns.length).toBeGreaterThan(5);
  expect(Math.max(...turns.slice(1).map((left, i) => turns[i] - left))).toBeLessThanOrEqual(300);
});

test('what is put together once is repeated as it was', async () => {
  let composed = 0;
  const { transport, paths } = rehearsal({
    answer: (_, call) => ({ status: call < 3 ? 503 : 200, headers: {}, body: {} }),
  });
  await transport.sendWhenFree('github/rest', () => get(`composed ${++composed}`), {});
  expect(paths()).toEqual(['composed 1', 'composed 1', 'composed 1']);
});

test('a composer that fails gives its place on', async () => {
  const { transport } = rehearsal({ concurrency: { 'github/rest': 1 } });
  const broken = transport.sendWhenFree(
    'github/rest',
    () => {
      throw new Error('broken');
    },
    {}
  );
  await expect(broken).rejects.toThrow('broken');
  await expect(transport.send(get('next'), {})).resolves.toMatchObject({ status: 200 });
});

test('a retried errand keeps its place in the order', async () => {
  const { transport, paths } = rehearsal({
    latency: second,
    concurrency: { 'github/rest': 1 },
    answer: (_, call) => ({ status: call === 1 ? 503 : 200, headers: {}, body: {} }),
  });
  await Promise.all(['a', 'b', 'c', 'd'].map((path) => transport.send(get(path), {})));
  // "a" fails at one second and comes back half a second later, while "b" has the place.
  expect(paths()).toEqual(['a', 'b', 'a', 'c', 'd']);
});

test.each([
  ['github/graphql', 2],
  ['github/rest', 3],
  ['pagerduty', 3],
] as const)('%s has %i places', async (upstream, places) => {
  const { transport, most } = rehearsal({ latency: second });
  await Promise.all(Array.from({ length: 12 }, (_, i) => transport.send(get(String(i), upstream), {})));
  expect(most()).toBe(places);
});

describe('slots shared by two transports', () => {
  const upstreams = ['github/graphql', 'github/rest', 'pagerduty'] as const;

  test('hold over all upstreams, and the most urgent goes first whatever it asks', async () => {
    const clock = simulatedClock(start);
    const slots = createSlots(4);
    const github = rehearsal({ clock, slots, latency: second });
    const pagerduty = rehearsal({ clock, slots, latency: second });
    const inside: number[] = [];
    const sendAll = upstreams.flatMap((upstream) => {
      const { transport } = upstream === 'pagerduty' ? pagerduty : github;
      return Array.from({ length: 8 }, (_, i) =>
        transport.send(get(`${upstream} ${i}`, upstream), {
          urgency: upstream === 'pagerduty' ? interactive : background,
        })
      );
    });
    await Promise.all(sendAll);
    const all = [...github.seen, ...pagerduty.seen];
    for (let t = 0; all.some(({ at }) => at >= t); t += second) {
      inside.push(all.filter(({ at }) => at === t).length);
    }
    // GraphQL came before REST, so of the four the two are left with at the end REST has three, its own limit, and one.
    expect(inside).toEqual([4, 4, 4, 4, 4, 3, 1]);
    // Two GraphQL and two REST had them before PagerDuty came; then it has its three places as long as it wants.
    expect(pagerduty.times()).toEqual([1, 1, 1, 2, 2, 2, 3, 3].map((seconds) => seconds * second));
  });

  test('a transport that waits for its upstream does not hold up another', async () => {
    const clock = simulatedClock(start);
    const slots = createSlots(1);
    const github = rehearsal({
      clock,
      slots,
      answer: (_, call) => ({ status: call === 1 ? 429 : 200, headers: { 'retry-after': '600' }, body: {} }),
    });
    const pagerduty = rehearsal({ clock, slots, latency: second });
    const limited = github.transport.send(get('limited'), {});
    await Promise.all([1, 2].map((i) => pagerduty.transport.send(get(String(i), 'pagerduty'), {})));
    expect(pagerduty.times()).toEqual([0, second]);
    await limited;
    expect(github.times()).toEqual([0, 600 * second]);
  });
});
