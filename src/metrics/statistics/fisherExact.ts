import { logBinomial } from './logBinomial';
import { noMoreLikely } from './noMoreLikely';
import { Share } from './share';

/** Fisher's exact test that two shares are the same: two-sided p. O(smaller margin). */
export function fisherExact(before: Share, after: Share): number {
  const hits = before.k + after.k;
  const least = Math.max(0, hits - after.n);
  const most = Math.min(hits, before.n);
  const all = logBinomial(before.n + after.n, hits);
  const logProbabilities: number[] = [];
  for (let k = least; k <= most; k++) {
    logProbabilities.push(logBinomial(before.n, k) + logBinomial(after.n, hits - k) - all);
  }
  return noMoreLikely(logProbabilities, before.k - least);
}
