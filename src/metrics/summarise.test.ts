import * as fc from 'fast-check';
import { Interval } from '../events';
import { Observation, SeriesOptions, Shape } from './series';
import { Statistic } from './names';
import { summarise } from './summarise';

const day = 86_400_000;
const options: SeriesOptions = { intervals: false, seed: 'changeLeadTime', timeZone: 'UTC' };
const withIntervals: SeriesOptions = { ...options, intervals: true };
const near = (value: number) => expect.closeTo(value, 5);

describe('one period', () => {
  const week: Interval = { from: 0, to: 7 * day };
  const seen = (...values: number[]): Observation[] => values.map((value, i) => ({ at: i * 1000, value }));

  it('counts: per day, with the exact Poisson interval over the days', () => {
    // Garwood for 7: [2.81436, 14.42268], over 7 days.
    expect(summarise(seen(1, 1, 1, 1, 1, 1, 1), [week], { kind: 'count' }, withIntervals)).toEqual([
      { period: week, value: 1, n: 7, k: null, low: near(2.81436 / 7), high: near(14.42268 / 7) },
    ]);
  });

  it('shares: k of n, with the Wilson interval', () => {
    // Wilson for 3/12.
    const twelve = seen(1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0);
    expect(summarise(twelve, [week], { kind: 'share' }, withIntervals)).toEqual([
      { period: week, value: 0.25, n: 12, k: 3, low: near(0.08894), high: near(0.53231) },
    ]);
  });

  test.each<[Statistic, number]>([
    // scipy, type 7; the sum for the mean by hand: 349.
    ['median', 17.1],
    ['p75', 34.875],
    ['p90', 70.05],
    ['mean', 349 / 12],
  ])('durations: %s', (statistic, expected) => {
    const hours = seen(5.1, 12, 30.5, 3.2, 48, 26, 9.9, 72.5, 14.2, 20, 101, 6.6);
    const [found] = summarise(hours, [week], { kind: 'duration', statistic }, withIntervals);
    expect(found).toMatchObject({ value: expect.closeTo(expected, 10), n: 12, k: null });
    expect(found.low).toBeLessThan(expected);
    expect(found.high).toBeGreaterThan(expected);
  });

  it('over nothing a count is 0, everything else null', () => {
    const nothing = { period: week, n: 0, low: null, high: null };
    expect(summarise([], [week], { kind: 'count' }, options)).toEqual([{ ...nothing, value: 0, k: null }]);
    expect(summarise([], [week], { kind: 'share' }, withIntervals)).toEqual([{ ...nothing, value: null, k: 0 }]);
    for (const statistic of ['median', 'mean'] as const) {
      expect(summarise([], [week], { kind: 'duration', statistic }, withIntervals)).toEqual([
        { ...nothing, value: null, k: null },
      ]);
    }
    // No deployment in seven days: up to −ln 0.025 = 3.689 were to be expected.
    expect(summarise([], [week], { kind: 'count' }, withIntervals)[0]).toMatchObject({
      low: 0,
      high: near(3.68888 / 7),
    });
  });

  it('a period is half-open, and one without length has no rate', () => {
    const edges = [week.from - 1, week.from, week.to - 1, week.to].map((at) => ({ at, value: 1 }));
    expect(summarise(edges, [week], { kind: 'count' }, options)[0].n).toBe(2);
    expect(summarise(edges, [{ from: 5, to: 5 }], { kind: 'count' }, options)[0].value).toBeNull();
  });

  it('one observation has no interval: nothing tells how it might vary', () => {
    const [found] = summarise(seen(60), [week], { kind: 'duration', statistic: 'median' }, withIntervals);
    expect(found).toEqual({ period: week, value: 60, n: 1, k: null, low: null, high: null });
  });
});

/** What the definitions say, period by period, from scratch. */
function naive(observations: readonly Observation[], period: Interval, shape: Shape): number | null {
  const values = observations
    .filter(({ at }) => period.from <= at && at < period.to)
    .map(({ value }) => value)
    .sort((a, b) => a - b);
  const sum = values.reduce((total, value) => total + value, 0);
  if (shape.kind === 'count') {
    return values.length / ((period.to - period.from) / day);
  }
  if (values.length === 0) {
    return null;
  }
  if (shape.kind === 'share' || shape.statistic === 'mean') {
    return sum / values.length;
  }
  const position = (values.length - 1) * { median: 0.5, p75: 0.75, p90: 0.9, p95: 0.95 }[shape.statistic];
  const [lower, upper] = [values[Math.floor(position)], values[Math.ceil(position)]];
  return lower + (upper - lower) * (position % 1);
}

const shape = fc.constantFrom<Shape>(
  { kind: 'count' },
  { kind: 'share' },
  { kind: 'duration', statistic: 'median' },
  { kind: 'duration', statistic: 'mean' },
  { kind: 'duration', statistic: 'p75' },
  { kind: 'duration', statistic: 'p90' },
  { kind: 'duration', statistic: 'p95' }
);
const moment = fc.integer({ min: 0, max: 60 }).map((halfDays) => (halfDays * day) / 2);

function observationsOf(kind: Shape['kind']): fc.Arbitrary<Observation[]> {
  const value = kind === 'duration' ? fc.integer({ min: 0, max: 40 }) : kind === 'share' ? fc.nat(1) : fc.constant(1);
  return fc.array(fc.record({ at: moment, value }), { maxLength: 60 });
}

/** Ascending at both ends, overlapping, apart, alike. */
const ascendingPeriods = fc
  .array(fc.tuple(moment, moment), { minLength: 1, maxLength: 25 })
  .map((pairs): Interval[] => {
    const froms = pairs.map(([from]) => from).sort((a, b) => a - b);
    const lengths = pairs.map(([, length]) => length).sort((a, b) => a - b);
    return froms.map((from, i) => ({ from, to: from + lengths[i] + day / 4 }));
  });

const anyCase = shape.chain((one) => fc.tuple(fc.constant(one), observationsOf(one.kind), ascendingPeriods));

describe('many periods', () => {
  it('are each what the definition says', () => {
    fc.assert(
      fc.property(anyCase, ([one, observations, periods]) => {
        const found = summarise(observations, periods, one, options);
        expect(found.map(({ period }) => period)).toEqual(periods);
        found.forEach(({ value, n }, i) => {
          const expected = naive(observations, periods[i], one);
          expect(value).toEqual(expected === null ? null : expect.closeTo(expected, 9));
          expect(n).toBe(observations.filter(({ at }) => periods[i].from <= at && at < periods[i].to).length);
        });
      }),
      { numRuns: 400 }
    );
  });

  it('do not hang on the order of the observations, of the periods, or on each other, to the last digit', () => {
    const shuffled = anyCase.chain(([one, observations, periods]) =>
      fc.tuple(
        fc.constant(one),
        fc.constant(observations),
        fc.shuffledSubarray(observations, { minLength: observations.length }),
        fc.constant(periods),
        fc.shuffledSubarray(periods, { minLength: 1 })
      )
    );
    fc.assert(
      fc.property(shuffled, ([one, observations, otherOrder, periods, some]) => {
        const whole = summarise(observations, periods, one, withIntervals);
        expect(summarise(otherOrder, periods, one, withIntervals)).toEqual(whole);
        for (const alone of summarise(otherOrder, some, one, withIntervals)) {
          expect(whole).toContainEqual(alone);
        }
      }),
      { numRuns: 25 }
    );
  });
});

it('a mean is not disturbed by what lies outside its window, however large', () => {
  const observations = [
    { at: 0, value: 1e15 },
    { at: day, value: 0.1 },
    { at: day + 1, value: 0.2 },
    { at: 3 * day, value: 1e15 },
  ];
  const [found] = summarise(
    observations,
    [{ from: day, to: 2 * day }],
    { kind: 'duration', statistic: 'mean' },
    options
  );
  expect(found.value).toBeCloseTo(0.15, 14);
});
