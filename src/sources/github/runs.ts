import { Instant, Interval, nameMatcher, Run } from '../../events';
import { asObject, list, number } from '../transport';
import { Ask, decoded, iso, presentName } from './ask';
import { countedPage, wholeList } from './countedPages';
import { Github } from './github';
import { Lookback } from './lookback';
import { searchParams, wantedRun } from './runFilter';
import { earlierAttempts, jobsOf, RunsOf } from './runAttempts';
import { decodeRun, runInstant } from './runRecords';
import { Params, repositoryPath } from './rest';
import { baselineWithout, Settled } from './settled';
import { Workflows } from './workflows';

const second = 1_000;
const day = 86_400_000;

/**
 * Runs are listed by when they were created, but a re-run belongs to when it started again. A run re-run longer than
 * this after its creation is not seen again (GitHub allows 30 days; runs are the heaviest records there are).
 */
export const longestRerun = 7 * day;
/** No more than this many of one search can be paged through (REST documentation of the endpoint). */
const reachable = 1_000;
/** GitHub Actions did not exist before: no baseline is looked for there. */
const firstRuns = Date.parse('2018-10-01T00:00:00Z');
/** A viewer's clock may be slow: what GitHub created by its own clock just now is still read. */
const clockSkew = 300 * second;
/** How far the search for a baseline looks back first; doubled each time. */
const firstStretch = 7 * day;
/** Of a stream that has not been read before so much is read first, where at least twice as much is asked for. */
const newestPart = 28 * day;
/** Runs whose attempts and jobs are asked for together. */
const atOnce = 100;

/**
 * Runs started inside the interval, every attempt, with jobs and steps where asked for. Only those of the need's filter are
 * kept; what the API can filter itself is left to it.
 */
export async function readRuns(github: Github, ask: Ask): Promise<void> {
  const { need } = ask;
  const settled = Settled.before(need);
  const interval = settled.toRead(need.interval);
  const begun = settled.leftOpen(interval);
  const window = { from: interval.from, to: Math.max(interval.to, begun?.interval.to ?? interval.to) };
  const path = repositoryPath(await presentName(github, need.scope, ask.errand()));
  const { workflowPattern = '' } = need.runs ?? {};
  const search: Search = {
    ask,
    github,
    path,
    workflows: workflowPattern === '' ? null : new Workflows(github, ask, path, nameMatcher(workflowPattern)),
    params: await searchParams(github, ask),
    isWanted: wantedRun(need.runs),
    window,
    lookback: new Lookback<Run>(
      window,
      baselineWithout(need.baseline, settled.groupsAt(interval.from)),
      Object.fromEntries([...(begun?.groups ?? [])].map((group) => [group, { inside: true, before: [] }]))
    ),
    groups: new Set(),
    passedOver: Number.NEGATIVE_INFINITY,
  };
  const { lookback } = search;
  const to = Math.min(interval.to, github.clock.now() + clockSkew);
  // Most predecessors lie within a week: they are found in the same search. A refresh knows nearly all of them.
  const isFirst = need.bookmark === undefined || begun !== null || interval.to > need.interval.to;
  const margin = longestRerun + (isFirst && need.baseline !== undefined ? firstStretch : 0);
  const from = Math.max(firstRuns, interval.from - margin);
  if (isFirst && interval.from <= to - 2 * newestPart) {
    await readNewest(search, { from: to - newestPart, to }, settled);
    await readStretch(search, { from, to: to - newestPart - longestRerun });
  } else if (from < to) {
    await readStretch(search, { from, to });
  }
  // What is unread was created before `end`, so it started before `end + longestRerun`. A group that came up only after
  // runs before the interval had been passed over has the search start there once more.
  const outstanding = (end: number) => lookback.depth() < Math.min(interval.from, end + longestRerun);
  const isPassedOver = search.passedOver >= Math.max(lookback.depth(), firstRuns);
  let end = isPassedOver ? interval.from : from;
  for (let size = 2 * firstStretch; outstanding(end); size *= 2) {
    const start = Math.max(firstRuns, end - size);
    if (end <= firstRuns || (await countBefore(search, end)) === 0) {
      break;
    }
    await readStretch(search, { from: start, to: end });
    end = start;
  }
  const bookmark = settled.after(interval, search.groups);
  ask.emit({ runs: lookback.baselines() }, need.interval, { exhaustive: true, bookmark });
}

/** One reading of the runs of a repository. */
interface Search extends RunsOf {
  readonly params: Params;
  /** Null: those of all are wanted. */
  readonly workflows: Workflows | null;
  readonly isWanted: (run: Run) => boolean;
  /** The need's interval, and what follows it as far as a reading that was left, or one by other rules, has come. */
  readonly window: Interval;
  readonly lookback: Lookback<Run>;
  /** Groups seen inside the interval. */
  readonly groups: Set<string>;
  /** The latest run whose other attempts, or jobs, were not looked at, because nobody needed them then. */
  passedOver: Instant;
}

/**
 * What started in [from, to), which ends with the window. What is known of it counts at once: the newest, down to a run
 * whose earlier attempts, or jobs, have yet to be asked for.
 */
async function readNewest(search: Search, { from, to }: Interval, settled: Settled): Promise<void> {
  const { ask, groups } = search;
  const isListed = (run: Run) => run.attempt === 1 && ask.need.withJobs !== true;
  const outstanding: Run[] = [];
  await readStretch(search, { from: from - longestRerun, to }, async (runs) => {
    outstanding.push(...runs.filter((run) => !isListed(run)));
    await takePage(search, runs.filter(isListed));
  });
  outstanding.sort((a, b) => runInstant(b) - runInstant(a));
  tell();
  while (outstanding.length > 0) {
    await takePage(search, outstanding.splice(0, atOnce));
    tell();
  }

  function tell(): void {
    const since = outstanding.length === 0 ? from : Math.max(from, runInstant(outstanding[0]) + 1);
    const known = { from: since, to: ask.need.interval.to };
    if (known.from < known.to) {
      ask.emit({}, known, { bookmark: settled.partly(known, groups) });
    }
  }
}

/**
 * Runs created in [from, to), newest first. A stretch that holds more than can be paged through is read workflow by
 * workflow, or halved. `take` is given each page. `place`: of whose runs, where not of all.
 */
async function readStretch(
  search: Search,
  stretch: Interval,
  take: (latest: readonly Run[]) => Promise<void> = (latest) => takePage(search, latest),
  place?: string
): Promise<void> {
  const { github, ask, path } = search;
  const from = Math.ceil(stretch.from / second) * second;
  const last = Math.ceil(stretch.to / second) * second - second;
  if (last < from) {
    return;
  }
  const params = { ...search.params, created: `${iso(from)}..${iso(last)}` };
  const at = `workflow runs of ${ask.need.scope}`;
  const pages = async function* () {
    for await (const body of github.rest.pages(
      place ?? `${path}/actions/runs`,
      params,
      countIn,
      ask.errand(stretch.to)
    )) {
      yield countedPage(body, 'workflow_runs', at);
    }
  };
  for await (const { total, records } of wholeList(pages, `runs created ${params.created}`, ask.refuse)) {
    // The count itself may be cut at the limit, so a full thousand is not trusted either.
    if (total >= reachable && last > from) {
      for (const part of await partsOf(search, { from, to: last + second }, params, total, place)) {
        await readStretch(search, part.stretch, take, part.place);
      }
      return;
    }
    const latest = records.flatMap((record) => decoded(ask, () => decodeRun(record, ask.need.scope)));
    await take(latest.filter(search.isWanted));
  }
}

interface Part {
  readonly stretch: Interval;
  readonly place?: string;
}

/** In whole seconds. */
async function partsOf(
  { workflows }: Search,
  { from, to }: Interval,
  params: Params,
  total: number,
  place: string | undefined
): Promise<readonly Part[]> {
  // A count that may have been cut proves nothing.
  const isTold = place === undefined && total > reachable;
  const lists = isTold && workflows !== null ? await workflows.lists({ params, from, total }) : null;
  if (lists !== null) {
    return lists.map((list) => ({ stretch: { from, to }, place: list }));
  }
  const middle = Math.floor((from + to - second) / 2 / second) * second + second;
  return [
    { from: middle, to },
    { from, to: middle },
  ].map((stretch) => ({ stretch, place }));
}

function countIn(body: unknown): number {
  return list(asObject(body, 'workflow runs'), 'workflow_runs', 'workflow runs').length;
}

async function countBefore({ github, ask, path, params }: Search, end: number): Promise<number> {
  const before = { ...params, created: `<${iso(end)}`, per_page: 1 };
  const { body } = await github.rest.get(`${path}/actions/runs`, before, ask.errand(end));
  return number(asObject(body, 'workflow runs'), 'total_count', 'workflow runs');
}

/**
 * A page of runs with all their attempts, and jobs where wanted. What lies inside the interval is completed side by
 * side; before it one by one, because each may end the search for a baseline and spare the rest.
 */
async function takePage(search: Search, latest: readonly Run[]): Promise<void> {
  const { ask, lookback, groups, window } = search;
  const { baseline } = ask.need;
  const isBefore = (run: Run) => runInstant(run) < window.from;
  const attempts = (await Promise.all(latest.filter((run) => !isBefore(run)).map(complete))).flat();
  const inside = attempts.filter((run) => lookback.offer(run, runInstant(run)));
  for (const run of latest.filter(isBefore)) {
    for (const attempt of await complete(run)) {
      lookback.offer(attempt, runInstant(attempt));
    }
  }
  if (baseline !== undefined) {
    inside.filter((run) => baseline.accepts(run)).forEach((run) => groups.add(baseline.groupOf(run)));
  }
  ask.emit({ runs: inside }, null);

  async function complete(run: Run): Promise<readonly Run[]> {
    const isNeeded = runInstant(run) >= lookback.depth();
    if (!isNeeded && run.attempt > 1) {
      search.passedOver = Math.max(search.passedOver, runInstant(run));
    }
    const all = isNeeded ? [run, ...(await earlierAttempts(search, run))] : [run];
    return Promise.all(all.map((attempt) => withItsJobs(search, attempt)));
  }
}

/** Jobs cost a request for each run; outside the interval they are read only where a baseline may be judged by them. */
async function withItsJobs(search: Search, run: Run): Promise<Run> {
  const { ask, lookback, window } = search;
  const at = runInstant(run);
  const { baseline, withJobs } = ask.need;
  const wanted = at < window.to && (at >= window.from || (baseline !== undefined && at >= lookback.depth()));
  if (withJobs === true && !wanted && at < window.from) {
    search.passedOver = Math.max(search.passedOver, at);
  }
  return withJobs === true && wanted ? { ...run, jobs: await jobsOf(search, run) } : run;
}
