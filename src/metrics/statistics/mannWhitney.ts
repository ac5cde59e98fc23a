import { rankSumCounts } from './rankSumCounts';
import { ranksOf } from './ranks';
import { normalUpper } from './special/normal';

export type MannWhitneyMethod = 'exact' | 'asymptotic' | 'asymptoticWithoutContinuity';

export interface MannWhitney {
  /** Pairs in which the first sample's value is the larger one; ties count one half. */
  readonly uFirst: number;
  readonly uSecond: number;
  /** Two-sided. */
  readonly p: number;
  readonly method: MannWhitneyMethod;
}

/** Below this many on both sides, and without ties, the exact distribution is used (as R does). */
export const exactBelow = 50;

/**
 * Mann-Whitney U test (Wilcoxon rank sum). Exact when both samples are small and without ties, else normal with tie
 * correction and continuity correction; `method` forces one. Null if a sample is empty.
 */
export function mannWhitney(
  first: readonly number[],
  second: readonly number[],
  method?: MannWhitneyMethod
): MannWhitney | null {
  const n = first.length;
  const m = second.length;
  if (n === 0 || m === 0) {
    return null;
  }
  const { ranks, tieTerm } = ranksOf([...first, ...second]);
  const rankSum = ranks.slice(0, n).reduce((sum, rank) => sum + rank, 0);
  const uFirst = rankSum - (n * (n + 1)) / 2;
  const uSecond = n * m - uFirst;
  const chosen = method ?? (tieTerm === 0 && n < exactBelow && m < exactBelow ? 'exact' : 'asymptotic');
  const p =
    chosen === 'exact'
      ? exactP(Math.min(uFirst, uSecond), n, m)
      : asymptoticP(Math.max(uFirst, uSecond), n, m, tieTerm, chosen === 'asymptotic' ? 0.5 : 0);
  return { uFirst, uSecond, p, method: chosen };
}

function exactP(smallerU: number, n: number, m: number): number {
  const counts = rankSumCounts(n, m);
  const all = counts.reduce((sum, count) => sum + count, 0);
  const tail = counts.subarray(0, Math.floor(smallerU) + 1).reduce((sum, count) => sum + count, 0);
  return Math.min(1, (2 * tail) / all);
}

function asymptoticP(largerU: number, n: number, m: number, tieTerm: number, continuity: number): number {
  const deviation = rankSumDeviation(n, m, tieTerm);
  // Every value the same: nothing speaks against equality.
  return deviation === 0 ? 1 : Math.min(1, 2 * normalUpper((largerU - (n * m) / 2 - continuity) / deviation));
}

/** Standard deviation of U under equality, ties included. */
export function rankSumDeviation(n: number, m: number, tieTerm: number): number {
  const all = n + m;
  return Math.sqrt(((n * m) / 12) * Math.max(0, all + 1 - (all > 1 ? tieTerm / (all * (all - 1)) : 0)));
}
