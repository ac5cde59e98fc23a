import { Need } from '../sources';

/** Reads until everything needed is there. */
type Ensure = (needs: readonly Need[], signal: AbortSignal) => AsyncIterable<unknown>;

/**
 * Reads behind what is shown what others will ask for, one filling at a time. Nobody waits for it: it goes on when the
 * query that expected it has ended, its troubles are those of whoever asks for the same, and whoever needs one of its
 * streams goes first (`EventStore.readBehind`). It ends when nobody looks any more, and for good when it is retired.
 */
export class Filler {
  private waiting: readonly Need[] = [];
  private isFilling = false;
  private controller = new AbortController();
  private isRetired = false;

  /** `isLookedAt`: asked with each thing that is new. */
  constructor(
    private readonly ensure: Ensure,
    private readonly isLookedAt: () => boolean
  ) {}

  fill(needs: readonly Need[]): void {
    if (this.isRetired) {
      return;
    }
    const asked = new Set(this.waiting.map(nameOf));
    this.waiting = [...this.waiting, ...needs.filter((need) => !asked.has(nameOf(need)))];
    if (!this.isFilling) {
      this.isFilling = true;
      void this.work();
    }
  }

  retire(): void {
    this.isRetired = true;
    this.stop();
  }

  private stop(): void {
    this.waiting = [];
    this.controller.abort();
  }

  private async work(): Promise<void> {
    const iterate = async (needs: readonly Need[]) => {
      this.controller = new AbortController();
      const standings = this.ensure(needs, this.controller.signal)[Symbol.asyncIterator]();
      // What is new, the store has taken in.
      while ((await standings.next()).done !== true) {
        if (!this.isLookedAt()) {
          this.stop();
        }
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
