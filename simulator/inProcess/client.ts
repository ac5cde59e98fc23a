import { HttpClient, HttpRequest, HttpResponse, NetworkError, QueryValue, Upstream as Route } from '../../src/sources';
import { FaultSwitch } from '../serving/faults';
import { answerUnder } from '../serving/answering';
import { Answer, Asked, Upstream } from '../serving/upstream';
import { SimulatedClock } from './clock';
import { githubSecondaryLimits, SecondaryGuard, SecondaryLimits } from './secondaryLimits';
import { Count, Tally } from './tally';

export type Api = 'github' | 'pagerduty' | 'feed';

export interface SimulatedClientOptions {
  readonly clock: SimulatedClock;
  readonly upstreams: Readonly<Partial<Record<Api, Upstream>>>;
  /** What the proxy would add to requests. */
  readonly tokens: { readonly github: string; readonly pagerduty: string };
  readonly faults?: Readonly<Record<Api, FaultSwitch>>;
  /** Milliseconds from request to answer; default 300, and one more for each node a query asks for. */
  readonly latency?: (asked: Asked, answer: Answer) => number;
  /** Default false: Grafana's proxy hides the headers of an answer that is an error. */
  readonly headersOnErrors?: boolean;
  /** GitHub's; null: none. Default: the documented ones. */
  readonly secondaryLimits?: SecondaryLimits | null;
}

export interface SimulatedClient {
  readonly client: HttpClient;
  readonly faults: Readonly<Record<Api, FaultSwitch>>;
  /** What has been asked since the start, or since `recount`. */
  count(route: Route): Count;
  recount(): void;
}

const routes: readonly Route[] = ['github/rest', 'github/graphql', 'pagerduty', 'feed'];

/** Where the simulators seem to be; nothing listens there. */
export const simulatedOrigin = 'http://simulated.invalid';

/** An answer after at most this long: GitHub gives up on a query after ten seconds. */
const longest = 9_500;

/** 300 ms, and one more for each node a query asks for. */
export function usualLatency(_asked: Asked, answer: Answer): number {
  return Math.min(longest, 300 + (answer.effort?.nodes ?? 0));
}

/**
 * The simulators as the plugin sees them through Grafana's proxy, without sockets and in simulated time: errors carry no
 * headers, a redirect leads out of the proxy and is no answer, a refused token is 401.
 */
export function simulatedClient(options: SimulatedClientOptions): SimulatedClient {
  const { clock, upstreams, latency = usualLatency, headersOnErrors = false } = options;
  const { secondaryLimits = githubSecondaryLimits } = options;
  const guard = secondaryLimits === null ? null : new SecondaryGuard(secondaryLimits, clock.now);
  const { faults = { github: new FaultSwitch(), pagerduty: new FaultSwitch(), feed: new FaultSwitch() } } = options;
  const fresh = () => new Map(routes.map((route) => [route, new Tally()]));
  let tallies = fresh();
  const tallyOf = (route: Route) => tallies.get(route) ?? new Tally();

  async function client(request: HttpRequest, signal?: AbortSignal): Promise<HttpResponse> {
    if (signal?.aborted === true) {
      throw new DOMException('The request was cancelled.', 'AbortError');
    }
    const api = apiOf(request.upstream);
    const upstream = upstreams[api];
    if (upstream === undefined) {
      throw new NetworkError(`There is no simulated ${api}.`);
    }
    const tally = tallyOf(request.upstream);
    const asked = askedOf(request, options.tokens);
    const beganAt = clock.now();
    tally.begins(request);
    const leave = api === 'github' && guard !== null ? guard.enter(request.upstream === 'github/graphql') : () => {};
    let answer: Answer | null = null;
    let status = 'cancelled';
    try {
      answer =
        leave === null
          ? upstream.refuse({ kind: 'secondaryLimit' }, asked)
          : await answerUnder(upstream, faults[api], asked, (milliseconds) => clock.sleep(milliseconds, signal));
      await clock.sleep(answer === null ? 50 : latency(asked, answer), signal);
      status = answer === null ? 'reset' : String(answer.status);
    } finally {
      leave?.();
      tally.ends(status, clock.now() - beganAt, answer?.effort?.cost ?? 0, answer?.limit);
    }
    if (answer === null) {
      throw new NetworkError('The connection was reset.');
    }
    if ([301, 302, 307, 308].includes(answer.status)) {
      throw new NetworkError('The address redirects elsewhere.');
    }
    return {
      status: answer.status,
      headers: answer.status < 400 || headersOnErrors ? lowerCased(answer.headers) : {},
      body: bodyOf(answer.body),
    };
  }

  return {
    client,
    faults,
    count: tallyOf,
    recount: () => {
      tallies = fresh();
    },
  };
}

function apiOf(route: Route): Api {
  return route === 'pagerduty' || route === 'feed' ? route : 'github';
}

function askedOf(request: HttpRequest, tokens: SimulatedClientOptions['tokens']): Asked {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request.params ?? {})) {
    listOf(value).forEach((one) => query.append(name, one));
  }
  const roots: Readonly<Record<Route, string>> = {
    'github/rest': '/',
    'github/graphql': '/graphql',
    pagerduty: '/',
    feed: '/feed.json',
  };
  const authorization =
    request.upstream === 'pagerduty' ? `Token token=${tokens.pagerduty}` : `Bearer ${tokens.github}`;
  return {
    method: request.method,
    path: `${roots[request.upstream]}${request.path}`,
    query,
    headers: { authorization, 'user-agent': 'Grafana/12.3.0', 'x-github-api-version': '2022-11-28' },
    body: request.body === undefined ? '' : JSON.stringify(request.body),
    origin: simulatedOrigin,
  };
}

function listOf(value: QueryValue): readonly string[] {
  if (value === undefined) {
    return [];
  }
  return typeof value === 'object' ? value : [String(value)];
}

function lowerCased(headers: Answer['headers']): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
}

const written = new WeakMap<object, string>();

/** What a client reads from the wire: a copy, and text that is no JSON stays text. */
function bodyOf(body: unknown): unknown {
  if (typeof body === 'object' && body !== null) {
    const text = written.get(body) ?? JSON.stringify(body);
    written.set(body, text);
    return JSON.parse(text);
  }
  try {
    return JSON.parse(String(body ?? ''));
  } catch {
    return body ?? '';
  }
}
