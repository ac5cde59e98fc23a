import { HttpResponse } from './http';
import { createMeter, Meter } from './meter';
import { simulatedClock } from './testing/simulatedClock';
import { createTransport } from './transport';

const call = (cost: number | null) => ({ upstream: 'github/graphql' as const, purpose: '', at: 0, cost });
const reading = (remaining: number, resetAt: number) => ({ cost: 1, limit: 5_000, remaining, resetAt });

function budgetAfter(tell: (meter: Meter) => void) {
  const meter = createMeter();
  tell(meter);
  return meter.use()[0]?.budget;
}

describe('a meter', () => {
  it('counts calls and what of their cost was named, by upstream', () => {
    const meter = createMeter();
    [call(3), call(null), call(4)].forEach((one) => meter.spent(one));
    meter.spent({ ...call(1), upstream: 'pagerduty' });
    expect(meter.use()).toEqual([
      { upstream: 'github/graphql', calls: 3, cost: 7, budget: null },
      { upstream: 'pagerduty', calls: 1, cost: 1, budget: null },
    ]);
  });

  it.each([
    ['the lowest figure of a window', [reading(10, 60_000), reading(12, 60_500)], 10],
    ['the last figure of a window', [reading(12, 60_000), reading(10, 60_500)], 10],
    ['a later window', [reading(10, 60_000), reading(4_999, 3_660_000)], 4_999],
    ['no answer of an earlier window that came late', [reading(4_999, 3_660_000), reading(10, 60_000)], 4_999],
  ])('keeps %s', (_, readings, remaining) => {
    const budget = budgetAfter((meter) => readings.forEach((one) => meter.told('github/graphql', one, 1)));
    expect(budget?.remaining).toBe(remaining);
  });

  it('forgets the budget of an upstream that says it has none', () => {
    expect(
      budgetAfter((meter) => {
        meter.told('github/graphql', reading(10, 60_000), 1);
        meter.told('github/graphql', null, 2);
      })
    ).toBeNull();
  });

  it('hears of every request that a transport sends, and of what the answers say is left', async () => {
    const meter = createMeter();
    const clock = simulatedClock(0);
    const answers: HttpResponse[] = [
      { status: 502, headers: {}, body: 'no' },
      {
        status: 200,
        headers: { 'ratelimit-limit': '960', 'ratelimit-remaining': '900', 'ratelimit-reset': '30' },
        body: {},
      },
    ];
    const transport = createTransport({
      client: async () => answers.shift() ?? { status: 404, headers: {}, body: {} },
      clock,
      meter,
    });
    await transport.send({ upstream: 'pagerduty', method: 'GET', path: 'incidents' }, {});
    expect(meter.use()).toMatchObject([{ upstream: 'pagerduty', calls: 2, budget: { limit: 960, remaining: 900 } }]);
  });
});
