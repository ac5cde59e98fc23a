import { TestResult } from './brunnerMunzel';
import { ranksOf } from './ranks';
import { upperGamma } from './special/incompleteGamma';

/** Kruskal-Wallis H over two or more samples, tie-corrected, p from χ². Null if one is empty or all values are equal. */
export function kruskalWallis(samples: ReadonlyArray<readonly number[]>): TestResult | null {
  const all = samples.flat();
  const n = all.length;
  const { ranks, tieTerm } = ranksOf(all);
  const correction = 1 - tieTerm / (n ** 3 - n);
  if (samples.length < 2 || samples.some((sample) => sample.length === 0) || correction <= 0) {
    return null;
  }
  let start = 0;
  let sum = 0;
  for (const sample of samples) {
    const rankSum = ranks.slice(start, start + sample.length).reduce((total, rank) => total + rank, 0);
    sum += rankSum ** 2 / sample.length;
    start += sample.length;
  }
  const statistic = ((12 / (n * (n + 1))) * sum - 3 * (n + 1)) / correction;
  return { statistic, p: upperGamma((samples.length - 1) / 2, statistic / 2) };
}
