import { HttpRequest, HttpResponse, NetworkError, Upstream } from '../http';
import { createTransport, TransportOptions } from '../transport';
import { simulatedClock } from './simulatedClock';

/** One request as the upstream saw it. */
export interface Seen {
  readonly path: string;
  readonly upstream: Upstream;
  /** Milliseconds since the rehearsal began. */
  readonly at: number;
}

export interface RehearsalOptions extends Partial<TransportOptions> {
  /** How long an answer takes. Milliseconds, default none. */
  readonly latency?: number | ((request: HttpRequest) => number);
  /** `call` counts from 1. Default: a good answer. */
  readonly answer?: (request: HttpRequest, call: number, at: number) => HttpResponse | NetworkError;
}

export const start = Date.parse('2026-01-01T00:00:00Z');
export const good: HttpResponse = { status: 200, headers: {}, body: { fine: true } };

/** A transport in front of upstreams that answer as they are told to, on a simulated clock. */
export function rehearsal({ latency = 0, answer = () => good, ...options }: RehearsalOptions = {}) {
  const clock = options.clock ?? simulatedClock(start);
  const seen: Seen[] = [];
  let inside = 0;
  let most = 0;
  const transport = createTransport({
    client: async (request, signal) => {
      seen.push({ path: request.path, upstream: request.upstream, at: clock.now() - start });
      const call = seen.length;
      most = Math.max(most, ++inside);
      try {
        const milliseconds = typeof latency === 'number' ? latency : latency(request);
        if (milliseconds > 0) {
          await clock.sleep(milliseconds, signal);
        }
      } finally {
        inside--;
      }
      const given = answer(request, call, clock.now() - start);
      if (given instanceof NetworkError) {
        throw given;
      }
      return given;
    },
    ...options,
    clock,
  });
  return {
    clock,
    transport,
    seen,
    /** When each request was sent, in that order. */
    times: () => seen.map(({ at }) => at),
    paths: () => seen.map(({ path }) => path),
    /** Requests under way at once, at most. */
    most: () => most,
  };
}

export function get(path: string, upstream: Upstream = 'github/rest'): HttpRequest {
  return { upstream, method: upstream === 'github/graphql' ? 'POST' : 'GET', path };
}

export function answer(status: number, body: unknown = {}, headers: Record<string, string> = {}): HttpResponse {
  return { status, body, headers };
}

/** Everything that can happen without time passing has happened. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
