import { HttpResponse } from './http';
import { BudgetReading } from './limit';

type Headers = HttpResponse['headers'];

/**
 * `x-ratelimit-*` of GitHub's REST and GraphQL (developer docs, "Rate limits for the REST API"; reset in epoch seconds).
 * Only of the resource that is meant: searches have a small limit of their own, which says nothing about the rest.
 * Undefined where the headers do not say, as on a GHES without limits.
 */
export function githubHeaderBudget(headers: Headers, resource: 'core' | 'graphql'): BudgetReading | undefined {
  const limit = numberIn(headers, 'x-ratelimit-limit');
  const remaining = numberIn(headers, 'x-ratelimit-remaining');
  const reset = numberIn(headers, 'x-ratelimit-reset');
  if (
    limit === null ||
    remaining === null ||
    reset === null ||
    (headers['x-ratelimit-resource'] ?? resource) !== resource
  ) {
    return undefined;
  }
  return { cost: null, limit, remaining, resetAt: reset * 1_000 };
}

/** `ratelimit-*` of PagerDuty (developer docs, "Rate limits"; reset in seconds from now). */
export function pagerdutyHeaderBudget(headers: Headers, now: number): BudgetReading | undefined {
  const limit = numberIn(headers, 'ratelimit-limit');
  const remaining = numberIn(headers, 'ratelimit-remaining');
  const reset = numberIn(headers, 'ratelimit-reset');
  return limit === null || remaining === null || reset === null
    ? undefined
    : { cost: null, limit, remaining, resetAt: now + reset * 1_000 };
}

/**
 * `data.rateLimit { cost limit remaining resetAt }`. Null where GitHub says that there is none (GHES without limits);
 * undefined where it was not asked for, or is not there.
 */
export function graphqlBudget(body: unknown): BudgetReading | null | undefined {
  if (typeof body !== 'object' || body === null || !('data' in body)) {
    return undefined;
  }
  const { data } = body;
  if (typeof data !== 'object' || data === null || !('rateLimit' in data)) {
    return undefined;
  }
  const { rateLimit } = data;
  if (typeof rateLimit !== 'object' || rateLimit === null) {
    return 'errors' in body ? undefined : null;
  }
  const { cost, limit, remaining, resetAt }: Partial<Record<keyof BudgetReading, unknown>> = rateLimit;
  const reset = typeof resetAt === 'string' ? Date.parse(resetAt) : Number.NaN;
  if (typeof limit !== 'number' || typeof remaining !== 'number' || Number.isNaN(reset)) {
    return undefined;
  }
  return { cost: typeof cost === 'number' ? cost : null, limit, remaining, resetAt: reset };
}

function numberIn(headers: Headers, name: string): number | null {
  const text = headers[name] ?? '';
  const value = Number(text);
  return text.trim() === '' || !Number.isFinite(value) ? null : value;
}
