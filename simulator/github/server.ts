import { createHash } from 'node:crypto';
import { Organization } from '../organization';
import { Dice } from '../organization/dice';
import { Fault, FaultSwitch } from '../serving/faults';
import { RunningServer, ServerOptions, startServer } from '../serving/server';
import { Answer, Asked, Upstream } from '../serving/upstream';
import { HourlyBudget } from './budget';
import { answerGraphql } from './graphql/execute';
import { Budget } from './graphql/root';
import { githubSchema } from './graphql/schema';
import { RestAnswer, restProblem } from './rest/answers';
import { answerRest } from './rest/router';
import { repositoryId } from './contents';
import { World } from './world';

export interface GithubOptions {
  readonly organization: Organization;
  /** The one token that is let in. */
  readonly token: string;
  /** Login of who the token belongs to; default: the first person. */
  readonly viewer?: string;
  /** Scopes of a classic token; null plays a fine-grained one, which has none. Default null. */
  readonly scopes?: string | null;
  /** Points, and requests, an hour; default 5,000 each, as at github.com. */
  readonly hourlyLimit?: number;
  /** Epoch milliseconds; default: the machine's. */
  readonly clock?: () => number;
  /** Repositories (`owner/name`) that are listed and not found; default: none. */
  readonly hides?: (name: string) => boolean;
}

/**
 * A GitHub: GraphQL under `/graphql` and `/api/graphql`, REST under `/` and `/api/v3/`, so that it can stand for
 * github.com's API and for an Enterprise Server.
 */
export function createGithub(options: GithubOptions): Upstream {
  const { organization, token, hourlyLimit = 5_000, clock = Date.now, scopes = null } = options;
  const world = new World(organization, clock, options.hides);
  const viewer = options.viewer ?? organization.people[0]?.login ?? 'viewer';
  const budgets = { core: new HourlyBudget(hourlyLimit, clock), graphql: new HourlyBudget(hourlyLimit, clock) };
  let requests = 0;

  function common(resource: 'core' | 'graphql'): Record<string, string> {
    const { limit, used, resetAt } = budgets[resource].state();
    requests++;
    return {
      'x-github-media-type': 'github.v3; format=json',
      'x-github-request-id': `SIM0:${requests.toString(16).toUpperCase().padStart(6, '0')}`,
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(Math.max(0, limit - used)),
      'x-ratelimit-used': String(used),
      'x-ratelimit-reset': String(Math.floor(resetAt / 1_000)),
      'x-ratelimit-resource': resource,
      ...(scopes === null ? {} : { 'x-oauth-scopes': scopes, 'x-accepted-oauth-scopes': 'repo' }),
    };
  }

  const isGraphql = (path: string) => path === '/graphql' || path === '/api/graphql';

  async function respond(asked: Asked): Promise<Answer> {
    const graphql = isGraphql(asked.path);
    if (!isAllowed(asked, token)) {
      return { ...restProblem(401, 'Bad credentials'), headers: common('core') };
    }
    if (asked.headers['user-agent'] === undefined) {
      const message =
        'Request forbidden by administrative rules. Please make sure your request has a User-Agent header.';
      return { status: 403, body: message };
    }
    const version = asked.headers['x-github-api-version'];
    if (version !== undefined && version !== '2022-11-28') {
      return {
        ...restProblem(400, `"${String(version)}" is not a supported version of the API.`),
        headers: common('core'),
      };
    }
    return graphql ? query(asked) : rest(asked);
  }

  async function query(asked: Asked): Promise<Answer> {
    if (asked.method !== 'POST') {
      return { ...restProblem(404, 'Not Found'), headers: common('graphql') };
    }
    if (budgets.graphql.isSpent()) {
      return primaryLimit(asked);
    }
    const request = decodeRequest(asked.body);
    if (request === null) {
      return { ...restProblem(400, 'Problems parsing JSON'), headers: common('graphql') };
    }
    const scene = { world, webUrl: asked.origin };
    const { body, price } = await answerGraphql(scene, viewer, request, (cost) => budgets.graphql.spend(cost));
    return { status: 200, headers: common('graphql'), body, effort: { nodes: price.nodeCount, cost: price.cost } };
  }

  function rest(asked: Asked): Answer {
    const isEnterprise = asked.path.startsWith('/api/v3/');
    const path = isEnterprise ? asked.path.slice('/api/v3/'.length) : asked.path.slice(1);
    if (asked.method !== 'GET' && asked.method !== 'HEAD') {
      return { ...restProblem(404, 'Not Found'), headers: common('core') };
    }
    if (path === 'rate_limit') {
      // Asking for the limits does not count against them.
    } else if (budgets.core.isSpent()) {
      return primaryLimit(asked);
    }
    const states: Record<'core' | 'graphql', Budget> = { core: budgets.core.state(), graphql: budgets.graphql.state() };
    const base = { api: `${asked.origin}${isEnterprise ? '/api/v3' : ''}`, web: asked.origin };
    const answer = answerRest({ world, base, viewer, now: organization.now, budgets: states }, path, asked.query);
    return cached(asked, answer, path === 'rate_limit');
  }

  /** ETags: an answer that is known already costs nothing. */
  function cached(asked: Asked, answer: RestAnswer, isFree: boolean): Answer {
    const etag = `W/"${createHash('sha256').update(JSON.stringify(answer.body)).digest('hex')}"`;
    const caching = {
      etag,
      'cache-control': 'private, max-age=60, s-maxage=60',
      vary: 'Accept, Authorization, Cookie, X-GitHub-OTP, Accept-Encoding, Accept, X-Requested-With',
    };
    const isKnown = answer.status === 200 && asked.headers['if-none-match'] === etag;
    if (!isFree && !isKnown) {
      budgets.core.spend(1);
    }
    const headers = { ...common('core'), ...(isFree ? {} : caching), ...answer.headers };
    const effort = { nodes: 0, cost: isFree || isKnown ? 0 : 1 };
    return isKnown ? { status: 304, headers, effort } : { status: answer.status, headers, body: answer.body, effort };
  }

  /** Used up: GraphQL says so with 200, REST with 403; both with nothing remaining. */
  function primaryLimit(asked: Asked): Answer {
    const graphql = isGraphql(asked.path);
    const headers = { ...common(graphql ? 'graphql' : 'core'), 'x-ratelimit-remaining': '0' };
    const message = 'API rate limit exceeded for user ID 501.';
    return graphql
      ? { status: 200, headers, body: { errors: [{ type: 'RATE_LIMITED', message }] }, limit: 'hour' }
      : { ...restProblem(403, message), headers, limit: 'hour' };
  }

  function refuse(fault: Fault, asked: Asked): Answer {
    const resource = isGraphql(asked.path) ? 'graphql' : 'core';
    if (fault.kind === 'primaryLimit') {
      return { ...primaryLimit(asked), ...(fault.status === undefined ? {} : { status: fault.status }) };
    }
    const headers = { ...common(resource), ...fault.headers };
    if (fault.kind === 'secondaryLimit') {
      const message =
        'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. ' +
        'If you reach out to GitHub Support for help, please include the request ID.';
      return {
        ...restProblem(fault.status ?? 403, message),
        headers: { ...headers, 'retry-after': '60', ...fault.headers },
        limit: 'secondary',
      };
    }
    const status = fault.status ?? 500;
    return fault.body === undefined
      ? { ...restProblem(status, wording(status)), headers }
      : { status, headers, body: fault.body };
  }

  /** By id, as GitHub redirects from a former name. */
  function moved(asked: Asked): Answer | null {
    const match = /^((?:\/api\/v3)?)\/repos\/([^/]+)\/([^/]+)(.*)$/.exec(asked.path);
    const shelf = match === null ? null : world.repository(`${match[2]}/${match[3]}`);
    if (match === null || shelf === null) {
      return null;
    }
    const search = asked.query.toString();
    const url = `${asked.origin}${match[1]}/repositories/${shelf.repository.id}${match[4]}${search && `?${search}`}`;
    return { ...restProblem(301, 'Moved Permanently', { url }), headers: { ...common('core'), location: url } };
  }

  /** A merged pull request of a repository that the query names, else of any, gets a comment. */
  function touch(asked: Asked, dice: Dice): boolean {
    const named = world.all().filter(({ name, repository }) => {
      const isNamed = new RegExp(`\\b${repository.name}(?![\\w-])`).test(asked.body);
      return asked.path.includes(`/${name}/`) || isNamed || asked.body.includes(repositoryId(repository));
    });
    const shelf = dice.pick(named.length > 0 ? named : world.all());
    const merged = shelf.repository.pullRequests.filter(({ mergedAt }) => mergedAt !== null);
    if (merged.length > 0) {
      shelf.touch(dice.pick(merged).number, Math.floor(clock() / 1_000) * 1_000);
    }
    return merged.length > 0;
  }

  // Read before the first query has to wait for it.
  githubSchema();
  return { respond, refuse, moved, touch };
}

/** Serves it. */
export function startGithub(options: GithubOptions & ServerOptions): Promise<RunningServer> {
  const faults = new FaultSwitch(options.faults);
  const clock = () => (options.clock ?? Date.now)() + faults.skew;
  return startServer(options, createGithub({ ...options, clock, hides: (name) => faults.hides(name) }), faults);
}

function wording(status: number): string {
  const words: Readonly<Record<number, string>> = {
    401: 'Bad credentials',
    403: 'Resource not accessible by personal access token',
    404: 'Not Found',
    422: 'Validation Failed',
    502: "We couldn't respond to your request in time. Sorry about that.",
    503: 'Service unavailable',
    504: "We couldn't respond to your request in time. Sorry about that.",
  };
  return words[status] ?? 'Server Error';
}

function isAllowed(asked: Asked, token: string): boolean {
  const given = /^(?:token|bearer) (.+)$/i.exec(asked.headers.authorization ?? '');
  return given !== null && given[1].trim() === token;
}

function decodeRequest(body: string) {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== 'object' || parsed === null || !('query' in parsed) || typeof parsed.query !== 'string') {
      return null;
    }
    const variables = 'variables' in parsed && typeof parsed.variables === 'object' ? { ...parsed.variables } : {};
    const operationName =
      'operationName' in parsed && typeof parsed.operationName === 'string' ? parsed.operationName : undefined;
    return { query: parsed.query, variables, operationName };
  } catch {
    return null;
  }
}
