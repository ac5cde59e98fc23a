import { Bounds, usualConfidence } from './bounds';
import { exactBelow, rankSumDeviation } from './mannWhitney';
import { pairwiseDifference } from './pairwiseDifference';
import { rankSumCounts } from './rankSumCounts';
import { ranksOf } from './ranks';
import { normalQuantile } from './special/normal';

export interface Shift {
  /** Median of all differences `second − first`, in the unit of the values. */
  readonly shift: number;
  readonly interval: Bounds;
  /** The interval reaches from the k-th smallest to the k-th largest difference. */
  readonly k: number;
}

/**
 * Hodges-Lehmann estimate of how far the second sample is shifted against the first, with the interval that inverts
 * the Mann-Whitney test: exact for small samples without ties, else asymptotic with tie correction. Null if a sample
 * is empty.
 */
export function hodgesLehmann(
  first: readonly number[],
  second: readonly number[],
  confidence = usualConfidence
): Shift | null {
  const pairs = first.length * second.length;
  if (pairs === 0) {
    return null;
  }
  const x = [...first].sort((a, b) => a - b);
  const y = [...second].sort((a, b) => a - b);
  const difference = (rank: number): number => pairwiseDifference(x, y, rank);
  const lower = difference(Math.ceil(pairs / 2));
  const k = intervalRank(first, second, (1 - confidence) / 2);
  return {
    shift: pairs % 2 === 1 ? lower : (lower + difference(pairs / 2 + 1)) / 2,
    interval: { low: difference(k), high: difference(pairs + 1 - k) },
    k,
  };
}

function intervalRank(first: readonly number[], second: readonly number[], tail: number): number {
  const n = first.length;
  const m = second.length;
  const { tieTerm } = ranksOf([...first, ...second]);
  if (tieTerm === 0 && n < exactBelow && m < exactBelow) {
    const counts = rankSumCounts(n, m);
    const target = tail * counts.reduce((sum, count) => sum + count, 0);
    let u = 0;
    // The smallest u with P(U ≤ u) ≥ tail; samples too small for the confidence get the widest interval there is.
    for (let sum = counts[0]; sum < target; sum += counts[++u]) {}
    return Math.max(1, u);
  }
  const reach = normalQuantile(1 - tail) * rankSumDeviation(n, m, tieTerm);
  return Math.max(1, Math.floor((n * m) / 2 - reach));
}
