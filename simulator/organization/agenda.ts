import { Instant } from '../../src/events';

/** What is to happen, in order of time; of the same time in order of planning. */
export class Agenda {
  private readonly entries: Array<{ readonly at: Instant; readonly act: (at: Instant) => void }> = [];

  plan(at: Instant, act: (at: Instant) => void): void {
    let low = 0;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.entries[middle].at > at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    this.entries.splice(low, 0, { at, act });
  }

  /** Acts until nothing is left that happens at or before `end`. */
  run(end: Instant): void {
    for (let next = this.entries.pop(); next !== undefined && next.at <= end; next = this.entries.pop()) {
      next.act(next.at);
    }
  }
}
