import { Budget } from './graphql/root';

const hour = 3_600_000;

/** An hour's allowance, full again when the hour is over. */
export class HourlyBudget {
  private used = 0;
  private resetAt: number;

  constructor(
    private readonly limit: number,
    private readonly now: () => number
  ) {
    this.resetAt = now() + hour;
  }

  state(): Budget {
    if (this.now() >= this.resetAt) {
      this.used = 0;
      this.resetAt = this.now() + hour;
    }
    return { limit: this.limit, used: this.used, resetAt: this.resetAt };
  }

  spend(cost: number): Budget {
    this.state();
    this.used = Math.min(this.limit, this.used + cost);
    return this.state();
  }

  isSpent(): boolean {
    const { used, limit } = this.state();
    return used >= limit;
  }
}
