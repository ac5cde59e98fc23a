import { isAbortError } from './cancel';
import { withDeadline } from './deadline';
import { Failure, failureOf, UpstreamError } from './failure';
import { Call, Errand, Urgency } from './errand';
import { Clock, HttpClient, HttpRequest, HttpResponse, LateAnswer, Upstream } from './http';
import { createHost, Host, Lane } from './lane';
import { BudgetReading, Ending, Ticket } from './limit';
import { Meter } from './meter';
import { createSlots, Slots } from './slots';
import { upstreamLimits } from './upstreams';

/** What whoever makes an engine may decide of its transports. */
export interface TransportLimits {
  /** Shared with other transports: requests at once over all of them. Default: no limit but each upstream's own. */
  readonly slots?: Slots;
  /** A wait longer than this is reported instead of waited for. Milliseconds; default: it waits as long as it takes. */
  readonly longestWait?: number;
  /** A request without an answer after this long is given up, and tried again. Milliseconds, default one minute. */
  readonly longestAnswer?: number;
  /** Shared with other transports: hears of every request and of what is left of each budget. */
  readonly meter?: Meter;
}

export interface TransportOptions extends TransportLimits {
  readonly client: HttpClient;
  readonly clock: Clock;
  /** Requests of this transport at once, per upstream; default: `upstreamLimits`. */
  readonly concurrency?: Partial<Record<Upstream, number>>;
  /** Tries of one request that fails for a passing reason. Default 5. */
  readonly attempts?: number;
}

export interface SendOptions {
  readonly attempts?: number;
  /** As `TransportLimits.longestWait`, for this request. */
  readonly longestWait?: number;
  /** Failures that are not worth repeating unchanged: the caller will ask for less. */
  readonly giveUp?: (failure: Failure) => boolean;
  /** Reads failures out of an answer that looks fine by its status. */
  readonly inspect?: (response: HttpResponse) => Failure | null;
  /** Where the answer says what is left, if not where the upstream's answers usually do. */
  readonly budgetOf?: (response: HttpResponse) => BudgetReading | null | undefined;
}

/** Sends requests until they succeed or there is a reason to give up, within every upstream's limits. */
export interface Transport {
  /** Rejects with `UpstreamError`, or with an `AbortError` when cancelled. */
  send(request: HttpRequest, errand: Errand, options?: SendOptions): Promise<HttpResponse>;
  /**
   * The same for a request that is put together only when it may leave, so that everything that has come up by then can
   * go with it. `compose` is called once; null: there is nothing left to ask, and nothing is sent. Tries repeat what was
   * composed. `isOpenTo`: could a request for those who are so urgent leave beside this one? Others should not go with it.
   */
  sendWhenFree(
    upstream: Upstream,
    compose: (isOpenTo: (urgency: Urgency) => boolean) => HttpRequest | null,
    errand: Errand,
    options?: SendOptions
  ): Promise<HttpResponse | null>;
}

/** How a request that was sent came out; `error` is what the caller's cancelling leaves of it. */
type Outcome =
  | { readonly response: HttpResponse; readonly failure: Failure | null }
  | { readonly response: null; readonly failure: Failure }
  | { readonly response: null; readonly failure: null; readonly error: unknown };

const firstDelay = 1_000;
const longestDelay = 30_000;
const worthTelling = 2_000;
/** After so many errands with nothing to send the others of the page get their turn: nothing else would interrupt them. */
const breather = 100;
/** One request is not held back by limits more often than this. */
const mostSilences = 5;

/** Exponential back-off with jitter: between half and all of 1 s, 2 s, 4 s … 30 s. `retry` counts from 0. */
export function backOff(retry: number, random: number): number {
  return Math.min(longestDelay, firstDelay * 2 ** retry) * (0.5 + random / 2);
}

export function createTransport(options: TransportOptions): Transport {
  const { client, clock, slots = createSlots(Number.POSITIVE_INFINITY), meter } = options;
  const longestAnswer = options.longestAnswer ?? 60_000;
  const hosts = new Map<string, Host>();
  const lanes = new Map<Upstream, Lane>();
  let unsent = 0;

  function laneOf(upstream: Upstream): Lane {
    const known = lanes.get(upstream);
    if (known !== undefined) {
      return known;
    }
    const { host: name } = upstreamLimits[upstream];
    const host = hosts.get(name) ?? createHost(name);
    const lane = new Lane(upstream, host, clock, slots, options.concurrency?.[upstream]);
    hosts.set(name, host);
    lanes.set(upstream, lane);
    return lane;
  }

  async function tryOnce(request: HttpRequest, { signal }: Errand, { inspect }: SendOptions): Promise<Outcome> {
    try {
      const response = await withDeadline((inner) => client(request, inner), longestAnswer, clock, signal);
      return { response, failure: failureOf(response, clock.now()) ?? inspect?.(response) ?? null };
    } catch (error) {
      if (isAbortError(error) || signal?.aborted === true) {
        return { response: null, failure: null, error };
      }
      const reason = error instanceof Error ? error.message : String(error);
      const isLate = error instanceof LateAnswer;
      return {
        response: null,
        failure: { kind: 'unavailable', reason, status: null, retry: 'soon', retryAt: null, isLate },
      };
    }
  }

  /** What the limits, and whoever asked for it, have to know of a request that is over. */
  function endingOf(request: HttpRequest, { response, failure }: Outcome, { budgetOf }: SendOptions): Ending {
    const at = clock.now();
    if (response === null) {
      return { at, kind: 'lost', cost: null };
    }
    const limits = upstreamLimits[request.upstream];
    const budget = budgetOf === undefined ? limits.budgetOf(response, at) : budgetOf(response);
    const isLost = failure?.retry === 'soon' || response.status >= 500;
    const kind = failure?.retry === 'pause' ? 'limited' : isLost ? 'lost' : 'answered';
    // A GraphQL answer without its cost may have cost more than one point; a refusal has not.
    const isUnsaid = request.upstream === 'github/graphql' && failure === null;
    const cost = budget?.cost ?? (isUnsaid ? null : limits.pointsOf(request));
    return { at, kind, cost, budget };
  }

  async function sendWhenFree(
    upstream: Upstream,
    compose: Parameters<Transport['sendWhenFree']>[1],
    errand: Errand,
    sending: SendOptions = {}
  ): Promise<HttpResponse | null> {
    const { attempts = options.attempts ?? 5, longestWait = options.longestWait ?? Number.POSITIVE_INFINITY } = sending;
    const lane = laneOf(upstream);
    const visitor = lane.gate.visitor(errand, longestWait);
    let request: HttpRequest | null = null;
    let silences = 0;
    let failures = 0;

    /** Null: there is nothing to send. */
    async function pass(ticket: Ticket): Promise<Outcome | null> {
      let ending: Ending = { at: ticket.at, kind: 'unsent', cost: null };
      try {
        request ??= compose((urgency) => lane.gate.isOpenTo(urgency));
        if (request === null) {
          if (++unsent % breather === 0) {
            await clock.sleep(0);
          }
          return null;
        }
        const outcome = await tryOnce(request, errand, sending);
        ending = endingOf(request, outcome, sending);
        const { purpose = '' } = errand;
        const named = typeof purpose === 'string' ? purpose : purpose();
        const call: Call = { upstream, purpose: named, at: ticket.at, cost: ending.cost };
        errand.spent?.(call);
        meter?.spent(call);
        if (ending.budget !== undefined) {
          meter?.told(upstream, ending.budget, ending.at);
        }
        if (outcome.failure?.retry !== 'pause') {
          return outcome;
        }
        // Before the place is given on: nobody else shall run into the same limit.
        const limit = lane.limited(ticket, outcome.failure, outcome.response?.headers ?? {});
        return { response: null, failure: ++silences > mostSilences ? { ...limit, retry: 'never' } : limit };
      } finally {
        lane.leave(ticket, ending);
      }
    }

    try {
      for (;;) {
        const outcome = await pass(await lane.gate.enter(visitor));
        if (outcome === null) {
          return null;
        }
        if ('error' in outcome) {
          throw outcome.error;
        }
        const { response, failure } = outcome;
        if (failure === null) {
          return response;
        }
        const isLast = failure.retry === 'soon' && ++failures >= attempts;
        if (failure.retry === 'never' || isLast || sending.giveUp?.(failure) === true) {
          throw new UpstreamError(failure);
        }
        if (failure.retry === 'soon') {
          const delay = backOff(failures - 1, clock.random());
          visitor.tell(delay > worthTelling ? clock.now() + delay : null);
          await clock.sleep(delay, errand.signal);
          visitor.tell(null);
        }
      }
    } finally {
      visitor.tell(null);
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
