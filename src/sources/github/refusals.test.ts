import { gaps, Interval } from '../../events';
import { connection, fakeGithub, reportsOf } from './fakeGithub';
import { IntervalNeed, Report } from '../types';

const day = 86_400_000;
const start = Date.parse('2026-06-01T00:00:00Z');
const need: IntervalNeed = {
  source: 'github',
  scope: 'acme/pay',
  kind: 'deployments',
  interval: { from: start - 10 * day, to: start },
};

const raw = (id: string, createdAt: string) => ({
  id,
  createdAt,
  updatedAt: createdAt,
  environment: 'production',
  commitOid: `sha-${id}`,
  statuses: connection([{ state: 'SUCCESS', createdAt }]),
});

const bookmarkOf = (reports: readonly Report[]) => reports.flatMap(({ bookmark }) => bookmark ?? []).pop();
const problemOf = (reports: readonly Report[]) => reports[reports.length - 1].problem?.message;

/** A fetch of deployments, one of which cannot be understood, and one more after so many hours. */
async function again(hours: number, isMended: boolean) {
  const broken = { ...raw('broken', '2026-05-28T00:00:00Z'), createdAt: 'soon' };
  // So many deployments to staging in between that reading the last day alone would not reach it.
  const staging = Array.from({ length: 90 }, (_, index) => ({
    ...raw(`s${index}`, new Date(start - day / 2 - index * 60_000).toISOString()),
    environment: 'staging',
  }));
  const others = [...staging, raw('d2', '2026-05-31T00:00:00Z'), raw('d1', '2026-05-29T00:00:00Z')];
  const serving = (list: readonly unknown[]) =>
    fakeGithub({ repositories: { 'acme/pay': { deployments: connection(list) } } });
  const first = await reportsOf(serving([...others, broken]).source, [need]);
  expect(problemOf(first)).toContain('deployment broken of acme/pay');
  const later = serving([...others, isMended ? raw('broken', '2026-05-28T00:00:00Z') : broken]);
  later.clock.pass(hours * 3_600_000);
  const to = start + hours * 3_600_000;
  return reportsOf(later.source, [{ ...need, interval: { from: to - day, to }, bookmark: bookmarkOf(first) }]);
}

test('a record that was left out is named by later fetches too, which do not read it again', async () => {
  expect(problemOf(await again(0.5, false))).toContain('deployment broken of acme/pay');
});

// Once all of it is covered a store gives the answer, and nobody waits for another report.
test('what is missing is said by the very report that completes the interval', async () => {
  const { source } = fakeGithub({ repositories: { 'acme/pay': { pullRequests: connection([null]) } } });
  const reports = await reportsOf(source, [{ ...need, kind: 'changes' }]);
  const completing = reports.find(({ covered }) => covered !== null);
  expect(completing?.covered).toEqual(need.interval);
  expect(completing?.problem?.message).toContain('1 record is missing');
});

test('nothing that lacks a record is covered before the report that says so, and nothing is held to be gone', async () => {
  const broken = { ...raw('broken', '2026-05-28T00:00:00Z'), createdAt: 'soon' };
  const { source } = fakeGithub({
    repositories: { 'acme/pay': { deployments: connection([raw('d1', '2026-05-29T00:00:00Z'), broken]) } },
  });
  const reports = await reportsOf(source, [
    { ...need, baseline: { key: 'all', accepts: () => true, groupOf: () => '' } },
  ]);
  const isSaid = reports.map(({ problem }) => problem !== null);
  expect(reports.map(({ covered }) => covered !== null)).toEqual(isSaid);
  expect(isSaid.filter((one) => one)).toHaveLength(1);
  expect(reports.filter(({ exhaustive }) => exhaustive === true)).toEqual([]);
});

test('after an hour everything is read again: mended, it is there and nothing is said any more', async () => {
  const reports = await again(2, true);
  expect(problemOf(reports)).toBeUndefined();
  expect(reports.flatMap(({ events }) => events.deployments ?? []).map(({ id }) => id)).toContain('broken');
});

test('a clock that was ahead and has been put right does not make what is mended missing for longer', async () => {
  expect(problemOf(await again(-2, true))).toBeUndefined();
});

test('after an hour everything is read again: not mended, it is named again', async () => {
  expect(problemOf(await again(2, false))).toContain('deployment broken of acme/pay');
});

/** Needs of a store, which waits no longer than until all it has asked for is covered, and takes the last bookmark. */
async function untilCovered(served: ReturnType<typeof fakeGithub>, asked: IntervalNeed) {
  let [bookmark, open]: [string | undefined, readonly Interval[]] = [undefined, [asked.interval]];
  for await (const report of served.source.fetch([asked], new AbortController().signal)) {
    bookmark = report.bookmark ?? bookmark;
    open = open.flatMap((one) => gaps(one, report.covered === null ? [] : [report.covered]));
    if (open.length === 0) {
      return { bookmark, problem: report.problem?.message };
    }
  }
  throw new Error('never covered');
}

describe('everything is read again, for a store that stops once the last day is covered', () => {
  const at = (days: number) => new Date(start - days * day).toISOString();
  const broken = { ...raw('broken', at(100)), createdAt: 'soon' };
  // Some calls lie between what completes the last day and what is missing.
  const others = Array.from({ length: 900 }, (_, index) => raw(`d${index}`, at(0.1 + index / 5)));
  const all: IntervalNeed = { ...need, interval: { from: start - 170 * day, to: start } };
  const served = (list: readonly unknown[], hours: number) => {
    const github = fakeGithub({ repositories: { 'acme/pay': { deployments: connection(list) } } });
    github.clock.pass(hours * 3_600_000);
    return github;
  };
  const refreshing = (hours: number, bookmark: string | undefined): IntervalNeed => {
    const to = start + hours * 3_600_000;
    return { ...need, interval: { from: to - day, to }, bookmark };
  };
  const list = [...others.slice(0, 500), broken, ...others.slice(500)];

  test('not mended, it is named again, and by the fetch after that', async () => {
    const first = await untilCovered(served(list, 0), all);
    const second = await untilCovered(served(list, 2), refreshing(2, first.bookmark));
    const third = await untilCovered(served(list, 2.1), refreshing(2.1, second.bookmark));
    expect(first.problem).toContain('deployment broken of acme/pay');
    expect([second.problem, third.problem]).toEqual([first.problem, first.problem]);
  });

  test('who leaves midway has not forgotten it', async () => {
    const first = await untilCovered(served(list, 0), all);
    let left: string | undefined;
    for await (const { bookmark } of served(list, 2).source.fetch(
      [refreshing(2, first.bookmark)],
      new AbortController().signal
    )) {
      if (bookmark !== undefined) {
        left = bookmark;
        break;
      }
    }
    const second = await untilCovered(served(list, 2.1), refreshing(2.1, left));
    expect(second.problem).toBe(first.problem);
  });

  test('who only reaches further back does not forget it', async () => {
    const first = await untilCovered(served(list, 0), all);
    const further = { ...need, interval: { from: start - 175 * day, to: all.interval.from }, bookmark: first.bookmark };
    const second = await untilCovered(served(list, 2), further);
    const third = await untilCovered(served(list, 0.5), refreshing(0.5, second.bookmark));
    expect([second.problem, third.problem]).toEqual([first.problem, first.problem]);
  });
});
