import { Candidate, precedes } from './line';

/** A gate, as seen by those who deal out the slots. */
export interface Door {
  /** Who would go next, if one could; null: nobody may. */
  candidate(): Candidate | null;
  /** Lets in the one that `candidate` named. */
  admit(): void;
  /** Called when all has been dealt out: who still waits may be told so. */
  rest(): void;
}

/**
 * So many requests at once, whatever upstreams they go to. Grafana lets a browser have five requests under way, for all
 * panels and data sources together: whoever shares the slots leaves the others their part.
 */
export class Slots {
  private taken = 0;
  private arrivals = 0;
  private readonly doors = new Set<Door>();
  private isDealing = false;
  private isDue = false;

  constructor(readonly places: number) {}

  get isOneFree(): boolean {
    return this.taken < this.places;
  }

  /** Counts up, so that order of arrival holds over all gates. */
  nextArrival(): number {
    return this.arrivals++;
  }

  /** From now on the door is looked at. */
  attend(door: Door): void {
    this.doors.add(door);
  }

  /** Nobody waits there any more. */
  dismiss(door: Door): void {
    this.doors.delete(door);
  }

  release(): void {
    this.taken--;
    this.deal();
  }

  /** Lets in who may go, the most urgent of all doors first. What it calls may come back to it: it then goes round again. */
  deal(): void {
    this.isDue = true;
    if (this.isDealing) {
      return;
    }
    this.isDealing = true;
    try {
      while (this.isDue) {
        this.isDue = false;
        while (this.dealOne()) {
          // One after the other: each may close a gate to the next.
        }
        [...this.doors].forEach((door) => door.rest());
      }
    } finally {
      this.isDealing = false;
    }
  }

  private dealOne(): boolean {
    if (!this.isOneFree) {
      return false;
    }
    let best: { readonly door: Door; readonly candidate: Candidate } | null = null;
    for (const door of this.doors) {
      const candidate = door.candidate();
      if (candidate !== null && (best === null || precedes(candidate, best.candidate))) {
        best = { door, candidate };
      }
    }
    if (best === null) {
      return false;
    }
    this.taken++;
    best.door.admit();
    return true;
  }
}

/** For sources that share a way out: requests at once, over all of them. */
export function createSlots(places: number): Slots {
  return new Slots(places);
}
