import { ProblemKind } from '../types';
import { say } from '../../words';
import { HttpResponse } from './http';

/** Why a request failed for good, or may be tried again. */
export interface Failure {
  readonly kind: ProblemKind;
  /** What the upstream said, one line, or what was seen instead. */
  readonly reason: string;
  /** HTTP status; null when no answer came. */
  readonly status: number | null;
  /** `soon`: exponential back-off. `pause`: the upstream wants silence. `never`: the same request fails again. */
  readonly retry: 'soon' | 'pause' | 'never';
  /** End of the silence where it can be read, epoch milliseconds. */
  readonly retryAt: number | null;
  /** No answer came within the time there is (`TransportLimits.longestAnswer`). */
  readonly isLate?: boolean;
}

/**
 * Timeouts: ours, a gateway's, the upstream's own; and what GitHub calls too much for one query (status 200). The same
 * request would fail again, a smaller one need not. A connection that broke says nothing about the request.
 */
export function isTooHeavy({ kind, status, isLate = false }: Failure): boolean {
  return kind === 'unavailable' && (isLate || (status !== null && [200, 408, 502, 504].includes(status)));
}

/** A request that was given up. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';

  constructor(readonly failure: Failure) {
    super(failure.reason);
  }
}

/** A proxy's or a login page's answer where JSON was expected. */
export function isHtml(body: unknown): boolean {
  return typeof body === 'string' && /^\s*<(?:!doctype|html|head|body|\?xml)/i.test(body);
}

/** The sentence in an error body: `message`, `error.message`, `error`, or plain text; cut at 200 characters. */
export function reasonIn(body: unknown): string | null {
  if (typeof body === 'string') {
    const line = isHtml(body) ? '' : body.trim().split('\n')[0];
    return line === '' ? null : line.slice(0, 200);
  }
  if (typeof body !== 'object' || body === null) {
    return null;
  }
  if ('message' in body && typeof body.message === 'string') {
    return body.message.slice(0, 200);
  }
  return 'error' in body ? reasonIn(body.error) : null;
}

/**
 * End of a rate limit, epoch milliseconds: `retry-after` (seconds or a date, RFC 9110), `x-ratelimit-reset` (epoch
 * seconds) once nothing remains, `ratelimit-reset` (seconds from now). Null where the headers do not say.
 */
export function retryAtIn(headers: Readonly<Record<string, string>>, now: number): number | null {
  const after = headers['retry-after'];
  if (after !== undefined && after !== '') {
    const seconds = Number(after);
    const at = Number.isFinite(seconds) ? now + seconds * 1000 : Date.parse(after);
    return Number.isNaN(at) ? null : at;
  }
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN);
  if (headers['x-ratelimit-remaining'] === '0' && Number.isFinite(reset)) {
    return reset * 1000;
  }
  const seconds = Number(headers['ratelimit-reset'] ?? Number.NaN);
  return Number.isFinite(seconds) ? now + seconds * 1000 : null;
}

function isRateLimit(response: HttpResponse): boolean {
  if (response.status === 429) {
    return true;
  }
  return (
    response.status === 403 &&
    (response.headers['retry-after'] !== undefined ||
      response.headers['x-ratelimit-remaining'] === '0' ||
      /rate limit|abuse detection/i.test(reasonIn(response.body) ?? ''))
  );
}

/** What is wrong with an answer; null when it is a JSON answer to use. 304 is the caller's business. */
export function failureOf(response: HttpResponse, now: number): Failure | null {
  const { status, body } = response;
  const reason =
    reasonIn(body) ??
    (isHtml(body) ? say('transport.html', 'it answered with an HTML page instead of JSON') : `status ${status}`);
  const failure = (kind: ProblemKind, retry: Failure['retry'], retryAt: number | null = null): Failure => ({
    kind,
    reason,
    status,
    retry,
    retryAt,
  });
  if (isRateLimit(response)) {
    return failure('rateLimited', 'pause', retryAtIn(response.headers, now));
  }
  if (isHtml(body) && status >= 402 && status < 500 && status !== 408) {
    // Something between here and the API spoke, so its 403 or 404 says nothing about permissions or names.
    return failure('badAnswer', 'never');
  }
  switch (status) {
    case 401:
      return failure('unauthorized', 'never');
    case 402:
    case 403:
    case 451:
      return failure('forbidden', 'never');
    case 404:
    case 410:
      return failure('notFound', 'never');
    case 408:
    case 500:
    case 502:
    case 503:
    case 504:
      return failure('unavailable', 'soon');
    default:
      if (status >= 500) {
        return failure('unavailable', 'never');
      }
      if (status >= 300 && status !== 304) {
        return failure('badAnswer', 'never');
      }
      return typeof body === 'string' && status !== 304 && status !== 204 ? failure('badAnswer', 'soon') : null;
  }
}
