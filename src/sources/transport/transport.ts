import { isAbortError, throwIfAborted } from './cancel';
import { Failure, failureOf, UpstreamError } from './failure';
import { Errand } from './errand';
import { Gate } from './gate';
import { Clock, HttpClient, HttpRequest, HttpResponse, Upstream } from './http';

export interface TransportOptions {
  readonly client: HttpClient;
  readonly clock: Clock;
  /** Requests of this transport at once, per upstream; default 2. */
  readonly concurrency?: Partial<Record<Upstream, number>>;
  /** Tries of one request that fails for a passing reason. Default 5. */
  readonly attempts?: number;
  /** A silence longer than this is reported instead of waited for. Milliseconds, default two minutes. */
  readonly longestWait?: number;
}

export interface SendOptions {
  readonly attempts?: number;
  /** Failures that are not worth repeating unchanged: the caller will ask for less. */
  readonly giveUp?: (failure: Failure) => boolean;
  /** Reads failures out of an answer that looks fine by its status. */
  readonly inspect?: (response: HttpResponse) => Failure | null;
}

/** Sends requests until they succeed or there is a reason to give up. */
export interface Transport {
  /** Rejects with `UpstreamError`, or with an `AbortError` when cancelled. */
  send(request: HttpRequest, errand: Errand, options?: SendOptions): Promise<HttpResponse>;
  /**
   * The same for a request that is put together only when it may leave, so that everything that has come up by then can
   * go with it. `compose` is called once; null: there is nothing left to ask, and nothing is sent. Tries repeat what was
   * composed.
   */
  sendWhenFree(
    upstream: Upstream,
    compose: () => HttpRequest | null,
    errand: Errand,
    options?: SendOptions
  ): Promise<HttpResponse | null>;
}

const firstDelay = 1_000;
const longestDelay = 30_000;
/** Where a rate limit does not say how long: at least a minute, doubled each time (both upstreams' documentation). */
const silence = 60_000;

/** Exponential back-off with jitter: between half and all of 1 s, 2 s, 4 s … 30 s. `retry` counts from 0. */
export function backOff(retry: number, random: number): number {
  return Math.min(longestDelay, firstDelay * 2 ** retry) * (0.5 + random / 2);
}

export function createTransport(options: TransportOptions): Transport {
  const { client, clock } = options;
  const longestWait = options.longestWait ?? 120_000;
  const gates = new Map<Upstream, Gate>();

  function gateOf(upstream: Upstream): Gate {
    const known = gates.get(upstream);
    if (known !== undefined) {
      return known;
    }
    const gate = new Gate(clock, options.concurrency?.[upstream] ?? 2);
    gates.set(upstream, gate);
    return gate;
  }

  async function tryOnce(
    request: HttpRequest,
    signal: AbortSignal | undefined,
    inspect: SendOptions['inspect']
  ): Promise<HttpResponse | Failure> {
    try {
      const response = await client(request, signal);
      return failureOf(response, clock.now()) ?? inspect?.(response) ?? response;
    } catch (error) {
      if (isAbortError(error) || signal?.aborted === true) {
        throw error;
      }
      const reason = error instanceof Error ? error.message : String(error);
      return { kind: 'unavailable', reason, status: null, retry: 'soon', retryAt: null };
    }
  }

  async function sendWhenFree(
    upstream: Upstream,
    compose: () => HttpRequest | null,
    { signal, spent, purpose = '' }: Errand,
    { attempts = options.attempts ?? 5, giveUp, inspect }: SendOptions = {}
  ): Promise<HttpResponse | null> {
    const gate = gateOf(upstream);
    let request: HttpRequest | null = null;
    let silences = 0;
    for (let attempt = 0; ; attempt++) {
      const outcome = await gate.pass(async () => {
        request ??= compose();
        if (request === null) {
          return null;
        }
        spent?.({ upstream, purpose, at: clock.now(), cost: null });
        return tryOnce(request, signal, inspect);
      }, signal);
      throwIfAborted(signal);
      if (outcome === null || !('retry' in outcome)) {
        return outcome;
      }
      if (outcome.retry === 'never' || giveUp?.(outcome) === true) {
        throw new UpstreamError(outcome);
      }
      if (outcome.retry === 'pause') {
        const wait = outcome.retryAt === null ? silence * 2 ** silences++ : outcome.retryAt - clock.now();
        // The jitter keeps many viewers of one token from coming back in the same instant.
        const until = clock.now() + Math.max(1_000, wait) + clock.random() * 1_000;
        if (wait > longestWait || attempt + 1 >= attempts) {
          throw new UpstreamError({ ...outcome, retryAt: outcome.retryAt ?? clock.now() + wait });
        }
        gate.pauseUntil(until);
        continue;
      }
      if (attempt + 1 >= attempts) {
        throw new UpstreamError(outcome);
      }
      await clock.sleep(backOff(attempt, clock.random()), signal);
    }
  }

  async function send(request: HttpRequest, errand: Errand, sending?: SendOptions): Promise<HttpResponse> {
    const response = await sendWhenFree(request.upstream, () => request, errand, sending);
    if (response === null) {
      throw new Error('A request that is there was not sent.');
    }
    return response;
  }

  return { send, sendWhenFree };
}
