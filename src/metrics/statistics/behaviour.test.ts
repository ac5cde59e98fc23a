import * as fc from 'fast-check';
import { brunnerMunzel } from './brunnerMunzel';
import { cliffsDelta } from './cliffsDelta';
import { clopperPearsonInterval } from './clopperPearsonInterval';
import { fisherExact } from './fisherExact';
import { hodgesLehmann } from './hodgesLehmann';
import { kruskalWallis } from './kruskalWallis';
import { logWelch } from './logWelch';
import { mannWhitney } from './mannWhitney';
import { mean } from './mean';
import { median } from './median';
import { newcombeDifference } from './newcombeDifference';
import { pairwiseDifference } from './pairwiseDifference';
import { poissonInterval } from './poissonInterval';
import { quantile } from './quantile';
import { rankSumCounts } from './rankSumCounts';
import { rateRatio } from './rateRatio';
import { wilsonInterval } from './wilsonInterval';
import { xmrLimits } from './xmrLimits';

const sample = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 30 });
const shareArbitrary = fc
  .integer({ min: 1, max: 300 })
  .chain((n) => fc.record({ k: fc.integer({ min: 0, max: n }), n: fc.constant(n) }));

describe('over nothing there is no number', () => {
  test.each([
    ['median', median([])],
    ['mean', mean([])],
    ['quantile', quantile([], 0.9)],
    ['Wilson', wilsonInterval(0, 0)],
    ['Clopper-Pearson', clopperPearsonInterval(0, 0)],
    ['Newcombe', newcombeDifference({ k: 0, n: 0 }, { k: 1, n: 2 })],
    ['Mann-Whitney', mannWhitney([], [1])],
    ['Hodges-Lehmann', hodgesLehmann([1], [])],
    ['Cliff', cliffsDelta([], [])],
    ['Brunner-Munzel', brunnerMunzel([1], [2, 3])],
    ['Brunner-Munzel without overlap', brunnerMunzel([1, 2], [3, 4])],
    ['Kruskal-Wallis', kruskalWallis([[1, 2], []])],
    ['Kruskal-Wallis of one value', kruskalWallis([[2], [2, 2]])],
    ['log-Welch with a zero', logWelch([0, 1], [2, 3])],
    ['XmR of one value', xmrLimits([4])],
    ['rate ratio of nothing', rateRatio({ count: 0, days: 7 }, { count: 0, days: 7 }).ratio],
  ])('%s', (_, value) => {
    expect(value).toBeNull();
  });
});

describe('extremes', () => {
  it('no failures: the interval starts at 0 and ends by the rule of three or so', () => {
    expect(wilsonInterval(0, 12)?.low).toBe(0);
    // 1 − 0.025^(1/12)
    expect(clopperPearsonInterval(0, 12)).toEqual({ low: 0, high: expect.closeTo(1 - 0.025 ** (1 / 12), 12) });
    expect(wilsonInterval(12, 12)?.high).toBe(1);
  });

  it('no deployments in a period: up to 3.69 were to be expected', () => {
    // −ln 0.025
    expect(poissonInterval(0)).toEqual({ low: 0, high: expect.closeTo(-Math.log(0.025), 12) });
  });

  it('a hundred thousand deployments', () => {
    // The roots of the incomplete gamma functions to 30 digits, by mpmath.
    const { low, high } = poissonInterval(100_000);
    expect(low).toBeCloseTo(99381.1526637447, 6);
    expect(high).toBeCloseTo(100621.7447397439, 6);
  });

  it('all values equal: nothing speaks for a difference', () => {
    expect(mannWhitney([3, 3, 3], [3, 3])?.p).toBe(1);
    expect(hodgesLehmann([3, 3, 3], [3, 3])?.interval).toEqual({ low: 0, high: 0 });
  });

  it('twice as many in twice the time is the same rate', () => {
    expect(rateRatio({ count: 20, days: 10 }, { count: 40, days: 20 })).toMatchObject({
      ratio: expect.closeTo(1, 12),
      p: expect.closeTo(1, 9),
    });
  });

  it('none before and some after: the ratio has no upper end', () => {
    const result = rateRatio({ count: 0, days: 30 }, { count: 6, days: 30 });
    expect(result.ratio).toBe(Infinity);
    expect(result.interval?.high).toBe(Infinity);
    // Two-sided binomial p of 6 heads in 6.
    expect(result.p).toBeCloseTo(2 / 64, 12);
  });
});

describe('what the definitions promise', () => {
  it('U counts the pairs, ties one half', () => {
    fc.assert(
      fc.property(sample, sample, (first, second) => {
        const pairs = first.flatMap((x) => second.map((y) => (x > y ? 1 : x === y ? 0.5 : 0)));
        expect(mannWhitney(first, second)?.uFirst).toBeCloseTo(
          pairs.reduce<number>((a, b) => a + b, 0),
          9
        );
      })
    );
  });

  it('the k-th pairwise difference is the one of the sorted list', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e7, noNaN: true }), { minLength: 1, maxLength: 15 }),
        sample,
        (p, q) => {
          const first = [...p].sort((a, b) => a - b);
          const second = [...q].sort((a, b) => a - b);
          const differences = second.flatMap((y) => first.map((x) => y - x)).sort((a, b) => a - b);
          differences.forEach((difference, i) =>
            expect(Math.abs(pairwiseDifference(first, second, i + 1) - difference)).toBeLessThanOrEqual(1e-7)
          );
        }
      )
    );
  });

  it('all orderings of 3 and 4 values are counted once', () => {
    // Coefficients of the Gaussian binomial (7 choose 3): they add up to 35.
    expect(Array.from(rankSumCounts(3, 4))).toEqual([1, 1, 2, 3, 4, 4, 5, 4, 4, 3, 2, 1, 1]);
  });

  it('turning the comparison round turns the answer round', () => {
    fc.assert(
      fc.property(shareArbitrary, shareArbitrary, (before, after) => {
        const there = newcombeDifference(before, after);
        const back = newcombeDifference(after, before);
        expect(there?.low).toBeCloseTo(-(back?.high ?? NaN), 12);
        expect(fisherExact(before, after)).toBeCloseTo(fisherExact(after, before), 9);
      })
    );
  });

  it('intervals hold their estimate', () => {
    fc.assert(
      fc.property(shareArbitrary, ({ k, n }) => {
        for (const interval of [wilsonInterval(k, n), clopperPearsonInterval(k, n)]) {
          expect(interval?.low).toBeLessThanOrEqual(k / n);
          expect(interval?.high).toBeGreaterThanOrEqual(k / n);
        }
        expect(poissonInterval(k).low).toBeLessThanOrEqual(k);
        expect(poissonInterval(k).high).toBeGreaterThan(k);
      })
    );
  });
});
