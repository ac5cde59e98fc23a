import fc from 'fast-check';
import { createTransport, HttpClient, HttpResponse } from '../transport';
import { simulatedClock } from '../transport/testing/simulatedClock';
import { createRest } from './rest';

interface Listing {
  readonly length: number;
  /** More rows than this time out, by request. */
  readonly heavierThan: (request: number) => number;
  readonly link: 'page' | 'cursor' | 'hidden';
}

/** A list of numbers, paged as GitHub does; addresses in `Link` are absolute and name the size of the page they follow. */
async function readAll({ length, heavierThan, link }: Listing) {
  const items = Array.from({ length }, (_, index) => index);
  const sizes: number[] = [];
  let requests = 0;
  const client: HttpClient = async ({ params = {} }): Promise<HttpResponse> => {
    const size = Number(params['per_page']);
    sizes.push(size);
    if (size > heavierThan(requests++)) {
      return { status: 504, headers: {}, body: '' };
    }
    const page = Number(params['page'] ?? 1);
    const start = params['after'] === undefined ? (page - 1) * size : Number(params['after']);
    const end = start + size;
    const where = link === 'page' ? `page=${page + 1}` : `after=${end}`;
    const next = `<https://api.github.com/repositories/7/items?per_page=${size}&${where}>; rel="next"`;
    const headers: Record<string, string> = link === 'hidden' ? {} : { link: end < length ? next : '' };
    return { status: 200, headers, body: items.slice(start, end) };
  };
  const clock = simulatedClock(0);
  const rest = createRest(createTransport({ client, clock }), clock);
  const count = (body: unknown) => (Array.isArray(body) ? body.length : 0);
  const read: unknown[] = [];
  for await (const body of rest.pages('repos/acme/pay/items', { q: 1 }, count, {})) {
    read.push(...(Array.isArray(body) ? body : []));
  }
  return { items, read, sizes };
}

const links = ['page', 'cursor', 'hidden'] as const;

test.each(links)('pages that are too heavy are read in smaller ones, by %s', async (link) => {
  const { items, read, sizes } = await readAll({ length: 230, heavierThan: () => 30, link });
  expect(read).toEqual(items);
  // Eight good ones, then twice as many are tried once more.
  expect(sizes).toEqual([100, 50, ...Array<number>(8).fill(25), 50, 25, 25]);
});

test('whatever is too heavy when, every item is read once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 700 }),
      fc.array(fc.integer({ min: 5, max: 120 }), { minLength: 1, maxLength: 12 }),
      fc.constantFrom(...links),
      async (length, limits, link) => {
        const { items, read } = await readAll({
          length,
          heavierThan: (request) => limits[request % limits.length],
          link,
        });
        expect(read).toEqual(items);
      }
    ),
    { numRuns: 60 }
  );
});
