/**
 * Two-sided p of an exact test: the probability of all outcomes that are no more likely than the one observed. Two that
 * are equally likely may differ in the last digits, hence the tolerance (R and scipy allow the same).
 */
export function noMoreLikely(logProbabilities: readonly number[], observed: number): number {
  const limit = logProbabilities[observed] + 1e-7;
  const total = logProbabilities.filter((log) => log <= limit).reduce((sum, log) => sum + Math.exp(log), 0);
  return Math.min(1, total);
}
