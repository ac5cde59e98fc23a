import fc from 'fast-check';
import { Urgency, urgencies } from './errand';
import { HttpRequest } from './http';
import { answer, get, rehearsal, start } from './testing/rehearsal';
import { simulatedClock } from './testing/simulatedClock';

/**
 * GitHub's documentation, said once more and differently: what an upstream that counts would have seen. It may count a
 * request at any instant between its arrival and its answer, so each is looked at as early and as late as can be.
 */
interface Sent {
  readonly isGraphql: boolean;
  readonly from: number;
  readonly to: number;
  readonly points: number;
}

const minute = 60_000;
const as = urgencies.map((urgency) => (): Urgency => urgency);

/** A change at an instant. */
type Step = readonly [at: number, by: number];

function inOrder(steps: readonly Step[]): readonly Step[] {
  return [...steps].sort(([a, one], [b, other]) => a - b || one - other);
}

/** A request counts in each minute that ends between its arrival and a minute after its answer. */
function mostPoints(sent: readonly Sent[]): number {
  let [sum, most] = [0, 0];
  for (const [, by] of inOrder(
    sent.flatMap(({ from, to, points }): Step[] => [
      [from, points],
      [to + minute, -points],
    ])
  )) {
    sum += by;
    most = Math.max(most, sum);
  }
  return most;
}

/** The time of the minute that ends now grows while a request is under way, and shrinks a minute later. */
function mostTime(sent: readonly Sent[]): number {
  const steps = sent.flatMap(({ from, to }): Step[] => [
    [from, 1],
    [to, -1],
    [from + minute, -1],
    [to + minute, 1],
  ]);
  let [sum, most, slope, last] = [0, 0, 0, 0];
  for (const [at, by] of inOrder(steps)) {
    sum += slope * (at - last);
    most = Math.max(most, sum);
    slope += by;
    last = at;
  }
  return most;
}

const workload = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  graphql: fc.integer({ min: 0, max: 150 }),
  rest: fc.integer({ min: 0, max: 900 }),
  mostCost: fc.integer({ min: 1, max: 60 }),
  longest: fc.integer({ min: 1, max: 9_000 }),
});

/** A linear congruential generator: the same figures for the same seed. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

test('whatever is wanted, and however dear and slow it is, no documented limit is ever hit, and all is served', async () => {
  await fc.assert(
    fc.asyncProperty(workload, async ({ seed, graphql, rest, mostCost, longest }) => {
      const random = dice(seed);
      const clock = simulatedClock(start, random);
      const sent: Sent[] = [];
      const begun = new Map<HttpRequest, number>();
      const hour = { limit: 5_000, used: 0, resetAt: start + 60 * minute };
      let isOverspent = false;
      const { transport, seen } = rehearsal({
        clock,
        latency: (request) => {
          begun.set(request, clock.now());
          return Math.ceil(random() * longest);
        },
        answer: (request) => {
          const isGraphql = request.upstream === 'github/graphql';
          const cost = isGraphql ? Math.ceil(random() * mostCost) : 1;
          sent.push({ isGraphql, from: begun.get(request) ?? 0, to: clock.now(), points: cost });
          if (!isGraphql) {
            return answer(200);
          }
          if (clock.now() >= hour.resetAt) {
            hour.used = 0;
            hour.resetAt = clock.now() + 60 * minute;
          }
          hour.used += cost;
          isOverspent ||= hour.used > hour.limit;
          const resetAt = new Date(hour.resetAt).toISOString();
          const rateLimit = { cost, limit: hour.limit, remaining: Math.max(0, hour.limit - hour.used), resetAt };
          return answer(200, { data: { rateLimit } });
        },
      });
      const send = (count: number, upstream: 'github/graphql' | 'github/rest') =>
        Array.from({ length: count }, (_, i) => {
          return transport.send(get(String(i), upstream), { urgency: as[Math.floor(random() * 3)] });
        });
      await Promise.all([...send(graphql, 'github/graphql'), ...send(rest, 'github/rest')]);
      const ofGraphql = sent.filter(({ isGraphql }) => isGraphql);
      expect(mostPoints(ofGraphql)).toBeLessThanOrEqual(2_000);
      expect(mostPoints(sent.filter(({ isGraphql }) => !isGraphql))).toBeLessThanOrEqual(900);
      expect(mostTime(ofGraphql)).toBeLessThanOrEqual(60_000);
      expect(mostTime(sent)).toBeLessThanOrEqual(90_000);
      expect(isOverspent).toBe(false);
      expect(seen).toHaveLength(graphql + rest);
      expect(clock.sleepers()).toBe(0);
    }),
    { numRuns: 15, endOnFailure: true }
  );
});
