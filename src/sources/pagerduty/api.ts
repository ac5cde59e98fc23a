import { Interval } from '../../events';
import { asObject, Json, list, QueryValue, Transport, UpstreamError } from '../transport';

export type Params = Readonly<Record<string, QueryValue>>;

/** One page of a classic list (developer docs, "Pagination"). */
export interface Page {
  readonly items: readonly unknown[];
  readonly more: boolean;
  /** Length of the whole list where it was asked for; null where the answer does not say. */
  readonly total: number | null;
}

/** Items of a stretch of time. */
export interface Part {
  readonly span: Interval;
  readonly items: readonly unknown[];
}

export interface Api {
  get(path: string, params: Params, signal: AbortSignal, attempts?: number): Promise<Json>;
  page(path: string, name: string, params: Params, offset: number, signal: AbortSignal): Promise<Page>;
  /** The whole list called `name`; refuses with `UpstreamError` (`truncated`) where it is longer than can be paged. */
  all(path: string, name: string, params: Params, signal: AbortSignal): Promise<readonly unknown[]>;
  /**
   * A list bounded by `since` and `until`, in as few parts as can be paged: a part with more than 10,000 items is
   * halved in time. Bounds are sent as whole seconds around the span, so items may lie just outside of it.
   */
  within(path: string, name: string, params: Params, span: Interval, signal: AbortSignal): AsyncGenerator<Part, void>;
}

const pageSize = 100;
/** `offset + limit` beyond this is refused with 400. */
const farthest = 10_000;
const second = 1_000;

export function createApi(transport: Transport): Api {
  const get: Api['get'] = async (path, params, signal, attempts) => {
    const options = attempts === undefined ? {} : { attempts };
    const { body } = await transport.send({ upstream: 'pagerduty', method: 'GET', path, params }, { signal }, options);
    return asObject(body, `the answer to ${path}`);
  };

  const page: Api['page'] = async (path, name, params, offset, signal) => {
    const body = await get(path, { ...params, limit: pageSize, offset }, signal);
    const { more, total } = body;
    return {
      items: list(body, name, `the answer to ${path}`),
      more: more === true,
      total: typeof total === 'number' ? total : null,
    };
  };

  /** All items, or null as soon as it is clear that they cannot all be paged. */
  async function pages(path: string, name: string, params: Params, signal: AbortSignal) {
    const items: unknown[] = [];
    for (let offset = 0; offset + pageSize <= farthest; offset += pageSize) {
      const answer = await page(path, name, params, offset, signal);
      if (offset === 0 && (answer.total ?? 0) > farthest) {
        return null;
      }
      items.push(...answer.items);
      if (!answer.more || answer.items.length === 0) {
        return items;
      }
    }
    return null;
  }

  const all: Api['all'] = async (path, name, params, signal) => {
    const items = await pages(path, name, params, signal);
    if (items === null) {
      throw tooMany(name);
    }
    return items;
  };

  async function* within(
    path: string,
    name: string,
    params: Params,
    span: Interval,
    signal: AbortSignal
  ): AsyncGenerator<Part, void> {
    const since = Math.floor(span.from / second) * second;
    const until = Math.ceil(span.to / second) * second;
    const bounds = { since: iso(since), until: iso(until), time_zone: 'UTC', total: true };
    const items = await pages(path, name, { ...params, ...bounds }, signal);
    if (items !== null) {
      yield { span, items };
      return;
    }
    const middle = Math.floor((since + until) / 2 / second) * second;
    if (middle <= span.from || middle >= span.to) {
      throw tooMany(name);
    }
    yield* within(path, name, params, { from: middle, to: span.to }, signal);
    yield* within(path, name, params, { from: span.from, to: middle }, signal);
  }

  return { get, page, all, within };
}

/** Whole seconds with `Z`: without a zone PagerDuty would read them in the account's. */
export function iso(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

function tooMany(name: string): UpstreamError {
  const reason = `more than ${farthest} ${name.replace(/_/g, ' ')} at once, which PagerDuty does not page through`;
  return new UpstreamError({ kind: 'truncated', reason, status: 200, retry: 'never', retryAt: null });
}
