import { AppEvents, EventBusExtended } from '@grafana/data';
import { BackendSrv, BackendSrvRequest, FetchError, FetchResponse } from '@grafana/runtime';
import { firstValueFrom, from, map, Observable, Subject, takeUntil, mergeWith, take } from 'rxjs';
import { FetchQueue } from './fetchQueue';

const dataRequest = /^\/?api\/(datasources\/proxy|ds\/query)/;

/** Grafana's way to its server: JSON in and out, errors without headers, five data requests at once, cancellation. */
export class PreviewBackendSrv implements BackendSrv {
  private readonly queue = new FetchQueue();
  private readonly cancelled = new Subject<string>();

  constructor(private readonly events: EventBusExtended) {}

  fetch<T>(options: BackendSrvRequest): Observable<FetchResponse<T>> {
    const work = this.send<T>(options);
    const placed = dataRequest.test(options.url) ? this.queue.queued(work) : work;
    const { requestId } = options;
    if (requestId === undefined) {
      return placed;
    }
    return new Observable((subscriber) => {
      // A second request of one id cancels the first.
      this.cancelled.next(requestId);
      const aborted = this.cancelled.pipe(
        (ids) => new Observable<string>((sink) => ids.subscribe((id) => id === requestId && sink.next(id))),
        take(1),
        map((): never => {
          throw cancelledError(options);
        })
      );
      return placed.pipe(takeUntilComplete(aborted)).subscribe(subscriber);
    });
  }

  chunked(): Observable<FetchResponse<Uint8Array | undefined>> {
    throw new Error('The preview has no chunked requests.');
  }

  request<T = unknown>(options: BackendSrvRequest): Promise<T> {
    return firstValueFrom(this.fetch<T>(options).pipe(map((response) => response.data)));
  }

  datasourceRequest<T = unknown>(options: BackendSrvRequest): Promise<FetchResponse<T>> {
    return firstValueFrom(this.fetch<T>(options));
  }

  get<T>(url: string, params?: Record<string, unknown>, requestId?: string, options?: Partial<BackendSrvRequest>) {
    return this.request<T>({ ...options, method: 'GET', url, params, requestId });
  }

  delete<T>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>) {
    return this.request<T>({ ...options, method: 'DELETE', url, data });
  }

  post<T>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>) {
    return this.request<T>({ ...options, method: 'POST', url, data });
  }

  patch<T>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>) {
    return this.request<T>({ ...options, method: 'PATCH', url, data });
  }

  put<T>(url: string, data?: unknown, options?: Partial<BackendSrvRequest>) {
    return this.request<T>({ ...options, method: 'PUT', url, data });
  }

  private send<T>(options: BackendSrvRequest): Observable<FetchResponse<T>> {
    return new Observable((subscriber) => {
      const abort = new AbortController();
      const asked = from(this.ask<T>(options, abort.signal)).subscribe(subscriber);
      return () => {
        asked.unsubscribe();
        abort.abort();
      };
    });
  }

  private async ask<T>(options: BackendSrvRequest, signal: AbortSignal): Promise<FetchResponse<T>> {
    const response = await fetch(addressOf(options), requestInit(options, signal));
    const data = await bodyOf(response, options.responseType);
    const { status, statusText, ok, headers, redirected, type, url } = response;
    if (ok) {
      return { data, status, statusText, ok, headers, redirected, type, url, config: options };
    }
    const error: FetchError = { status, statusText, data: errorData(data, statusText), config: options };
    if (options.showErrorAlert === true) {
      this.events.emit(AppEvents.alertError, [String(error.data.message)]);
    }
    throw error;
  }
}

function takeUntilComplete<T>(aborted: Observable<never>) {
  return (source: Observable<T>): Observable<T> => {
    const done = new Subject<void>();
    return source.pipe(
      (inner) =>
        new Observable<T>((subscriber) =>
          inner.subscribe({
            next: (value) => subscriber.next(value),
            error: (error) => subscriber.error(error),
            complete: () => {
              done.next();
              subscriber.complete();
            },
          })
        ),
      mergeWith(aborted.pipe(takeUntil(done)))
    );
  };
}

function cancelledError(config: BackendSrvRequest): FetchError {
  return { status: -1, statusText: 'Request was aborted', data: null, cancelled: true, config };
}

/** Grafana prefixes relative addresses with its own root; undefined parameters and empty lists are left out. */
function addressOf({ url, params }: BackendSrvRequest): string {
  const pairs = Object.entries(params ?? {}).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((one) => one !== undefined)
      .map((one) => `${encodeURIComponent(name)}=${encodeURIComponent(String(one))}`)
  );
  const rooted = /^(https?:|\/)/.test(url) ? url : `/${url}`;
  return pairs.length === 0 ? rooted : `${rooted}${rooted.includes('?') ? '&' : '?'}${pairs.join('&')}`;
}

function requestInit(options: BackendSrvRequest, signal: AbortSignal): RequestInit {
  const headers = new Headers(options.headers);
  headers.set('X-Grafana-Org-Id', '1');
  if (!headers.has('Accept')) {
    headers.set('Accept', 'application/json, text/plain, */*');
  }
  const { method = 'GET', data } = options;
  if (data === undefined || method === 'GET') {
    return { method, headers, signal, credentials: 'same-origin' };
  }
  if (typeof data !== 'string' && !headers.has('Content-Type')) {
    headers.set('Content-Type', 'application/json');
  }
  const body = typeof data === 'string' ? data : JSON.stringify(data);
  return { method, headers, body, signal, credentials: 'same-origin' };
}

async function bodyOf(response: Response, type: BackendSrvRequest['responseType']) {
  switch (type) {
    case 'arraybuffer':
      return response.arrayBuffer();
    case 'blob':
      return response.blob();
    case 'json':
      return response.json();
    case 'text':
      return response.text();
    default: {
      const text = await response.text();
      try {
        return JSON.parse(text);
      } catch {
        return text;
      }
    }
  }
}

/** A text answer becomes an object with a message, as in Grafana. */
function errorData(data: unknown, statusText: string) {
  if (typeof data === 'string') {
    return { message: data, error: statusText, response: data };
  }
  if (typeof data !== 'object' || data === null) {
    return { message: 'Unexpected error' };
  }
  const message = 'message' in data ? data.message : 'error' in data ? data.error : undefined;
  return typeof message === 'string' ? { ...data, message } : data;
}
