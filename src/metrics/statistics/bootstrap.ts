import { quantileSorted } from 'simple-statistics';
import { betaVariate } from './betaVariate';
import { Bounds, usualConfidence } from './bounds';
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
 * Which order statistics (from 0) of a sample of n values a type-7 quantile of each resample lies between. They depend
 * on n alone, not on the values: a rolling series draws them once for each n it meets.
 */
export interface ResampledRanks {
  readonly lower: Int32Array;
  readonly upper: Int32Array;
  /** The quantile is lower + weight · (upper − lower). */
  readonly weight: number;
}

/**
 * A resample of n values is not drawn value by value. A resampled value is x[⌊nU⌋] with U uniform, so the r-th smallest
 * of a resample is x[⌊n·U₍ᵣ₎⌋], and the r-th smallest of n uniforms is Beta(r, n + 1 − r); the one above it is the
 * smallest of n − r uniforms on what is left. Two draws stand for a whole resample: O(1), whatever n.
 */
export function resampledRanks(n: number, probability: number, random: Random, count = resamples): ResampledRanks {
  const position = (n - 1) * probability;
  const rank = Math.floor(position) + 1;
  const weight = position - Math.floor(position);
  const lower = new Int32Array(count);
  const upper = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const place = betaVariate(rank, n + 1 - rank, random);
    const next = weight === 0 ? place : place + (1 - place) * (1 - (1 - random()) ** (1 / (n - rank)));
    lower[i] = Math.min(n - 1, Math.floor(n * place));
    upper[i] = Math.min(n - 1, Math.floor(n * next));
  }
  return { lower, upper, weight };
}

/** The quantile of each resample; `valueAt(i)` is the i-th smallest value of the sample. */
export function resampledQuantiles(
  { lower, upper, weight }: ResampledRanks,
  valueAt: (index: number) => number
): Float64Array {
  const drawn = new Float64Array(lower.length);
  for (let i = 0; i < drawn.length; i++) {
    const value = valueAt(lower[i]);
    drawn[i] = weight === 0 ? value : value + weight * (valueAt(upper[i]) - value);
  }
  return drawn;
}

/** Percentile bootstrap of a type-7 quantile of n values of which `valueAt(i)` is the i-th smallest (from 0). */
export type QuantileBootstrap = (n: number, valueAt: (index: number) => number) => Bounds | null;

/**
 * O(resamples) whatever n, the draws remembered for each n. Null below two values: one value says nothing about how it
 * might vary.
 */
export function quantileBootstrap(
  probability: number,
  { seed, confidence = usualConfidence }: BootstrapOptions
): QuantileBootstrap {
  const drawnFor = new Map<number, ResampledRanks>();
  const ranksFor = (n: number): ResampledRanks => {
    const known = drawnFor.get(n);
    if (known !== undefined) {
      return known;
    }
    const drawn = resampledRanks(n, probability, mulberry32(seed));
    drawnFor.set(n, drawn);
    return drawn;
  };
  return (n, valueAt) => (n < 2 ? null : percentiles(resampledQuantiles(ranksFor(n), valueAt), confidence));
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
  let [second, third, fourth] = [0, 0, 0];
  for (const value of values) {
    const off = value - centre;
    const square = off * off;
    second += square;
    third += square * off;
    fourth += square * square;
  }
  const variance = second / n;
  if (variance === 0) {
    return { low: centre, high: centre };
  }
  const skewness = third / n / variance ** 1.5 / Math.sqrt(n);
  const kurtosis = (fourth / n / variance ** 2 - 3) / n;
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

/** Sorts in place. */
function percentiles(drawn: Float64Array, confidence: number): Bounds {
  const sorted = Array.from(drawn.sort());
  return {
    low: quantileSorted(sorted, (1 - confidence) / 2),
    high: quantileSorted(sorted, (1 + confidence) / 2),
  };
}
