import { Instant } from '../../events';
import { Clock } from './http';

/** Rings once at an instant. Set again it forgets the earlier one; set to null nothing is left of it. */
export class Alarm {
  private at: Instant | null = null;
  private stop: (() => void) | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly ring: () => void
  ) {}

  set(at: Instant | null): void {
    if (at === this.at) {
      return;
    }
    this.stop?.();
    this.stop = null;
    this.at = at;
    if (at === null) {
      return;
    }
    this.stop = this.clock.alarm(Math.max(0, at - this.clock.now()), () => {
      this.stop = null;
      this.at = null;
      this.ring();
    });
  }
}
