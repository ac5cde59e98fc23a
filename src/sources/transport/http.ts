/**
 * How a source reaches its upstream. The plugin goes through Grafana's data proxy, the command line through Node's
 * fetch; the sources see only this.
 */

/** The plugin's proxy routes (plugin.json). */
export type Upstream = 'github/rest' | 'github/graphql' | 'pagerduty' | 'feed';

export type QueryValue = string | number | boolean | readonly string[] | undefined;

export interface HttpRequest {
  readonly upstream: Upstream;
  readonly method: 'GET' | 'POST';
  /** Below the upstream's base, segments already encoded, without a leading slash; may be empty. */
  readonly path: string;
  /** Arrays become repeated keys; undefined is left out. */
  readonly params?: Readonly<Record<string, QueryValue>>;
  readonly body?: unknown;
}

export interface HttpResponse {
  readonly status: number;
  /** Lower-case names. Empty where the host does not show them (Grafana's proxy hides them on errors). */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON, or the text where it is not JSON. */
  readonly body: unknown;
}

/**
 * Resolves for every status. An expired or wrong token is always 401 here (the proxy's 400 is translated by the
 * adapter). Rejects with `NetworkError` when no answer came, and with an `AbortError` when cancelled.
 */
export type HttpClient = (request: HttpRequest, signal?: AbortSignal) => Promise<HttpResponse>;

export class NetworkError extends Error {
  override readonly name = 'NetworkError';
}

/** No answer came within the time there is. */
export class LateAnswer extends NetworkError {}

/** Time and randomness of the transport, so that tests can hold them. */
export interface Clock {
  now(): number;
  /** Rejects with an `AbortError` when cancelled. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Calls `ring` after so many milliseconds, unless what it gives is called before. Costs less than a signal of its own. */
  alarm(milliseconds: number, ring: () => void): () => void;
  /** In [0, 1). */
  random(): number;
}
