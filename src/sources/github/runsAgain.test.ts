import { eventsIn, reportsOf } from './fakeGithub';
import { actions, at, baseline, hourly, need, RawRun, serving } from './testing/actions';

/** Runs that are read again: over another range, and while they change. */

describe('the predecessor of a group that an earlier fetch has settled', () => {
  const deploys = [
    ['4', '2026-05-25T00:00:00Z'],
    ['3', '2026-05-12T00:00:00Z'],
    ['2', '2026-02-20T00:00:00Z'],
    ['1', '2025-08-05T00:00:00Z'],
  ].map(([id, created]) => ({ id: Number(id), created, name: 'deploy' }));

  /** What the last of several fetches hands over, each with the bookmark of the one before it. */
  async function readOneAfterAnother(intervals: ReadonlyArray<readonly [from: string, to: string]>) {
    const { source } = serving(actions(deploys));
    let bookmark: string | undefined;
    let ids: readonly string[] = [];
    for (const [from, to] of intervals) {
      const reports = await reportsOf(source, [
        { ...need, interval: { from: at(from), to: at(to) }, baseline, bookmark },
      ]);
      ids = eventsIn(reports, 'runs').map(({ id }) => id);
      bookmark = reports.flatMap((report) => report.bookmark ?? []).pop();
    }
    return ids;
  }

  test('is searched for again where the range reaches further back', async () => {
    const last30Days = ['2026-05-02T00:00:00Z', '2026-06-01T00:00:00Z'] as const;
    const before = ['2026-02-01T00:00:00Z', '2026-05-02T00:00:00Z'] as const;
    expect(await readOneAfterAnother([last30Days])).toEqual(['4', '3', '2']);
    expect(await readOneAfterAnother([last30Days, before])).toEqual(['2', '1']);
  });

  test('is searched for again where what lies in between has not been read', async () => {
    const february = ['2026-02-10T00:00:00Z', '2026-03-01T00:00:00Z'] as const;
    const endOfMay = ['2026-05-20T00:00:00Z', '2026-06-01T00:00:00Z'] as const;
    expect(await readOneAfterAnother([february, endOfMay])).toEqual(['4', '3']);
  });

  test.each([
    ['at once', []],
    ['after a refresh', [['2026-05-31T00:00:00Z', '2026-06-01T00:00:00Z']]],
  ])(
    'is searched for by other rules where only what was read by the old ones has the group: %s',
    async (_when, more) => {
      const { source } = serving(actions(deploys.filter(({ id }) => id !== 2)));
      const month = ['2026-05-02T00:00:00Z', '2026-06-01T00:00:00Z'];
      const before = ['2026-02-01T00:00:00Z', '2026-05-02T00:00:00Z'];
      let bookmark: string | undefined;
      let ids: readonly string[] = [];
      for (const [index, [from, to]] of [month, ...more, before].entries()) {
        const rules = index === 0 ? baseline : { ...baseline, key: 'deploy by other rules' };
        const interval = { from: at(from), to: at(to) };
        const reports = await reportsOf(source, [{ ...need, interval, baseline: rules, bookmark }]);
        expect(reports[reports.length - 1].covered).toEqual(interval);
        bookmark = reports.flatMap((report) => report.bookmark ?? []).pop();
        ids = eventsIn(reports, 'runs').map(({ id }) => id);
      }
      expect(ids).toEqual(['4', '3', '1']);
    }
  );

  test('is not searched for again after a range has been read further back', async () => {
    const may = ['2026-05-02T00:00:00Z', '2026-06-01T00:00:00Z'] as const;
    const april = ['2026-04-01T00:00:00Z', '2026-05-02T00:00:00Z'] as const;
    const newest = ['2026-05-24T00:00:00Z', '2026-06-01T00:00:00Z'] as const;
    expect(await readOneAfterAnother([may, april, newest])).toEqual(['4']);
  });
});

describe('a list that changes while it is paged', () => {
  /** The runs as they are once this many pages have been asked for. */
  const changing = (runsAt: (page: number) => readonly RawRun[]) => {
    let page = 0;
    const { source, requests } = serving((path, params) => actions(runsAt(++page))(path, params));
    return { source, pages: () => requests.filter(({ upstream }) => upstream === 'github/rest').length, requests };
  };
  const all = hourly(150, '2026-05-31T23:00:00Z');
  const idsOf = async (source: ReturnType<typeof serving>['source']) => {
    const reports = await reportsOf(source, [need]);
    return { ids: eventsIn(reports, 'runs').map(({ id }) => Number(id)), last: reports[reports.length - 1], reports };
  };

  test('is read once more where a run went: the one behind it was on no page', async () => {
    const { source, pages } = changing((page) => (page === 1 ? all : all.slice(1)));
    const { ids, last } = await idsOf(source);
    // Run 101 stood on page 2 while page 1 was read, and on page 1 after that.
    expect(ids).toContain(101);
    expect(new Set(ids).size).toBe(ids.length);
    expect(pages()).toBe(4);
    expect(last.problem).toBeNull();
  });

  test('is said to be incomplete, and drops nothing that is known, where it changes again', async () => {
    const { source, pages } = changing((page) => all.slice(page - 1));
    const { last, reports } = await idsOf(source);
    expect(pages()).toBe(4);
    expect(last.problem?.kind).toBe('truncated');
    expect(last.problem?.message).toContain('kept changing');
    expect(reports.some(({ exhaustive }) => exhaustive === true)).toBe(false);
  });

  test('has been seen whole where it only grew at its head', async () => {
    const newer = [{ id: 0, created: '2026-05-31T23:30:00Z' }, ...all];
    const { source, pages } = changing((page) => (page === 1 ? all : newer));
    const { ids, last } = await idsOf(source);
    expect(ids).toEqual(all.map(({ id }) => id));
    expect(pages()).toBe(2);
    expect(last.problem).toBeNull();
  });

  test.each([
    ['read once more where a job went', [150, 149, 149, 149], null],
    ['said to be incomplete where it changes again', [150, 149, 148, 147], 'kept changing'],
    ['said to be incomplete where it is shorter than it says', null, '120 of 150 jobs of workflow run 9'],
  ])('of jobs is %s', async (_name, lengths, message) => {
    const jobs = Array.from({ length: 150 }, (_, index) => ({
      id: index + 1,
      name: `job ${index + 1}`,
      conclusion: 'success',
      created_at: '2026-05-21T00:00:00Z',
      started_at: '2026-05-21T00:01:00Z',
      completed_at: '2026-05-21T00:02:00Z',
      steps: [],
    }));
    let page = 0;
    const others = (params: Readonly<Record<string, unknown>>) => {
      const length = lengths?.[page++] ?? 120;
      const start = (Number(params['page']) - 1) * 100;
      const left = lengths === null ? jobs.slice(0, length) : jobs.slice(jobs.length - length);
      return { total_count: lengths === null ? 150 : length, jobs: left.slice(start, start + 100) };
    };
    const runs = [{ id: 9, created: '2026-05-21T00:00:00Z' }];
    const { source } = serving((path, params) => actions(runs, () => others(params))(path, params));
    const reports = await reportsOf(source, [{ ...need, withJobs: true }]);
    const [run] = eventsIn(reports, 'runs');
    expect(new Set(run.jobs.map(({ id }) => id)).size).toBe(run.jobs.length);
    const { problem } = reports[reports.length - 1];
    if (message === null) {
      expect(run.jobs.map(({ id }) => id)).toContain('101');
      expect(problem).toBeNull();
    } else {
      expect(problem?.message).toContain(message);
    }
  });
});
