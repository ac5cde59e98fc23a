import { Instant, Interval } from '../../events';
import {
  asObject,
  Clock,
  Errand,
  Json,
  list,
  PageSizes,
  QueryValue,
  SendOptions,
  Transport,
  UpstreamError,
} from '../transport';
import { say } from '../../words';

export type Params = Readonly<Record<string, QueryValue>>;

/** For whom something is asked. Everything below can be cancelled. */
export interface Asking extends Errand {
  readonly signal: AbortSignal;
}

/** One page of a classic list (developer docs, "Pagination"). */
export interface Page {
  readonly items: readonly unknown[];
  readonly more: boolean;
  /** How many items were asked for. */
  readonly size: number;
  /** Length of the whole list where it was asked for; null where the answer does not say. */
  readonly total: number | null;
}

/** A list of PagerDuty's: where it is, what its field is called, what to ask of it. */
export interface Listing {
  readonly path: string;
  readonly name: string;
  readonly params: Params;
}

/** Items of a stretch of time. */
export interface Part {
  readonly span: Interval;
  readonly items: readonly unknown[];
  /** False: the list changed while it was paged, twice, so that some of it may be missing. */
  readonly isWhole: boolean;
}

export interface Api {
  get(path: string, params: Params, asking: Asking, options?: SendOptions): Promise<Json>;
  page(listing: Listing, offset: number, asking: Asking): Promise<Page>;
  /** The whole list; refuses with `UpstreamError` (`truncated`) where it cannot be paged to its end. */
  all(listing: Listing, asking: Asking): Promise<readonly unknown[]>;
  /** First page of what of a list lies in the span, with its length. */
  probe(listing: Listing, span: Interval, asking: Asking): Promise<Page>;
  /**
   * What of a list lies in the span, in as few parts as can be paged: a part with more than 10,000 items is halved in
   * time, the newer half first. Bounds are sent as whole seconds around the span, so items may lie just outside of it.
   * `probed` is the span's first page where it has been read already.
   */
  within(listing: Listing, span: Interval, asking: Asking, probed?: Page): AsyncGenerator<Part, void>;
}

const largestPage = 100;
/** What is too heavy is asked for in smaller pages, down to this. */
const smallestPage = 5;
/** `offset + limit` beyond this is refused with 400. */
const farthest = 10_000;
const second = 1_000;

interface Paged {
  readonly items: readonly unknown[];
  readonly isWhole: boolean;
}

export function createApi(transport: Transport, clock: Clock): Api {
  const sizes = new PageSizes(smallestPage);

  const get: Api['get'] = async (path, params, asking, options) => {
    const { body } = await transport.send({ upstream: 'pagerduty', method: 'GET', path, params }, asking, options);
    return asObject(body, `the answer to ${path}`);
  };

  const page: Api['page'] = ({ path, name, params }, offset, asking) =>
    sizes.page({ list: path, most: largestPage, clock, signal: asking.signal }, async (rows, options) => {
      const size = Math.min(rows, farthest - offset);
      const body = await get(path, { ...params, limit: size, offset }, asking, options);
      const items = list(body, name, `the answer to ${path}`);
      const total = typeof body['total'] === 'number' ? body['total'] : null;
      // Any field can be null: then the length tells whether there is more.
      const more = body['more'] === true || (total !== null && offset + items.length < total);
      return { items, more, size, total };
    });

  /** All items, or null as soon as it is clear that they cannot all be paged. */
  async function readOnce(listing: Listing, asking: Asking, probed?: Page): Promise<Paged | null> {
    const items: unknown[] = [];
    const totals: number[] = [];
    for (let offset = 0; offset < farthest;) {
      const answer = offset === 0 && probed !== undefined ? probed : await page(listing, offset, asking);
      if (answer.total !== null) {
        totals.push(answer.total);
        if (offset === 0 && answer.total > farthest) {
          return null;
        }
      }
      items.push(...answer.items);
      if (!answer.more || answer.items.length === 0) {
        return { items, isWhole: isWhole(items, totals) };
      }
      offset += answer.size;
    }
    return null;
  }

  async function pages(listing: Listing, asking: Asking, probed?: Page): Promise<Paged | null> {
    const first = await readOnce(listing, asking, probed);
    return first === null || first.isWhole ? first : readOnce(listing, asking);
  }

  const all: Api['all'] = async (listing, asking) => {
    const paged = await pages(listing, asking);
    if (paged === null) {
      throw tooMany(listing.name);
    }
    if (!paged.isWhole) {
      throw unsteady(listing.name);
    }
    return paged.items;
  };

  async function* within(listing: Listing, span: Interval, asking: Asking, probed?: Page): AsyncGenerator<Part, void> {
    const paged = await pages(bounded(listing, span), asking, probed);
    if (paged !== null) {
      yield { span, ...paged };
      return;
    }
    const middle = Math.floor((span.from + span.to) / 2 / second) * second;
    if (middle <= span.from || middle >= span.to) {
      throw tooMany(listing.name);
    }
    yield* within(listing, { from: middle, to: span.to }, asking);
    yield* within(listing, { from: span.from, to: middle }, asking);
  }

  return {
    get,
    page,
    all,
    probe: (listing, span, asking) => page(bounded(listing, span), 0, asking),
    within,
  };
}

function bounded({ path, name, params }: Listing, span: Interval): Listing {
  const since = iso(secondOf(span.from));
  const until = iso(Math.ceil(span.to / second) * second);
  return { path, name, params: { ...params, since, until, total: true } };
}

/**
 * Items move to an earlier page when one before them leaves the list, and are then not seen at all. A list that only
 * grew, at its end or with items seen twice, has been seen whole.
 */
function isWhole(items: readonly unknown[], totals: readonly number[]): boolean {
  if (totals.length === 0) {
    return true;
  }
  const hasShrunk = totals.some((total, index) => index > 0 && total < totals[index - 1]);
  return !hasShrunk && countDistinct(items) === totals[totals.length - 1];
}

function countDistinct(items: readonly unknown[]): number {
  const ids = new Set<unknown>();
  for (const item of items) {
    const hasId = typeof item === 'object' && item !== null && 'id' in item && typeof item.id === 'string';
    ids.add(hasId ? item.id : item);
  }
  return ids.size;
}

/** The whole second an instant lies in, which is how exactly PagerDuty's lists can be bounded. */
export function secondOf(instant: Instant): Instant {
  return Math.floor(instant / second) * second;
}

/** Whole seconds with `Z`: without a zone PagerDuty would read them in the account's. */
export function iso(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

function worded(name: string): string {
  return name.replace(/_/g, ' ');
}

function tooMany(name: string): UpstreamError {
  return truncated(
    say('pagerduty.tooMany', 'more than {{most}} {{name}} at once, which PagerDuty does not page through', {
      most: String(farthest),
      name: worded(name),
    })
  );
}

function unsteady(name: string): UpstreamError {
  return truncated(
    say('pagerduty.unsteady', 'the list of {{name}} kept changing while it was read page by page', {
      name: worded(name),
    })
  );
}

function truncated(reason: string): UpstreamError {
  return new UpstreamError({ kind: 'truncated', reason, status: 200, retry: 'never', retryAt: null });
}
