import { mannWhitney } from './mannWhitney';

/** Thresholds of Romano et al. 2006 on |δ|. */
export type EffectSize = 'negligible' | 'small' | 'medium' | 'large';

export interface Dominance {
  /** Cliff's δ: P(second > first) − P(second < first), −1 … 1. */
  readonly delta: number;
  /** P(second > first), ties counted one half: (δ + 1) / 2. */
  readonly secondGreater: number;
  readonly size: EffectSize;
}

/** How often a value of the second sample exceeds one of the first. Null if a sample is empty. O(n log n). */
export function cliffsDelta(first: readonly number[], second: readonly number[]): Dominance | null {
  const test = mannWhitney(first, second, 'asymptotic');
  if (test === null) {
    return null;
  }
  const secondGreater = test.uSecond / (test.uFirst + test.uSecond);
  const delta = (test.uSecond - test.uFirst) / (test.uFirst + test.uSecond);
  return { delta, secondGreater, size: sizeOf(Math.abs(delta)) };
}

function sizeOf(magnitude: number): EffectSize {
  return magnitude < 0.147 ? 'negligible' : magnitude < 0.33 ? 'small' : magnitude < 0.474 ? 'medium' : 'large';
}
