import { gammaln } from 'simple-statistics';

/** ln of "n choose k". */
export function logBinomial(n: number, k: number): number {
  return gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1);
}
