/**
 * In which parts a stream is kept, so that a page more does not rewrite all of it: each event has a slot, filled in the
 * order of arrival, and a slot that has changed since it was written has no revision.
 */
export class Slots {
  private readonly sizes: number[] = [];
  private readonly written: Array<string | null> = [];

  get count(): number {
    return this.sizes.length;
  }

  sizeOf(slot: number): number {
    return this.sizes[slot] ?? 0;
  }

  /** A place for one more event: in the given slot, as the vault has it, or in the one that is being filled. */
  place(slot?: number): number {
    const at = slot ?? this.open();
    while (this.sizes.length <= at) {
      this.sizes.push(0);
      this.written.push(null);
    }
    this.sizes[at]++;
    if (slot === undefined) {
      this.written[at] = null;
    }
    return at;
  }

  /** An event of the slot is gone. */
  take(slot: number): void {
    this.sizes[slot]--;
    this.touch(slot);
  }

  /** An event of the slot has changed. */
  touch(slot: number): void {
    this.written[slot] = null;
  }

  /** The revisions by slot, as they were written last; null: has changed since. */
  revisions(): ReadonlyArray<string | null> {
    return this.written;
  }

  /** The slot is in the vault under this revision. */
  wrote(slot: number, revision: string): void {
    while (this.sizes.length <= slot) {
      this.sizes.push(0);
      this.written.push(null);
    }
    this.written[slot] = revision;
  }

  /** The vault no longer has what was written: everything has to be written again. */
  touchAll(): void {
    this.written.fill(null);
  }

  /** The vault has this many slots; those beyond, empty by now, are forgotten. */
  cut(count: number): void {
    this.sizes.length = Math.min(this.sizes.length, count);
    this.written.length = Math.min(this.written.length, count);
  }

  private open(): number {
    const last = this.sizes.length - 1;
    return last >= 0 && this.sizes[last] < slotSize ? last : last + 1;
  }
}

/** Events in a slot: a page or two, well below a megabyte even with the texts of pull requests. */
const slotSize = 256;
