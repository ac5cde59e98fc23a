/**
 * In how many of the orderings of n and m distinct values the rank-sum statistic U takes each value 0 … nm.
 * Recurrence on the largest value (Mann & Whitney 1947); only sums, so every count is good to the last digits.
 */
export function rankSumCounts(n: number, m: number): Float64Array {
  let shorter: Float64Array[] = Array.from({ length: m + 1 }, () => new Float64Array(n * m + 1));
  shorter.forEach((counts) => (counts[0] = 1));
  for (let i = 1; i <= n; i++) {
    const longer: Float64Array[] = [];
    for (let j = 0; j <= m; j++) {
      const counts = new Float64Array(n * m + 1);
      for (let u = 0; u <= i * j; u++) {
        // The largest is one of the n: it beats j others. Or it is one of the m.
        counts[u] = (u >= j ? shorter[j][u - j] : 0) + (j > 0 ? longer[j - 1][u] : 0);
      }
      longer.push(counts);
    }
    shorter = longer;
  }
  return shorter[m];
}
