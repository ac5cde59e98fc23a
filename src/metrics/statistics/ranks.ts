export interface Ranking {
  /** Mid-ranks from 1, in the order of the values given. */
  readonly ranks: readonly number[];
  /** Σ (t³ − t) over groups of t tied values; 0: no ties. */
  readonly tieTerm: number;
}

/** Ranks of the values; ties share the mean of the ranks they cover. O(n log n). */
export function ranksOf(values: readonly number[]): Ranking {
  const order = values.map((_, index) => index).sort((a, b) => values[a] - values[b]);
  const ranks = new Array<number>(values.length);
  let tieTerm = 0;
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    while (end < order.length && values[order[end]] === values[order[start]]) {
      end++;
    }
    const tied = end - start;
    for (let i = start; i < end; i++) {
      ranks[order[i]] = (start + 1 + end) / 2;
    }
    tieTerm += tied ** 3 - tied;
    start = end;
  }
  return { ranks, tieTerm };
}
