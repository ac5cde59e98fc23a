import { Instant } from '../../src/events';

/** Something that changes at known moments, worked out again only when one of them has passed. */
export class Unfolding<State> {
  private state: State | null = null;
  private from = Number.POSITIVE_INFINITY;
  private to = Number.NEGATIVE_INFINITY;
  private moments: readonly Instant[] | null = null;

  /** `momentsInOrder`: asked once, with the first state. Before the first one nothing changes. */
  constructor(
    private readonly momentsInOrder: () => readonly Instant[],
    private readonly stateAt: (at: Instant) => State
  ) {}

  /** It is worked out anew when it is next asked for. */
  forget(): void {
    this.state = null;
  }

  at(instant: Instant): State {
    if (this.state === null || instant < this.from || instant >= this.to) {
      this.moments ??= this.momentsInOrder();
      let next = 0;
      while (next < this.moments.length && this.moments[next] <= instant) {
        next++;
      }
      this.from = this.moments[next - 1] ?? Number.NEGATIVE_INFINITY;
      this.to = this.moments[next] ?? Number.POSITIVE_INFINITY;
      this.state = this.stateAt(instant);
    }
    return this.state;
  }
}
