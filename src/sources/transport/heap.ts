/** A priority queue that anything can be taken out of. Adding and taking cost O(log n); no item may be in it twice. */
export class Heap<Item> {
  private readonly items: Item[] = [];
  private readonly places = new Map<Item, number>();

  constructor(private readonly precedes: (a: Item, b: Item) => boolean) {}

  get size(): number {
    return this.items.length;
  }

  first(): Item | undefined {
    return this.items[0];
  }

  has(item: Item): boolean {
    return this.places.has(item);
  }

  /** In no order. */
  all(): readonly Item[] {
    return this.items;
  }

  add(item: Item): void {
    this.items.push(item);
    this.rise(this.items.length - 1, item);
  }

  /** False where it is not in here. */
  remove(item: Item): boolean {
    const place = this.places.get(item);
    const last = this.items.pop();
    if (place === undefined || last === undefined) {
      if (last !== undefined) {
        this.items.push(last);
      }
      return false;
    }
    this.places.delete(item);
    if (last !== item) {
      this.sink(this.rise(place, last), last);
    }
    return true;
  }

  private put(place: number, item: Item): void {
    this.items[place] = item;
    this.places.set(item, place);
  }

  private rise(place: number, item: Item): number {
    let at = place;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.precedes(item, this.items[parent])) {
        break;
      }
      this.put(at, this.items[parent]);
      at = parent;
    }
    this.put(at, item);
    return at;
  }

  private sink(place: number, item: Item): void {
    let at = place;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= this.items.length) {
        break;
      }
      const right = left + 1;
      const child = right < this.items.length && this.precedes(this.items[right], this.items[left]) ? right : left;
      if (!this.precedes(this.items[child], item)) {
        break;
      }
      this.put(at, this.items[child]);
      at = child;
    }
    this.put(at, item);
  }
}
