import { Interval, Job, Run } from '../../events';
import { asObject, list, number, UpstreamError } from '../transport';
import { Ask, decoded, Github, iso, presentName } from './ask';
import { Lookback } from './lookback';
import { decodeJob, decodeRun, runInstant } from './runRecords';
import { repositoryPath } from './rest';

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

/** Runs started inside the interval, every attempt, with jobs and steps where asked for. */
export async function readRuns(github: Github, ask: Ask): Promise<void> {
  const { need } = ask;
  const path = repositoryPath(await presentName(github, need.scope, ask.signal));
  const lookback = new Lookback<Run>(need.interval, need.baseline);
  const to = Math.min(need.interval.to, github.clock.now() + clockSkew);
  const from = Math.max(firstRuns, need.interval.from - longestRerun);
  if (from < to) {
    await readStretch(github, ask, path, { from, to }, lookback);
  }
  // The groups are known only now, so the search starts at the interval once more. What is unread then was created before
  // `end`, so it started before `end + longestRerun`.
  const outstanding = (end: number) => lookback.depth() < Math.min(need.interval.from, end + longestRerun);
  for (let end = need.interval.from, size = firstStretch; outstanding(end); size *= 2) {
    const start = Math.max(firstRuns, end - size);
    if (end <= firstRuns || (await countBefore(github, ask, path, end)) === 0) {
      break;
    }
    await readStretch(github, ask, path, { from: start, to: end }, lookback);
    end = start;
  }
  ask.emit({ runs: lookback.baselines() }, need.interval);
}

/** Runs created in [from, to), newest first. A stretch that holds more than can be paged through is halved. */
async function readStretch(
  github: Github,
  ask: Ask,
  path: string,
  stretch: Interval,
  lookback: Lookback<Run>
): Promise<void> {
  const from = Math.ceil(stretch.from / second) * second;
  const last = Math.ceil(stretch.to / second) * second - second;
  if (last < from) {
    return;
  }
  const params = { created: `${iso(from)}..${iso(last)}`, exclude_pull_requests: true };
  const at = `workflow runs of ${ask.need.scope}`;
  const seen = new Set<string>();
  let total = 0;
  for await (const body of github.rest.pages(`${path}/actions/runs`, params, countIn, ask.signal)) {
    const answer = asObject(body, at);
    total = number(answer, 'total_count', at);
    // The count itself may be cut at the limit, so a full thousand is not trusted either.
    if (total >= reachable && last > from) {
      const middle = Math.floor((from + last) / 2 / second) * second + second;
      await readStretch(github, ask, path, { from: middle, to: last + second }, lookback);
      await readStretch(github, ask, path, { from, to: middle }, lookback);
      return;
    }
    const records = list(answer, 'workflow_runs', at);
    records.forEach((record) => seen.add(idOf(record) ?? `unnamed ${seen.size}`));
    const latest = records.flatMap((record) => decoded(ask, () => decodeRun(record, ask.need.scope)));
    await takePage(github, ask, path, latest, lookback);
  }
  if (seen.size < total) {
    ask.refuse(new Error(`${seen.size} of ${total} runs created ${params.created} could be paged through`));
  }
}

function countIn(body: unknown): number {
  return list(asObject(body, 'workflow runs'), 'workflow_runs', 'workflow runs').length;
}

async function countBefore(github: Github, ask: Ask, path: string, end: number): Promise<number> {
  const params = { created: `<${iso(end)}`, exclude_pull_requests: true, per_page: 1 };
  const { body } = await github.rest.get(`${path}/actions/runs`, params, ask.signal);
  return number(asObject(body, 'workflow runs'), 'total_count', 'workflow runs');
}

function idOf(record: unknown): string | null {
  return typeof record === 'object' && record !== null && 'id' in record ? String(record.id) : null;
}

/**
 * A page of runs with all their attempts, and jobs where wanted. What lies inside the interval is completed side by
 * side; before it one by one, because each may end the search for a baseline and spare the rest.
 */
async function takePage(github: Github, ask: Ask, path: string, latest: readonly Run[], lookback: Lookback<Run>) {
  const isBefore = (run: Run) => runInstant(run) < ask.need.interval.from;
  const attempts = (await Promise.all(latest.filter((run) => !isBefore(run)).map(complete))).flat();
  ask.emit({ runs: attempts.filter((run) => lookback.offer(run, runInstant(run))) }, null);
  for (const run of latest.filter(isBefore)) {
    (await complete(run)).forEach((attempt) => lookback.offer(attempt, runInstant(attempt)));
  }

  async function complete(run: Run): Promise<readonly Run[]> {
    const all = runInstant(run) < lookback.depth() ? [run] : [run, ...(await earlierAttempts(github, ask, path, run))];
    return Promise.all(all.map((attempt) => withItsJobs(github, ask, path, attempt, lookback)));
  }
}

/** The list shows the latest attempt only; the earlier ones are fetched one by one. */
async function earlierAttempts(github: Github, ask: Ask, path: string, latest: Run): Promise<readonly Run[]> {
  const earlier: Run[] = [];
  for (let attempt = latest.attempt - 1; attempt >= 1; attempt--) {
    try {
      const place = `${path}/actions/runs/${latest.id}/attempts/${attempt}`;
      const { body } = await github.rest.get(place, { exclude_pull_requests: true }, ask.signal);
      earlier.push(...decoded(ask, () => decodeRun(body, ask.need.scope)));
    } catch (error) {
      if (!(error instanceof UpstreamError && error.failure.kind === 'notFound')) {
        throw error;
      }
      ask.refuse(new Error(`attempt ${attempt} of workflow run ${latest.id} is no longer kept by GitHub`));
    }
  }
  return earlier;
}

/** Jobs cost a request for each run; outside the interval they are read only where a baseline may be judged by them. */
async function withItsJobs(github: Github, ask: Ask, path: string, run: Run, lookback: Lookback<Run>): Promise<Run> {
  const at = runInstant(run);
  const { interval, baseline, withJobs } = ask.need;
  const wanted = at < interval.to && (at >= interval.from || (baseline !== undefined && at >= lookback.depth()));
  return withJobs === true && wanted ? { ...run, jobs: await jobsOf(github, ask, path, run) } : run;
}

/**
 * The jobs of one attempt. "Re-run failed jobs" lists the passed ones again with their old times; they belong to the
 * attempt that ran them.
 */
async function jobsOf(github: Github, ask: Ask, path: string, run: Run): Promise<readonly Job[]> {
  const at = `jobs of workflow run ${run.id} of ${ask.need.scope}`;
  const jobs: Job[] = [];
  const count = (body: unknown) => list(asObject(body, at), 'jobs', at).length;
  const place = `${path}/actions/runs/${run.id}/attempts/${run.attempt}/jobs`;
  for await (const body of github.rest.pages(place, {}, count, ask.signal)) {
    for (const record of list(asObject(body, at), 'jobs', at)) {
      jobs.push(...decoded(ask, () => decodeJob(record, ask.need.scope)));
    }
  }
  const startedAt = run.startedAt;
  return run.attempt === 1 || startedAt === null
    ? jobs
    : jobs.filter((job) => job.startedAt === null || job.startedAt >= startedAt);
}
