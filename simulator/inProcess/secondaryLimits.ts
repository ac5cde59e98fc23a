const minute = 60_000;

/** GitHub's documented secondary limits: REST and GraphQL together, or GraphQL alone. */
export interface SecondaryLimits {
  readonly atOnce: number;
  /** Points in a minute: 1 for a GET or a query. */
  readonly restPoints: number;
  readonly graphqlPoints: number;
  /** Server time in a minute, milliseconds; here the time until the answer. */
  readonly serverTime: number;
  readonly graphqlServerTime: number;
}

export const githubSecondaryLimits: SecondaryLimits = {
  atOnce: 100,
  restPoints: 900,
  graphqlPoints: 2_000,
  serverTime: 90_000,
  graphqlServerTime: 60_000,
};

interface Visit {
  readonly at: number;
  readonly isGraphql: boolean;
  /** Milliseconds; null while it is being answered. */
  took: number | null;
}

/** Watches how hard an upstream is worked over the last minute. */
export class SecondaryGuard {
  private visits: Visit[] = [];
  private inside = 0;

  constructor(
    private readonly limits: SecondaryLimits,
    private readonly now: () => number
  ) {}

  /** Lets a request in and returns what to call when it is answered; null: one of the limits is reached. */
  enter(isGraphql: boolean): (() => void) | null {
    const from = this.now() - minute;
    this.visits = this.visits.filter(({ at, took }) => took === null || at + took > from);
    const recent = this.visits.filter(({ at }) => at > from);
    const points = recent.filter((visit) => visit.isGraphql === isGraphql).length;
    const { atOnce, restPoints, graphqlPoints, serverTime, graphqlServerTime } = this.limits;
    if (
      this.inside >= atOnce ||
      points >= (isGraphql ? graphqlPoints : restPoints) ||
      this.timeSince(from, () => true) > serverTime ||
      (isGraphql && this.timeSince(from, (visit) => visit.isGraphql) > graphqlServerTime)
    ) {
      return null;
    }
    const visit: Visit = { at: this.now(), isGraphql, took: null };
    this.visits.push(visit);
    this.inside++;
    return () => {
      visit.took = this.now() - visit.at;
      this.inside--;
    };
  }

  /** What of the visits' time lies after an instant. */
  private timeSince(from: number, counts: (visit: Visit) => boolean): number {
    return this.visits
      .filter(counts)
      .reduce(
        (sum, { at, took }) => sum + Math.max(0, (took === null ? this.now() : at + took) - Math.max(at, from)),
        0
      );
  }
}
