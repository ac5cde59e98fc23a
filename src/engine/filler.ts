import { Need } from '../sources';

/** Reads until everything needed is there. */
type Ensure = (needs: readonly Need[], signal: AbortSignal) => AsyncIterable<unknown>;

/**
 * Reads behind what is shown what others will ask for, one filling at a time. Nobody waits for it: it goes on when the
 * query that expected it has ended, its troubles are those of whoever asks for the same, and whoever needs one of its
 * streams goes first (`EventStore.readBehind`).
 */
export class Filler {
  private waiting: readonly Need[] = [];
  private isFilling = false;
  private readonly controller = new AbortController();

  constructor(private readonly ensure: Ensure) {}

  fill(needs: readonly Need[]): void {
    const asked = new Set(this.waiting.map(nameOf));
    this.waiting = [...this.waiting, ...needs.filter((need) => !asked.has(nameOf(need)))];
    if (!this.isFilling) {
      this.isFilling = true;
      void this.work();
    }
  }

  private async work(): Promise<void> {
    const iterate = async (needs: readonly Need[]) => {
      const standings = this.ensure(needs, this.controller.signal)[Symbol.asyncIterator]();
      while ((await standings.next()).done !== true) {
        // What is new, the store has taken in.
      }
    };
    try {
      while (this.waiting.length > 0) {
        const needs = this.waiting;
        this.waiting = [];
        await iterate(needs);
      }
    } finally {
      this.isFilling = false;
    }
  }
}

function nameOf(need: Need): string {
  return need.kind === 'comparisons'
    ? JSON.stringify([need.source, need.scope, need.base, need.head])
    : JSON.stringify([need.source, need.kind, need.scope, need.interval, need.labels, need.runs, need.withJobs]);
}
