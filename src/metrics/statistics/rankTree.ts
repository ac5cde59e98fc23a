/**
 * A multiset of ranks 0 … size − 1 (Fenwick tree): one more, one less and "the k-th smallest" in log steps each. With
 * it a window can slide over observations and tell any quantile without sorting anew.
 */
export class RankTree {
  private readonly tree: Int32Array;
  private readonly highestStep: number;
  private held = 0;

  constructor(private readonly size: number) {
    this.tree = new Int32Array(size + 1);
    this.highestStep = size === 0 ? 0 : 2 ** Math.floor(Math.log2(size));
  }

  get count(): number {
    return this.held;
  }

  add(rank: number): void {
    this.change(rank, 1);
  }

  remove(rank: number): void {
    this.change(rank, -1);
  }

  /** The k-th smallest rank held, k from 0 to `count` − 1. */
  at(k: number): number {
    let position = 0;
    let left = k + 1;
    for (let step = this.highestStep; step > 0; step >>= 1) {
      const next = position + step;
      if (next <= this.size && this.tree[next] < left) {
        position = next;
        left -= this.tree[next];
      }
    }
    return position;
  }

  private change(rank: number, by: number): void {
    this.held += by;
    for (let i = rank + 1; i <= this.size; i += i & -i) {
      this.tree[i] += by;
    }
  }
}
