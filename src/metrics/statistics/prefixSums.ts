/**
 * Sums of any stretch of a series in one step. Each running sum carries its rounding error beside it (Knuth's two-sum),
 * so the sum of a stretch does not depend, to the last digit but one, on what lies before it.
 */
export function prefixSums(values: readonly number[]): (from: number, to: number) => number {
  const sums = new Float64Array(values.length + 1);
  const errors = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) {
    const sum = sums[i] + values[i];
    const part = sum - sums[i];
    errors[i + 1] = errors[i] + (sums[i] - (sum - part) + (values[i] - part));
    sums[i + 1] = sum;
  }
  return (from, to) => sums[to] - sums[from] + (errors[to] - errors[from]);
}
