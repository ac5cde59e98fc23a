import { Instant } from '../../events';
import { Clock } from './http';

/** Rings once at an instant. Set again it forgets the earlier one; set to null nothing is left of it. */
export class Alarm {
  private at: Instant | null = null;
  private sleep: AbortController | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly ring: () => void
  ) {}

  set(at: Instant | null): void {
    if (at === this.at) {
      return;
    }
    this.sleep?.abort();
    this.sleep = null;
    this.at = at;
    if (at === null) {
      return;
    }
    const sleep = new AbortController();
    this.sleep = sleep;
    this.clock.sleep(Math.max(0, at - this.clock.now()), sleep.signal).then(
      () => {
        if (this.sleep === sleep) {
          this.sleep = null;
          this.at = null;
          this.ring();
        }
      },
      // Cancelled: another one has been set, or none.
      () => {}
    );
  }
}
