import { Bounds, usualConfidence } from './bounds';
import { inverseIncompleteBeta } from './special/incompleteBeta';

/** The exact ("Clopper-Pearson") interval of the share `k / n`, never too short. Null for n = 0. */
export function clopperPearsonInterval(k: number, n: number, confidence = usualConfidence): Bounds | null {
  if (n === 0) {
    return null;
  }
  const tail = (1 - confidence) / 2;
  return {
    low: k === 0 ? 0 : inverseIncompleteBeta(tail, k, n - k + 1),
    high: k === n ? 1 : inverseIncompleteBeta(1 - tail, k + 1, n - k),
  };
}
