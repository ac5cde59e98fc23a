import { HttpRequest, HttpResponse } from '../transport';
import { answer, coveredIn, fakePagerduty, FakePagerduty, fetched, incident, needOf, now } from './fakePagerduty';

const may = needOf('S1', '2026-05-01T00:00:00Z', '2026-06-01T00:00:00Z');

function iso(index: number): string {
  return new Date(now - 20 * 86_400_000 + index * 60_000).toISOString();
}

const many = Array.from({ length: 250 }, (_, index) => incident(`I${index}`, iso(index)));

/** Answers for the list of incidents, by which reading of it and which page. */
function paging(pages: (offset: number, reading: number) => Record<string, unknown>): FakePagerduty {
  let reading = 0;
  return {
    fault: ({ path, params }: HttpRequest): HttpResponse | null => {
      if (path !== 'incidents') {
        return null;
      }
      const offset = Number(params?.['offset']);
      reading += offset === 0 ? 1 : 0;
      return answer(200, pages(offset, reading));
    },
  };
}

const page = (items: readonly unknown[], offset: number, more: Record<string, unknown> = {}) => ({
  incidents: items.slice(offset, offset + 100),
  more: offset + 100 < items.length,
  total: items.length,
  ...more,
});

describe('pages', () => {
  test.each<[string, (offset: number, reading: number) => Record<string, unknown>, number]>([
    ['as they should be', (offset) => page(many, offset), 3],
    [
      'an item on two pages',
      (offset) => page(many, offset === 0 ? 0 : offset - 1, { more: offset < 200, total: 250 }),
      3,
    ],
    ['out of order', (offset) => page([...many].reverse(), offset), 3],
    ['"more" left empty', (offset) => page(many, offset, { more: null }), 3],
    ['no total', (offset) => page(many, offset, { total: null }), 3],
    ['an item begun meanwhile', (offset) => page(offset === 0 ? many.slice(0, 249) : many, offset), 3],
    [
      'an item that left an earlier page, once',
      (offset, reading) => page(reading === 1 && offset > 0 ? many.slice(1) : many, offset),
      6,
    ],
  ])('%s: everything is read once', async (_, pages, calls) => {
    const fake = fakePagerduty(paging(pages));
    const { incidents, problems, reports } = await fetched(fake, [may]);
    expect(new Set(incidents.map(({ id }) => id)).size).toBe(250);
    expect(problems).toEqual([]);
    expect(coveredIn(reports)).toEqual([may.interval]);
    expect(fake.counts()['incidents']).toBe(calls);
  });

  it.each([
    ['that time out at the gateway', answer(504, '')],
    ['that PagerDuty itself gives up on', answer(408, { error: { message: 'Request Timeout', code: 2016 } })],
  ])('%s are read in smaller ones, each item once', async (_, timeout) => {
    const sizes: number[] = [];
    const fake = fakePagerduty({
      incidents: many,
      fault: ({ path, params }) => {
        const size = Number(params?.['limit']);
        if (path !== 'incidents') {
          return null;
        }
        sizes.push(size);
        return size > 60 ? timeout : null;
      },
    });
    const { incidents, problems, reports } = await fetched(fake, [may]);
    expect(incidents.map(({ id }) => id).sort()).toEqual(many.map(({ id }) => id).sort());
    expect(problems).toEqual([]);
    expect(coveredIn(reports)).toEqual([may.interval]);
    expect(sizes).toEqual([100, 50, 50, 50, 50, 50]);
  });

  it('that keep shifting: what was seen is kept, nothing is covered, and it is said', async () => {
    const fake = fakePagerduty(paging((offset) => page(offset > 0 ? many.slice(1) : many, offset)));
    const { incidents, problems, reports } = await fetched(fake, [may]);
    // The hundredth moved to the first page while the second was read.
    expect(incidents).toHaveLength(249);
    expect(reports.every(({ covered }) => covered === null)).toBe(true);
    expect(problems.map(({ kind }) => kind)).toEqual(['truncated']);
    expect(problems[0].message).toBe(
      'The incidents of S1 could not be read completely: the list of incidents kept changing while it was read page by page. Refresh to try again.'
    );
    expect(fake.counts()['incidents']).toBe(6);
  });
});
