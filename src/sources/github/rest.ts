import { Clock, Errand, HttpResponse, nextPage, PageSizes, QueryValue, SendOptions, Transport } from '../transport';

export type Params = Readonly<Record<string, QueryValue>>;

export interface Rest {
  get(path: string, params: Params, errand: Errand, options?: SendOptions): Promise<HttpResponse>;
  /**
   * All pages, of a hundred items or as many as are not too heavy. `count` says how many items a body holds: where the
   * host hides `Link`, a full page means there may be another one.
   */
  pages(path: string, params: Params, count: (body: unknown) => number, errand: Errand): AsyncGenerator<unknown, void>;
}

/**
 * Sizes of a page, largest first. Pages are counted in their own size, so one can only begin where the items before it
 * fill whole pages: the last size fills all the others.
 */
const steps = [100, 50, 25, 10, 5] as const;
const [largest, , , , smallest] = steps;

/** Where a list is to be read on: behind so many items, or where the host's own query says. */
type Place = { readonly start: number } | { readonly query: Params };

interface Page {
  readonly body: unknown;
  /** Null: this is the last one. */
  readonly next: Place | null;
}

export function createRest(transport: Transport, clock: Clock): Rest {
  const sizes = new PageSizes(smallest);

  const get: Rest['get'] = (path, params, errand, options) =>
    transport.send({ upstream: 'github/rest', method: 'GET', path, params }, errand, options);

  async function* pages(path: string, params: Params, count: (body: unknown) => number, errand: Errand) {
    const paging = { list: path, most: largest, clock, signal: errand.signal };
    let place: Place | null = { start: 0 };
    while (place !== null) {
      const page: Page = await pageAt(place);
      yield page.body;
      place = page.next;
    }

    function pageAt(here: Place): Promise<Page> {
      return sizes.page(paging, async (rows, options) => {
        const size = stepFor(here, rows);
        const { body, headers } = await get(path, { ...params, ...queryOf(here, size) }, errand, options);
        return { body, next: placeAfter(here, size, headers['link'], count(body)) };
      });
    }
  }

  return { get, pages };
}

/** The largest page of so many rows at most that can begin there. */
function stepFor(place: Place, rows: number): number {
  return steps.find((step) => step <= rows && (!('start' in place) || place.start % step === 0)) ?? smallest;
}

function queryOf(place: Place, size: number): Params {
  return 'start' in place ? { per_page: size, page: place.start / size + 1 } : { ...place.query, per_page: size };
}

/** Null: that was the last page. A host that counts no pages says in its own query where to go on. */
function placeAfter(place: Place, size: number, link: string | undefined, items: number): Place | null {
  const next = nextPage(link);
  if (link === undefined ? items < size : next === null) {
    return null;
  }
  return next !== null && next['page'] === undefined
    ? { query: next }
    : { start: ('start' in place ? place.start : 0) + size };
}

/** `repos/OWNER/NAME`, encoded. */
export function repositoryPath(nameWithOwner: string): string {
  return `repos/${nameWithOwner.split('/').map(encodeURIComponent).join('/')}`;
}
