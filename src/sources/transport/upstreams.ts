import { HttpRequest, HttpResponse, Upstream } from './http';
import { BudgetReading } from './limit';
import { githubHeaderBudget, graphqlBudget, pagerdutyHeaderBudget } from './readings';

/** What an upstream's documentation asks of its clients. */
export interface UpstreamLimits {
  /** What shares the secondary limits. */
  readonly host: string;
  /** Requests at once. */
  readonly places: number;
  /** In any sixty seconds; null: no limit is known. */
  readonly pointsPerMinute: number | null;
  /** Milliseconds of response time in any sixty seconds. */
  readonly busyTimePerMinute: number | null;
  /** The longest window of its budget, milliseconds. */
  readonly longestWindow: number;
  /** The least that a request counts for. */
  pointsOf(request: HttpRequest): number;
  /** Undefined: the answer does not say. Null: there is no budget. */
  budgetOf(response: HttpResponse, now: number): BudgetReading | null | undefined;
}

/** Others use the same token, and the upstream's clock is not ours: of what is allowed, this much is used. */
const prudence = 0.85;
const hour = 3_600_000;

/**
 * GitHub: "Rate limits and query limits for the GraphQL API" and "Rate limits for the REST API": no more than 2,000 points
 * a minute for GraphQL and 900 for REST, where reading costs one point and writing five; 90 seconds of processor time per
 * 60 seconds, of which 60 for GraphQL ("approximate by measuring the total response time"), kept here to 75 and 45.
 * "Make requests serially": few at once.
 * PagerDuty: "REST API rate limits": 960 requests a minute for one key.
 */
export const upstreamLimits: Readonly<Record<Upstream, UpstreamLimits>> = {
  'github/graphql': {
    host: 'github',
    places: 2,
    pointsPerMinute: 2_000 * prudence,
    busyTimePerMinute: 45_000,
    longestWindow: hour,
    pointsOf: () => 1,
    budgetOf: ({ body, headers }) => {
      const inBody = graphqlBudget(body);
      return inBody === undefined ? githubHeaderBudget(headers, 'graphql') : inBody;
    },
  },
  'github/rest': {
    host: 'github',
    places: 3,
    pointsPerMinute: 900 * prudence,
    busyTimePerMinute: null,
    longestWindow: hour,
    pointsOf: ({ method }) => (method === 'GET' ? 1 : 5),
    budgetOf: ({ headers }) => githubHeaderBudget(headers, 'core'),
  },
  pagerduty: {
    host: 'pagerduty',
    places: 3,
    pointsPerMinute: 960 * prudence,
    busyTimePerMinute: null,
    longestWindow: hour,
    pointsOf: () => 1,
    budgetOf: ({ headers }, now) => pagerdutyHeaderBudget(headers, now),
  },
  feed: {
    host: 'feed',
    places: 2,
    pointsPerMinute: null,
    busyTimePerMinute: null,
    longestWindow: hour,
    pointsOf: () => 1,
    budgetOf: () => undefined,
  },
};

/** Response time of all requests to a host in any sixty seconds, milliseconds; see above. */
export const hostBusyTimePerMinute: Readonly<Record<string, number>> = { github: 75_000 };
