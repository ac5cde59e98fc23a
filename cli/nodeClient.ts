import { DoraSettings } from '../src/query';
import { HttpClient, HttpRequest, NetworkError, QueryValue, Upstream } from '../src/sources';
import { messageOf } from './messageOf';

/** Read from GITHUB_TOKEN, PAGERDUTY_TOKEN and FEED_TOKEN; empty: not set. */
export interface Tokens {
  readonly github: string;
  readonly pagerduty: string;
  readonly feed: string;
}

interface Route {
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
}

const mostRedirects = 5;
const longestAnswer = 60_000;

/**
 * Node's fetch as the sources want it: the addresses and headers of plugin.json's routes. A redirect is followed on
 * the same origin only, so that a token never goes where it was not meant for; another one is answered as it is.
 */
export function createNodeClient(settings: DoraSettings, tokens: Tokens, fetchNow: typeof fetch = fetch): HttpClient {
  const routes = routesOf(settings, tokens);
  return async (request, signal) => {
    const { base, headers } = routes[request.upstream];
    const url = new URL(addressOf(base, request));
    const body = request.body === undefined ? undefined : JSON.stringify(request.body);
    const timeout = AbortSignal.timeout(longestAnswer);
    const init: RequestInit = {
      method: request.method,
      headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      body,
      redirect: 'manual',
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    };
    try {
      const response = await fetchOnOrigin(url, init, fetchNow);
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: jsonOrText(await response.text()),
      };
    } catch (error) {
      if (signal?.aborted === true) {
        throw new DOMException('The request was cancelled.', 'AbortError');
      }
      throw new NetworkError(`${url.host} cannot be reached: ${reasonOf(error)}`);
    }
  };
}

function routesOf(settings: DoraSettings, tokens: Tokens): Record<Upstream, Route> {
  const { githubApiUrl, githubUrl, pagerdutyRegion, pagerdutyUrl, feedUrl } = settings;
  const api = githubApiUrl || 'https://api.github.com';
  const ownServer = githubApiUrl === '' && githubUrl !== '';
  const github = {
    ...authorization('Bearer ', tokens.github),
    accept: 'application/vnd.github+json',
    'x-github-api-version': '2022-11-28',
    'user-agent': 'deliverymetrics-dora-datasource',
  };
  const region = pagerdutyRegion === 'eu' ? 'https://api.eu.pagerduty.com' : 'https://api.pagerduty.com';
  return {
    'github/rest': { base: ownServer ? `${githubUrl}/api/v3` : api, headers: github },
    'github/graphql': { base: ownServer ? `${githubUrl}/api/graphql` : `${api}/graphql`, headers: github },
    pagerduty: {
      base: pagerdutyUrl || region,
      headers: {
        ...authorization('Token token=', tokens.pagerduty),
        accept: 'application/vnd.pagerduty+json;version=2',
      },
    },
    feed: { base: feedUrl, headers: { ...authorization('Bearer ', tokens.feed), accept: 'application/json' } },
  };
}

function authorization(scheme: string, token: string): Record<string, string> {
  return token === '' ? {} : { authorization: `${scheme}${token}` };
}

function addressOf(base: string, request: HttpRequest): string {
  const address = request.path === '' ? base : `${base}/${request.path}`;
  const pairs = Object.entries(request.params ?? {}).flatMap(([name, value]) =>
    listOf(value).map((one) => `${encodeURIComponent(name)}=${encodeURIComponent(one)}`)
  );
  return pairs.length === 0 ? address : `${address}${address.includes('?') ? '&' : '?'}${pairs.join('&')}`;
}

function listOf(value: QueryValue): readonly string[] {
  if (value === undefined) {
    return [];
  }
  return typeof value === 'object' ? value : [String(value)];
}

async function fetchOnOrigin(start: URL, init: RequestInit, fetchNow: typeof fetch): Promise<Response> {
  let url = start;
  for (let redirects = 0; ; redirects++) {
    const response = await fetchNow(url, init);
    const location = response.headers.get('location');
    const isRedirect = [301, 302, 303, 307, 308].includes(response.status) && location !== null;
    const next = isRedirect ? new URL(location, url) : null;
    if (next === null || init.method !== 'GET' || next.origin !== start.origin || redirects >= mostRedirects) {
      return response;
    }
    await response.body?.cancel();
    url = next;
  }
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** undici says "fetch failed" and keeps the reason in `cause`. */
function reasonOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) {
    return messageOf(error);
  }
  if ('name' in error && error.name === 'TimeoutError') {
    return `no answer within ${longestAnswer / 1000} s`;
  }
  const cause = 'cause' in error && error.cause !== undefined ? messageOf(error.cause) : '';
  return cause || messageOf(error);
}
