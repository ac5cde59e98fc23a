import { quantileSorted } from 'simple-statistics';
import { Bounds, usualConfidence } from './bounds';
import { gammaVariate } from './gammaVariate';
import { Random, mulberry32 } from './random';
import { normalQuantile } from './special/normal';

/** Resamples: enough for the ends of a 95 % interval to hold still to about a tenth of its width. */
export const resamples = 2000;

/**
 * Up to this many values the mean is resampled as it stands, at `resamples · n` draws. Beyond, the distribution of the
 * resampled mean is known well enough from the moments of the sample (`expandedMean`), in n steps.
 */
export const largestDrawnMean = 500;

export interface BootstrapOptions {
  /** See `seedOf`; the same seed and values give the same interval, in whatever order panels ask. */
  readonly seed: number;
  readonly confidence?: number;
}

/**
 * Percentile bootstrap of a type-7 quantile of n values, of which `valueAt(i)` is the i-th smallest (from 0).
 *
 * A resample of n values is not drawn value by value. A resampled value is x[⌊nU⌋] with U uniform, so the r-th smallest
 * of a resample is x[⌊n·U₍ᵣ₎⌋], and the r-th smallest of n uniforms is Beta(r, n + 1 − r); the one above it is the
 * smallest of n − r uniforms on what is left. Two draws stand for a whole resample: O(resamples), whatever n.
 * Null below two values: one value says nothing about how it might vary.
 */
export function bootstrapQuantile(
  n: number,
  valueAt: (index: number) => number,
  probability: number,
  { seed, confidence = usualConfidence }: BootstrapOptions
): Bounds | null {
  if (n < 2) {
    return null;
  }
  const random = mulberry32(seed);
  const drawn = new Float64Array(resamples).map(() => resampledQuantile(n, valueAt, probability, random));
  return percentiles(drawn, confidence);
}

/** One draw of a resample's quantile. */
export function resampledQuantile(
  n: number,
  valueAt: (index: number) => number,
  probability: number,
  random: Random
): number {
  const position = (n - 1) * probability;
  const rank = Math.floor(position) + 1;
  const weight = position - Math.floor(position);
  const left = gammaVariate(rank, random);
  const right = gammaVariate(n + 1 - rank, random);
  const lower = left / (left + right);
  const lowerValue = valueAt(Math.min(n - 1, Math.floor(n * lower)));
  if (weight === 0) {
    return lowerValue;
  }
  const upper = lower + (1 - lower) * (1 - (1 - random()) ** (1 / (n - rank)));
  const upperValue = valueAt(Math.min(n - 1, Math.floor(n * upper)));
  return lowerValue + weight * (upperValue - lowerValue);
}

/** Percentile bootstrap of the mean. Null below two values. */
export function bootstrapMean(
  values: readonly number[],
  { seed, confidence = usualConfidence }: BootstrapOptions
): Bounds | null {
  const n = values.length;
  if (n < 2) {
    return null;
  }
  if (n > largestDrawnMean) {
    return expandedMean(values, confidence);
  }
  const random = mulberry32(seed);
  const drawn = new Float64Array(resamples).map(() => {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      sum += values[Math.floor(random() * n)];
    }
    return sum / n;
  });
  return percentiles(drawn, confidence);
}

/**
 * Percentiles of the resampled mean by the Cornish-Fisher expansion: given the sample, the mean of a resample has the
 * sample's mean, its variance ÷ n, its skewness ÷ √n and its excess kurtosis ÷ n exactly.
 */
export function expandedMean(values: readonly number[], confidence: number): Bounds {
  const n = values.length;
  const centre = values.reduce((sum, value) => sum + value, 0) / n;
  const moment = (power: number): number => values.reduce((sum, value) => sum + (value - centre) ** power, 0) / n;
  const variance = moment(2);
  if (variance === 0) {
    return { low: centre, high: centre };
  }
  const skewness = moment(3) / variance ** 1.5 / Math.sqrt(n);
  const kurtosis = (moment(4) / variance ** 2 - 3) / n;
  const at = (z: number): number =>
    centre +
    Math.sqrt(variance / n) *
      (z +
        (skewness * (z ** 2 - 1)) / 6 +
        (kurtosis * (z ** 3 - 3 * z)) / 24 -
        (skewness ** 2 * (2 * z ** 3 - 5 * z)) / 36);
  const z = normalQuantile((1 + confidence) / 2);
  return { low: at(-z), high: at(z) };
}

function percentiles(drawn: Float64Array, confidence: number): Bounds {
  const sorted = Array.from(drawn.sort());
  return {
    low: quantileSorted(sorted, (1 - confidence) / 2),
    high: quantileSorted(sorted, (1 + confidence) / 2),
  };
}
