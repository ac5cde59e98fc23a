import { Failure, UpstreamError } from './failure';
import { PageSizes } from './pageSizes';
import { rehearsal, start } from './testing/rehearsal';
import { simulatedClock } from './testing/simulatedClock';

const late: Failure = {
  kind: 'unavailable',
  reason: 'no answer',
  status: null,
  retry: 'soon',
  retryAt: null,
  isLate: true,
};

function paging(smallest = 5) {
  const clock = simulatedClock(start);
  const sizes = new PageSizes(smallest);
  const asked: number[] = [];
  /** Asks for a page where more than so many rows fail. */
  const page = async (heavierThan: number, failure: Partial<Failure> = {}) => {
    await sizes.page({ list: 'runs', most: 100, clock }, async (rows, { giveUp }) => {
      asked.push(rows);
      if (rows > heavierThan) {
        const whole = { ...late, ...failure };
        expect(giveUp?.(whole)).toBe(rows > smallest && (whole.isLate === true || whole.status === 504));
        throw new UpstreamError(whole);
      }
    });
  };
  return { clock, sizes, asked, page };
}

describe('a page that is too heavy', () => {
  it('is asked again for half as many rows until it comes, a moment later each time', async () => {
    const { asked, page, clock } = paging();
    await page(30);
    expect(asked).toEqual([100, 50, 25]);
    expect(clock.slept).toHaveLength(2);
  });

  it('has the next ones be as small at once, and grow back after eight that came', async () => {
    const { asked, page } = paging();
    await page(30);
    for (let count = 0; count < 17; count++) {
      await page(100);
    }
    // The 25 of before counts as the first of eight.
    expect(asked.slice(2)).toEqual([...Array(8).fill(25), ...Array(8).fill(50), 100, 100]);
  });

  it('that has grown too far shrinks again', async () => {
    const { asked, page } = paging();
    for (let count = 0; count < 10; count++) {
      await page(30);
    }
    expect(asked).toEqual([100, 50, ...Array(8).fill(25), 50, 25, 25]);
  });

  it('does not shrink the pages of another list', async () => {
    const { sizes, page } = paging();
    await page(30);
    expect([sizes.rowsOf('runs', 100), sizes.rowsOf('jobs', 100), sizes.rowsOf('runs', 10)]).toEqual([25, 100, 10]);
  });

  it('is not made smaller than the smallest: then it fails as it is', async () => {
    const { asked, page } = paging();
    await expect(page(0)).rejects.toMatchObject({ failure: late });
    expect(asked).toEqual([100, 50, 25, 12, 6, 5]);
  });

  it.each([
    ['a broken connection', { isLate: false }],
    ['a refusal', { kind: 'forbidden', status: 403, isLate: false }],
    ['a server in trouble', { status: 500, isLate: false }],
  ] as const)('is not what %s means', async (_name, failure) => {
    const { asked, page } = paging();
    await expect(page(0, failure)).rejects.toBeInstanceOf(UpstreamError);
    expect(asked).toEqual([100]);
  });

  it('is what an answer that does not come within the time there is means', async () => {
    const { transport, clock } = rehearsal({ latency: 70_000 });
    const sizes = new PageSizes(5);
    const asked: number[] = [];
    const request = { upstream: 'github/rest', method: 'GET', path: 'runs' } as const;
    const page = sizes.page({ list: 'runs', most: 10, clock }, (rows, options) => {
      asked.push(rows);
      return transport.send(request, {}, { ...options, attempts: 2 });
    });
    await expect(page).rejects.toMatchObject({ failure: { status: null, isLate: true } });
    expect(asked).toEqual([10, 5]);
  });
});
