import { brunnerMunzel } from './brunnerMunzel';
import { clopperPearsonInterval } from './clopperPearsonInterval';
import { cliffsDelta } from './cliffsDelta';
import { fisherExact } from './fisherExact';
import { hodgesLehmann } from './hodgesLehmann';
import { kruskalWallis } from './kruskalWallis';
import { logWelch } from './logWelch';
import { mannWhitney } from './mannWhitney';
import { median } from './median';
import { newcombeDifference } from './newcombeDifference';
import { poissonInterval } from './poissonInterval';
import { probabilityLower } from './probabilityLower';
import { quantile } from './quantile';
import { rateRatio } from './rateRatio';
import { wilsonInterval } from './wilsonInterval';
import { xmrLimits } from './xmrLimits';

/** Expected values: scipy 1.17.1 and statsmodels 0.15, to the digits recorded from them. */

const a = [5.1, 12, 30.5, 3.2, 48, 26, 9.9, 72.5, 14.2, 20, 101, 6.6];
const b = [2, 7.5, 11, 1.1, 24, 4.4, 16, 3.3, 9.8, 40, 5];
const tiedA = [1, 2, 2, 3, 5, 8, 8, 13, 21, 34];
const tiedB = [1, 1, 2, 2, 3, 3, 5, 5, 8, 13];

describe('two samples without ties', () => {
  it('medians and type-7 quantiles', () => {
    expect(median(a)).toBeCloseTo(17.1, 12);
    expect(median(b)).toBe(7.5);
    expect([0.5, 0.75, 0.9].map((p) => quantile(a, p))).toEqual([17.1, 34.875, expect.closeTo(70.05, 12)]);
    expect([0.5, 0.75, 0.9].map((p) => quantile(b, p))).toEqual([7.5, 13.5, 24]);
  });

  it('Mann-Whitney, exact by itself', () => {
    const exact = mannWhitney(a, b);
    expect(exact).toMatchObject({ uFirst: 97, uSecond: 35, method: 'exact' });
    expect(exact?.p).toBeCloseTo(0.0594980467, 10);
    expect(mannWhitney(a, b, 'asymptotic')?.p).toBeCloseTo(0.0604981907, 10);
    expect(mannWhitney(a, b, 'asymptoticWithoutContinuity')?.p).toBeCloseTo(0.0564018012, 10);
  });

  it('Hodges-Lehmann shift with the exact interval', () => {
    expect(hodgesLehmann(a, b)).toEqual({
      shift: expect.closeTo(-8.75, 12),
      interval: { low: expect.closeTo(-27.2, 12), high: expect.closeTo(0.9, 12) },
      k: 34,
    });
  });

  it("Cliff's delta and P(B > A)", () => {
    const dominance = cliffsDelta(a, b);
    expect(dominance?.delta).toBeCloseTo(-0.4696969697, 10);
    expect(dominance?.secondGreater).toBeCloseTo(0.2651515152, 10);
    expect(dominance?.size).toBe('medium');
  });

  it('Brunner-Munzel', () => {
    expect(brunnerMunzel(a, b)?.statistic).toBeCloseTo(-2.1921306662, 10);
    expect(brunnerMunzel(a, b)?.p).toBeCloseTo(0.0398152718, 10);
  });

  it('Kruskal-Wallis, which for two samples is Mann-Whitney without continuity correction', () => {
    expect(kruskalWallis([a, b])?.statistic).toBeCloseTo(3.6401515152, 10);
    expect(kruskalWallis([a, b])?.p).toBeCloseTo(0.0564018012, 10);
  });

  it('Welch on logarithms, with the ratio of geometric means', () => {
    const test = logWelch(a, b);
    expect(test?.statistic).toBeCloseTo(-2.0944634707, 10);
    expect(test?.p).toBeCloseTo(0.0486452142, 10);
    expect(test?.ratio).toBeCloseTo(0.3933295441, 10);
  });
});

describe('two samples with ties', () => {
  it('Mann-Whitney, tie-corrected, with and without continuity', () => {
    const test = mannWhitney(tiedA, tiedB);
    expect(test).toMatchObject({ uFirst: 65.5, uSecond: 34.5, method: 'asymptotic' });
    expect(test?.p).toBeCloseTo(0.2519685131, 10);
    expect(mannWhitney(tiedA, tiedB, 'asymptoticWithoutContinuity')?.p).toBeCloseTo(0.2365052466, 10);
  });

  it('Hodges-Lehmann, asymptotic with tie correction', () => {
    expect(hodgesLehmann(tiedA, tiedB)).toEqual({ shift: -2, interval: { low: -10, high: 1 }, k: 24 });
  });

  it("Cliff's delta and Brunner-Munzel", () => {
    expect(cliffsDelta(tiedA, tiedB)?.delta).toBeCloseTo(-0.31, 12);
    expect(brunnerMunzel(tiedA, tiedB)?.statistic).toBeCloseTo(-1.2192593371, 10);
    expect(brunnerMunzel(tiedA, tiedB)?.p).toBeCloseTo(0.240459541, 10);
  });
});

describe('two shares', () => {
  test.each([
    [{ k: 12, n: 60 }, { k: 4, n: 60 }, 0.05754595, 0.983, 0.9829441165, -0.2579, -0.00984],
    [{ k: 9, n: 40 }, { k: 2, n: 40 }, 0.0476251649, 0.9872, 0.9872449321, -0.32933, -0.02136],
    [{ k: 20, n: 100 }, { k: 10, n: 100 }, 0.0734275897, 0.9753, 0.9751730332, -0.19947, -0.00015],
  ])('%j against %j', (before, after, fisher, simulated, lower, low, high) => {
    expect(fisherExact(before, after)).toBeCloseTo(fisher, 10);
    // The recorded value was simulated (it is off in the fourth digit); the exact one is the sum over the binomial tail
    // P(Beta(a, b) ≤ p) = Σ_{j ≥ a} C(N, j) p^j (1 − p)^(N − j), N = a + b − 1, integrated in whole-number fractions.
    expect(probabilityLower(before, after)).toBeCloseTo(lower, 10);
    expect(Math.abs(probabilityLower(before, after) - simulated)).toBeLessThan(0.0003);
    expect(newcombeDifference(before, after)?.low).toBeCloseTo(low, 5);
    expect(newcombeDifference(before, after)?.high).toBeCloseTo(high, 5);
  });
});

describe('one share, one count', () => {
  test.each([
    [12, 60, 0.11829, 0.31782],
    [4, 60, 0.02623, 0.15925],
    [3, 12, 0.08894, 0.53231],
    [0, 12, 0, 0.24249],
  ])('Wilson %p/%p', (k, n, low, high) => {
    expect(wilsonInterval(k, n)?.low).toBeCloseTo(low, 5);
    expect(wilsonInterval(k, n)?.high).toBeCloseTo(high, 5);
  });

  it('Clopper-Pearson 3/12', () => {
    expect(clopperPearsonInterval(3, 12)?.low).toBeCloseTo(0.05486, 5);
    expect(clopperPearsonInterval(3, 12)?.high).toBeCloseTo(0.57186, 5);
  });

  it('Garwood 7', () => {
    expect(poissonInterval(7).low).toBeCloseTo(2.81436, 5);
    expect(poissonInterval(7).high).toBeCloseTo(14.42268, 5);
  });
});

describe('two rates', () => {
  test.each([
    [{ count: 18, days: 28 }, { count: 31, days: 28 }, 0.0854331332, 1.7222, 0.93378, 3.26941],
    [{ count: 5, days: 30 }, { count: 12, days: 30 }, 0.1434631348, 2.4, 0.78705, 8.69598],
  ])('%j against %j', (before, after, p, ratio, low, high) => {
    const result = rateRatio(before, after);
    expect(result.p).toBeCloseTo(p, 10);
    expect(result.ratio).toBeCloseTo(ratio, 4);
    expect(result.interval?.low).toBeCloseTo(low, 5);
    expect(result.interval?.high).toBeCloseTo(high, 5);
  });
});

describe('XmR limits', () => {
  const weekly = [9, 12, 10, 14, 11, 13, 30, 12, 10, 9, 11, 8];

  it('mean form', () => {
    const limits = xmrLimits(weekly);
    expect(limits?.centre).toBeCloseTo(12.416667, 6);
    expect(limits?.movingRange).toBeCloseTo(5.181818, 6);
    expect(limits?.upper).toBeCloseTo(26.200303, 6);
    expect(limits?.lower).toBeCloseTo(-1.36697, 6);
    expect(limits?.movingRangeLimit).toBeCloseTo(16.934182, 6);
  });

  it('median form', () => {
    expect(xmrLimits(weekly, 'median')?.upper).toBeCloseTo(20.435, 10);
  });
});
