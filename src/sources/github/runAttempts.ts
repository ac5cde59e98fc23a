import { Job, Run } from '../../events';
import { asObject, list, UpstreamError } from '../transport';
import { Ask, decoded } from './ask';
import { countedPage, wholeList } from './countedPages';
import { Github } from './github';
import { decodeJob, decodeRun, runInstant } from './runRecords';

/** What the list of runs does not show: a request for each run. */

/** Whose runs are read, and for whom. */
export interface RunsOf {
  readonly github: Github;
  readonly ask: Ask;
  /** Of the repository, in the API. */
  readonly path: string;
}

/** The list shows the latest attempt only; the earlier ones are fetched one by one. */
export async function earlierAttempts({ github, ask, path }: RunsOf, latest: Run): Promise<readonly Run[]> {
  const earlier: Run[] = [];
  for (let attempt = latest.attempt - 1; attempt >= 1; attempt--) {
    try {
      const place = `${path}/actions/runs/${latest.id}/attempts/${attempt}`;
      const { body } = await github.rest.get(place, { exclude_pull_requests: true }, ask.errand(runInstant(latest)));
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

/**
 * The jobs of one attempt. "Re-run failed jobs" lists the passed ones again with their old times; they belong to the
 * attempt that ran them.
 */
export async function jobsOf({ github, ask, path }: RunsOf, run: Run): Promise<readonly Job[]> {
  const at = `jobs of workflow run ${run.id} of ${ask.need.scope}`;
  const jobs: Job[] = [];
  const count = (body: unknown) => list(asObject(body, at), 'jobs', at).length;
  const place = `${path}/actions/runs/${run.id}/attempts/${run.attempt}/jobs`;
  const pages = async function* () {
    for await (const body of github.rest.pages(place, {}, count, ask.errand(runInstant(run)))) {
      yield countedPage(body, 'jobs', at);
    }
  };
  for await (const { records } of wholeList(pages, at, ask.refuse)) {
    jobs.push(...records.flatMap((record) => decoded(ask, () => decodeJob(record, ask.need.scope))));
  }
  const startedAt = run.startedAt;
  return run.attempt === 1 || startedAt === null
    ? jobs
    : jobs.filter((job) => job.startedAt === null || job.startedAt >= startedAt);
}
