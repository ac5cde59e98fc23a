/** Who says something, and when: one for all events of a report. */
export interface Telling {
  /** Clock time of the report. */
  readonly at: number;
  /** Streams that look closer (the jobs of a run) outrank those that do not. */
  readonly rank: number;
}

/**
 * The events of one kind that one stream knows, each in a row: what stands beside an event (who told it, which part of the
 * stream it is kept in) stands in lists of its own, because one object more for each event is what collecting garbage takes
 * time for. A row is another event's once something has been removed.
 */
export class Holding<Event> {
  private readonly rows = new Map<string, number>();
  private readonly events: Event[] = [];
  private readonly tellings: Telling[] = [];
  private readonly slots: number[] = [];

  /** What tells an event from the others that the stream knows. */
  constructor(readonly keyOf: (event: Event) => string) {}

  get size(): number {
    return this.events.length;
  }

  all(): Iterable<Event> {
    return this.events;
  }

  inSlot(slot: number): readonly Event[] {
    return this.events.filter((_, row) => this.slots[row] === slot);
  }

  /** Of the event with this key; -1: it is not known. */
  rowOf(key: string): number {
    return this.rows.get(key) ?? -1;
  }

  /** The event of a row. */
  at(row: number): Event {
    return this.events[row];
  }

  /** Who told the event of a row last. */
  tellingOf(row: number): Telling {
    return this.tellings[row];
  }

  slotOf(row: number): number {
    return this.slots[row];
  }

  add(event: Event, telling: Telling, slot: number): void {
    this.rows.set(this.keyOf(event), this.events.length);
    this.events.push(event);
    this.tellings.push(telling);
    this.slots.push(slot);
  }

  /** The event of the row, as it is said now. */
  replace(row: number, event: Event): void {
    this.events[row] = event;
  }

  toldBy(row: number, telling: Telling): void {
    this.tellings[row] = telling;
  }

  move(row: number, slot: number): void {
    this.slots[row] = slot;
  }

  /** The last row takes the place of the one that is removed: who goes through all rows begins at the end. */
  remove(row: number): void {
    const last = this.events.length - 1;
    this.rows.delete(this.keyOf(this.events[row]));
    if (row < last) {
      this.rows.set(this.keyOf(this.events[last]), row);
      this.events[row] = this.events[last];
      this.tellings[row] = this.tellings[last];
      this.slots[row] = this.slots[last];
    }
    [this.events, this.tellings, this.slots].forEach((list) => list.pop());
  }
}
