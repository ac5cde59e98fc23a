import { asObject, Failure, HttpResponse, Json, retryAtIn, UpstreamError } from '../transport';

/** How GraphQL answers are read: GitHub reports most trouble with status 200, beside what is good. */

export interface GraphqlError {
  readonly type: string;
  readonly message: string;
  readonly path: readonly unknown[];
}

/**
 * What stands at `path` of an answer. Null where it is empty without an error, as in a repository without commits;
 * throws the `UpstreamError` of the error that emptied it or one of its parents, and "not found" where nothing is there.
 */
export function reach(
  answer: { readonly data: Json; readonly errors: readonly GraphqlError[] },
  path: readonly string[]
): Json | null {
  let place: Json = answer.data;
  for (const [depth, step] of path.entries()) {
    const value = place[step];
    if (value === null || value === undefined) {
      const steps = path.slice(0, depth + 1);
      const cause =
        answer.errors.find((error) => error.path.length > 0 && steps.every((part, i) => error.path[i] === part)) ??
        answer.errors.find((error) => error.path.length === 0);
      if (cause !== undefined) {
        throw new UpstreamError(failureOfError(cause));
      }
      if (depth === 0) {
        const reason = `there is no such ${/^q\d+$/.test(step) ? 'record' : step}`;
        throw new UpstreamError({ kind: 'notFound', reason, status: 200, retry: 'never', retryAt: null });
      }
      return null;
    }
    place = asObject(value, path.slice(0, depth + 1).join('.'));
  }
  return place;
}

export function errorsIn(body: Json): readonly GraphqlError[] {
  const errors = Array.isArray(body['errors']) ? body['errors'] : [];
  return errors.map((entry): GraphqlError => {
    const error = asObject(entry, 'GraphQL error');
    const extensions = asObject(error['extensions'] ?? {}, 'GraphQL error');
    const type = error['type'] ?? extensions['type'] ?? extensions['code'];
    return {
      type: typeof type === 'string' ? type : '',
      message: typeof error['message'] === 'string' ? error['message'] : 'an error without a message',
      path: Array.isArray(error['path']) ? error['path'] : [],
    };
  });
}

const tooHeavyTypes = ['RESOURCE_LIMITS_EXCEEDED', 'MAX_NODE_LIMIT_EXCEEDED', 'TIMEOUT'];
const tooHeavyText =
  /something went wrong while executing your query|couldn't respond to your request in time|resource limits|timedout|timeout/i;

/** The error types GitHub sends (its documentation, and what clients report). */
export function failureOfError(error: GraphqlError): Failure {
  const failure = (kind: Failure['kind'], retry: Failure['retry'] = 'never'): Failure => ({
    kind,
    reason: error.message.slice(0, 200),
    status: 200,
    retry,
    retryAt: null,
  });
  if (error.type === 'RATE_LIMITED' || /rate limit/i.test(error.message)) {
    return failure('rateLimited', 'pause');
  }
  if (tooHeavyTypes.includes(error.type) || tooHeavyText.test(error.message)) {
    return failure('unavailable', 'soon');
  }
  if (error.type === 'NOT_FOUND' || /could not resolve to/i.test(error.message)) {
    return failure('notFound');
  }
  if (
    ['FORBIDDEN', 'INSUFFICIENT_SCOPES'].includes(error.type) ||
    /not accessible by|SAML|required scopes/i.test(error.message)
  ) {
    return failure('forbidden');
  }
  return failure('badAnswer');
}

/** GitHub reports spent budgets and overload with status 200: what of an answer makes it no answer at all. */
export function graphqlFailure(response: HttpResponse, now: number): Failure | null {
  const { body } = response;
  if (typeof body !== 'object' || body === null || Array.isArray(body) || !('data' in body || 'errors' in body)) {
    return { kind: 'badAnswer', reason: 'it is not a GraphQL answer', status: 200, retry: 'never', retryAt: null };
  }
  const answer = asObject(body, 'GraphQL answer');
  const failures = errorsIn(answer).map(failureOfError);
  const limited = failures.find(({ kind }) => kind === 'rateLimited');
  if (limited !== undefined) {
    return { ...limited, retryAt: retryAtIn(response.headers, now) ?? resetIn(answer) };
  }
  const heavy = failures.find(({ retry }) => retry === 'soon');
  if (heavy !== undefined) {
    return heavy;
  }
  if (typeof answer['data'] !== 'object' || answer['data'] === null) {
    return failures[0] ?? { kind: 'badAnswer', reason: 'it holds no data', status: 200, retry: 'never', retryAt: null };
  }
  return null;
}

/** `data.rateLimit.resetAt`, where the answer still has it. */
function resetIn(answer: Json): number | null {
  const data = answer['data'];
  if (typeof data !== 'object' || data === null || !('rateLimit' in data)) {
    return null;
  }
  const limit = data.rateLimit;
  if (typeof limit !== 'object' || limit === null || !('resetAt' in limit) || typeof limit.resetAt !== 'string') {
    return null;
  }
  const at = Date.parse(limit.resetAt);
  return Number.isNaN(at) ? null : at;
}
