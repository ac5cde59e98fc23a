import {
  bootstrapMean,
  expandedMean,
  largestDrawnMean,
  quantileBootstrap,
  resampledQuantiles,
  resampledRanks,
} from './bootstrap';
import { gammaVariate } from './betaVariate';
import { quantileOfSorted } from './quantile';
import { Random, mulberry32, seedOf } from './random';

const hours = [5.1, 12, 30.5, 3.2, 48, 26, 9.9, 72.5, 14.2, 20, 101, 6.6].sort((a, b) => a - b);
const at = (values: readonly number[]) => (index: number) => values[index];

function draws(count: number, draw: () => number): number[] {
  return Array.from({ length: count }, draw).sort((a, b) => a - b);
}

/** Largest distance between two empirical distributions (Kolmogorov-Smirnov). Both ascending. */
function distance(first: readonly number[], second: readonly number[]): number {
  let largest = 0;
  let i = 0;
  let j = 0;
  while (i < first.length && j < second.length) {
    const value = Math.min(first[i], second[j]);
    while (i < first.length && first[i] <= value) {
      i++;
    }
    while (j < second.length && second[j] <= value) {
      j++;
    }
    largest = Math.max(largest, Math.abs(i / first.length - j / second.length));
  }
  return largest;
}

function naiveQuantile(values: readonly number[], probability: number, random: Random): number {
  const resample = values.map(() => values[Math.floor(random() * values.length)]).sort((a, b) => a - b);
  return quantileOfSorted(resample, probability) ?? NaN;
}

describe('the bootstrap of a quantile', () => {
  const sizes = [2, 3, 5, 12, 41];
  const cases = sizes.flatMap((n) => [0.25, 0.5, 0.75, 0.9, 0.95].map((probability) => [n, probability] as const));

  test.each(cases)('of %p values at %p is distributed as drawing every value', (n, probability) => {
    const values = Array.from({ length: n }, (_, i) => (i + 1) ** 2);
    const count = 8_000;
    const quick = mulberry32(seedOf(`quick ${n} ${probability}`));
    const naive = mulberry32(seedOf(`naive ${n} ${probability}`));
    const found = distance(
      Array.from(resampledQuantiles(resampledRanks(n, probability, quick, count), at(values)).sort()),
      draws(count, () => naiveQuantile(values, probability, naive))
    );
    // Kolmogorov's critical distance at one in 100,000, so that 25 cases do not fail by chance.
    expect(found).toBeLessThan(2.47 * Math.sqrt(2 / count));
  });

  it('of a median has the interval that the binomial distribution gives', () => {
    // Odd n = 101 of the values 0…100: a resample's median is ≤ i with P(Bin(101, (i + 1)/101) ≥ 51). The probability
    // reaches 2.5 % between i = 40 and i = 41, and 97.5 % between 59 and 60 (normal: 50 ± 1.96 · √101 / 2 = 40.2, 59.8).
    const interval = quantileBootstrap(0.5, { seed: 1 })(101, (i) => i);
    expect(interval?.low).toBeGreaterThanOrEqual(39);
    expect(interval?.low).toBeLessThanOrEqual(42);
    expect(interval?.high).toBeGreaterThanOrEqual(58);
    expect(interval?.high).toBeLessThanOrEqual(61);
  });

  it('is the same for everybody with the same seed, and another with another', () => {
    const seeded = (text: string) => bootstrapMean(hours, { seed: seedOf(text) });
    expect(seeded('changeLeadTime/pay')).toEqual(seeded('changeLeadTime/pay'));
    expect(seeded('changeLeadTime/pay')).not.toEqual(seeded('changeLeadTime/shop'));
  });

  it('does not hang on which sizes it met before', () => {
    const squares = (i: number) => i * i;
    const used = quantileBootstrap(0.75, { seed: 5 });
    used(30, squares);
    expect(used(90, squares)).toEqual(quantileBootstrap(0.75, { seed: 5 })(90, squares));
  });

  it('says nothing about a single value', () => {
    expect(quantileBootstrap(0.5, { seed: 1 })(1, () => 7)).toBeNull();
    expect(bootstrapMean([7], { seed: 1 })).toBeNull();
  });
});

describe('the bootstrap of the mean', () => {
  it('is centred on the mean and as wide as the standard error says', () => {
    // Mean 29.08; √(Σ(x − 29.08)²/12) = 28.79, ÷ √12 = 8.31; a right-skewed sample leans to the right of ± 1.96.
    const interval = bootstrapMean(hours, { seed: 3 });
    expect(interval?.low).toBeGreaterThan(29.08 - 2 * 8.31);
    expect(interval?.low).toBeLessThan(29.08 - 1.5 * 8.31);
    expect(interval?.high).toBeGreaterThan(29.08 + 1.9 * 8.31);
    expect(interval?.high).toBeLessThan(29.08 + 2.5 * 8.31);
  });

  it('needs no draws beyond a size: the expansion agrees with resampling, on lognormal durations', () => {
    const random = mulberry32(7);
    const values = Array.from({ length: largestDrawnMean }, () => Math.exp(1.5 * normal(random)));
    const drawn = bootstrapMean(values, { seed: 11 });
    const expanded = expandedMean(values, 0.95);
    const width = expanded.high - expanded.low;
    // 2,000 resamples leave their percentiles uncertain by about 3 % of the width.
    expect(Math.abs((drawn?.low ?? NaN) - expanded.low)).toBeLessThan(0.06 * width);
    expect(Math.abs((drawn?.high ?? NaN) - expanded.high)).toBeLessThan(0.06 * width);
  });
});

/** Sum of twelve uniforms less six: near enough to normal for a made-up sample. */
function normal(random: Random): number {
  return Array.from({ length: 12 }, random).reduce((sum, value) => sum + value, -6);
}

describe('random numbers', () => {
  it('mulberry32 gives the sequence published with it', () => {
    // Reference values of the C implementation for seed 0, as 32-bit integers.
    const random = mulberry32(0);
    const integers = Array.from({ length: 3 }, () => random() * 2 ** 32);
    expect(integers).toEqual([1144304738, 1416247, 958946056]);
  });

  it('seeds are FNV-1a', () => {
    // Test vectors of the FNV reference implementation.
    expect([seedOf(''), seedOf('a'), seedOf('foobar')]).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968]);
  });

  test.each([1, 2.5, 40, 10_000])('Gamma(%p) has mean and variance equal to its shape', (shape) => {
    const random = mulberry32(seedOf(`gamma ${shape}`));
    const sample = Array.from({ length: 40_000 }, () => gammaVariate(shape, random));
    const mean = sample.reduce((a, b) => a + b) / sample.length;
    const variance = sample.reduce((sum, value) => sum + (value - mean) ** 2, 0) / sample.length;
    expect(Math.abs(mean - shape)).toBeLessThan(5 * Math.sqrt(shape / sample.length));
    expect(Math.abs(variance / shape - 1)).toBeLessThan(5 * Math.sqrt((2 + 6 / shape) / sample.length));
  });
});
