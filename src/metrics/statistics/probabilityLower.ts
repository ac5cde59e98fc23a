import { gammaln } from 'simple-statistics';
import { Share } from './share';

/**
 * The posterior probability that `after` has the lower share, from a uniform Beta(1, 1) prior on both. Exact: the
 * closed sum over whole parameters (O(before.k)).
 */
export function probabilityLower(before: Share, after: Share): number {
  const a1 = before.k + 1;
  const b1 = before.n - before.k + 1;
  const a2 = after.k + 1;
  const b2 = after.n - after.k + 1;
  // P(p₁ > p₂) = Σ_{i<a₁} B(a₂ + i, b₁ + b₂) / ((b₁ + i) B(1 + i, b₁) B(a₂, b₂))
  let total = 0;
  for (let i = 0; i < a1; i++) {
    total += Math.exp(logBeta(a2 + i, b1 + b2) - Math.log(b1 + i) - logBeta(1 + i, b1) - logBeta(a2, b2));
  }
  return Math.min(1, total);
}

function logBeta(a: number, b: number): number {
  return gammaln(a) + gammaln(b) - gammaln(a + b);
}
