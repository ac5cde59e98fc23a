/** Of streams some five milliseconds' worth, where the code has not run before. */
const pieceSize = 250;

/** Goes over lists of thousands in pieces, between which the page has its turn; what follows on one another counts together. */
export class Pieces {
  /** Visits since the page last had its turn. */
  private done = 0;

  /** `rest`: resolves once the page has had its turn. */
  constructor(private readonly rest: () => Promise<void>) {}

  /** The same as `list.forEach(visit)`. Rejects with what `visit` throws. */
  async over<Item>(list: readonly Item[], visit: (item: Item) => void): Promise<void> {
    for (const item of list) {
      if (this.done >= pieceSize) {
        await this.turn();
      }
      this.done++;
      visit(item);
    }
  }

  /** Before something that takes as long as so many visits. */
  async before(visits: number): Promise<void> {
    if (this.done >= pieceSize) {
      await this.turn();
    }
    this.done += visits;
  }

  private async turn(): Promise<void> {
    await this.rest();
    this.done = 0;
  }
}
