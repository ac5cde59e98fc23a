import { Instant } from '../../events';
import { Call } from './errand';
import { Upstream } from './http';
import { BudgetReading } from './limit';

/** What has been asked of one upstream through the transports that share a meter, and what it last said is left. */
export interface UpstreamUse {
  readonly upstream: Upstream;
  readonly calls: number;
  /** Points (GraphQL) or requests, of the answers that named it. */
  readonly cost: number;
  /** Null: the upstream has no limit, or has not told. */
  readonly budget: ToldBudget | null;
}

export interface ToldBudget {
  /** Per window. */
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: Instant;
  /** When it was told. */
  readonly at: Instant;
}

/** Shared by the transports of a page, and read by whoever wants to know what the page has cost. */
export interface Meter {
  spent(call: Call): void;
  /** Null: the upstream says that it has no limit. */
  told(upstream: Upstream, reading: BudgetReading | null, at: Instant): void;
  /** One for each upstream that was asked, by name. */
  use(): readonly UpstreamUse[];
}

const second = 1_000;

export function createMeter(): Meter {
  const uses = new Map<Upstream, UpstreamUse>();
  const knownOf = (upstream: Upstream): UpstreamUse =>
    uses.get(upstream) ?? { upstream, calls: 0, cost: 0, budget: null };
  return {
    spent: ({ upstream, cost }) => {
      const before = knownOf(upstream);
      uses.set(upstream, { ...before, calls: before.calls + 1, cost: before.cost + (cost ?? 0) });
    },
    told: (upstream, reading, at) => {
      const before = knownOf(upstream);
      uses.set(upstream, { ...before, budget: reading === null ? null : newer(before.budget, reading, at) });
    },
    use: () => [...uses.values()].sort((a, b) => (a.upstream < b.upstream ? -1 : 1)),
  };
}

/** Answers overtake each other: of one window the lowest figure is the newest, and a later window is newer than any. */
function newer(known: ToldBudget | null, { limit, remaining, resetAt }: BudgetReading, at: Instant): ToldBudget {
  const read: ToldBudget = { limit, remaining, resetAt, at };
  if (known === null || resetAt > known.resetAt + second) {
    return read;
  }
  const isSameWindow = Math.abs(known.resetAt - resetAt) <= second;
  return isSameWindow && remaining <= known.remaining ? read : known;
}
