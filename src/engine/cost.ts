import { Call } from '../sources';
import { say } from '../words';

/** The upstreams as a person reads them. */
export const upstreamNames: Readonly<Record<Call['upstream'], string>> = {
  'github/graphql': 'GitHub (GraphQL)',
  'github/rest': 'GitHub (REST)',
  pagerduty: 'PagerDuty',
  get feed() {
    return say('engine.cost.theFeed', 'the feed');
  },
};

/** What an answer has asked of the upstreams, so that a person can see why it took its time. */
export interface Cost {
  readonly graphqlCalls: number;
  /** Points of GitHub's GraphQL budget that answers have named. */
  readonly points: number;
  /** False where a GraphQL answer did not name its points: `points` is then the least. */
  readonly arePointsKnown: boolean;
  readonly restCalls: number;
  readonly pagerdutyCalls: number;
  readonly feedCalls: number;
  readonly byPurpose: readonly PurposeCost[];
}

/** The calls of one upstream for one purpose. */
export interface PurposeCost {
  readonly upstream: Call['upstream'];
  readonly purpose: string;
  readonly count: number;
  /** Points (GraphQL) or requests, of the answers that named it; null: none did. */
  readonly cost: number | null;
}

/** Sums calls by upstream and purpose: most calls first, then the dearer, then by name. O(calls). */
export function costOf(calls: readonly Call[]): Cost {
  const byUpstream = (upstream: Call['upstream']) => calls.filter((call) => call.upstream === upstream);
  const graphql = byUpstream('github/graphql');
  return {
    graphqlCalls: graphql.length,
    points: graphql.reduce((sum, { cost }) => sum + (cost ?? 0), 0),
    arePointsKnown: graphql.every(({ cost }) => cost !== null),
    restCalls: byUpstream('github/rest').length,
    pagerdutyCalls: byUpstream('pagerduty').length,
    feedCalls: byUpstream('feed').length,
    byPurpose: purposesOf(calls),
  };
}

function purposesOf(calls: readonly Call[]): readonly PurposeCost[] {
  const purposes = new Map<string, PurposeCost>();
  for (const { upstream, purpose, cost } of calls) {
    const key = `${upstream} ${purpose}`;
    const before = purposes.get(key) ?? { upstream, purpose, count: 0, cost: null };
    const sum = cost === null ? before.cost : (before.cost ?? 0) + cost;
    purposes.set(key, { ...before, count: before.count + 1, cost: sum });
  }
  return [...purposes.values()].sort(
    (a, b) =>
      b.count - a.count ||
      (b.cost ?? 0) - (a.cost ?? 0) ||
      a.upstream.localeCompare(b.upstream) ||
      a.purpose.localeCompare(b.purpose)
  );
}
