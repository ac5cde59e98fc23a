import { BackendSrvRequest, FetchResponse, isFetchError } from '@grafana/runtime';
import { Observable } from 'rxjs';
import { HttpClient, HttpRequest, HttpResponse, NetworkError, QueryValue } from '../sources';
import { say } from '../words';

/** What Grafana's proxy says instead of an upstream's 401. */
const proxyRefusal = 'Authentication to data source failed';

/** What is needed of Grafana's HTTP. */
export interface Backend {
  fetch(request: BackendSrvRequest): Observable<FetchResponse<unknown>>;
}

export interface BackendClientOptions {
  /** The data source's proxy address, `/api/datasources/proxy/uid/…`. */
  readonly proxyUrl: string;
  /** The feed's address: its query string has to be sent along, because the proxy leaves a route's own out. */
  readonly feedUrl: string;
  readonly backend: () => Backend;
}

/**
 * The sources' way out: Grafana's data proxy through `backendSrv`. Requests carry no request id, so that no two of
 * them cancel each other; cancelling the signal takes a request back.
 */
export function createBackendClient({ proxyUrl, feedUrl, backend }: BackendClientOptions): HttpClient {
  return (request, signal) =>
    new Promise<HttpResponse>((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(cancelled());
        return;
      }
      const fetching = backend().fetch({
        url: addressOf(proxyUrl, feedUrl, request),
        method: request.method,
        data: request.body,
        showErrorAlert: false,
        // As text: an upstream's HTML page must not become a parse error somewhere else.
        responseType: 'text',
      });
      const cancel = () => {
        subscription.unsubscribe();
        reject(cancelled());
      };
      const subscription = fetching.subscribe({
        next: (response) => resolve(answerOf(response)),
        error: (error: unknown) => {
          signal?.removeEventListener('abort', cancel);
          settleFailure(error, resolve, reject);
        },
        complete: () => {
          signal?.removeEventListener('abort', cancel);
          reject(
            new NetworkError(
              say('datasource.client.grafanaEndedTheRequestWithout', 'Grafana ended the request without an answer.')
            )
          );
        },
      });
      signal?.addEventListener('abort', cancel, { once: true });
    });
}

function answerOf(response: FetchResponse<unknown>): HttpResponse {
  const headers: Record<string, string> = {};
  response.headers.forEach((value, name) => {
    headers[name.toLowerCase()] = value;
  });
  return { status: response.status, headers, body: parsed(response.data) };
}

function settleFailure(error: unknown, resolve: (answer: HttpResponse) => void, reject: (error: Error) => void): void {
  if (isFetchError(error)) {
    const text = textOf(error.data);
    if (error.cancelled === true) {
      reject(cancelled());
    } else if (!(error.status > 0)) {
      reject(new NetworkError(unreachable()));
    } else {
      const status = error.status === 400 && text.includes(proxyRefusal) ? 401 : error.status;
      // The proxy shows no headers of a refusal.
      resolve({ status, headers: {}, body: parsed(text) });
    }
    return;
  }
  reject(new NetworkError(unreachable()));
}

const unreachable = () =>
  say(
    'datasource.client.unreachable',
    'No answer came through Grafana. The network may be down, Grafana may be restarting, or the address redirects elsewhere.'
  );

/** Grafana wraps a text that is no JSON: `{ message, error, response }`. */
function textOf(body: unknown): string {
  if (typeof body === 'string') {
    return body;
  }
  if (typeof body === 'object' && body !== null && 'response' in body && typeof body.response === 'string') {
    return body.response;
  }
  return body === undefined ? '' : JSON.stringify(body);
}

/** JSON where it is JSON, else the text. */
function parsed(body: unknown): unknown {
  if (typeof body !== 'string') {
    return body;
  }
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** Built here, byte for byte the same for the same request, so that the browser's cache recognises it. */
function addressOf(proxyUrl: string, feedUrl: string, { upstream, path, params }: HttpRequest): string {
  const pairs = [
    ...(upstream === 'feed' ? queryOf(feedUrl) : []),
    ...Object.entries(params ?? {}).flatMap(([name, value]) =>
      listOf(value).map((one): [string, string] => [name, one])
    ),
  ].map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  const address = [proxyUrl, upstream, path].filter((part) => part !== '').join('/');
  return pairs.length === 0 ? address : `${address}?${pairs.join('&')}`;
}

function queryOf(url: string): Array<[string, string]> {
  const mark = url.indexOf('?');
  return mark < 0 ? [] : [...new URLSearchParams(url.slice(mark).replace(/#.*$/, ''))];
}

function listOf(value: QueryValue): readonly string[] {
  if (value === undefined) {
    return [];
  }
  return typeof value === 'object' ? value : [String(value)];
}

function cancelled(): Error {
  return new DOMException(say('datasource.client.theRequestWasCancelled', 'The request was cancelled.'), 'AbortError');
}
