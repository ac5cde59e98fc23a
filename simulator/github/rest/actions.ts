import { SimAttempt, SimRun } from '../../organization';
import { RepositoryShelf } from '../world';
import { linkHeader, missing, Page, RestAnswer, restProblem, RestScene, sliced } from './answers';
import { findRuns, jobJson, runJson, Unprocessable, workflowJson, workflowsOf } from './runs';

/** Addressed by id or by the file's name. */
export function workflows(
  scene: RestScene,
  shelf: RepositoryShelf,
  [id, below]: readonly string[],
  query: URLSearchParams,
  page: Page,
  address: string
): RestAnswer {
  const known = workflowsOf(shelf);
  if (id === undefined) {
    return {
      status: 200,
      body: {
        total_count: known.length,
        workflows: sliced(known, page).map((workflow) => workflowJson(scene.base, shelf, workflow)),
      },
      headers: linkHeader(address, query, page, known.length),
    };
  }
  const found = known.find((one) => String(one.id) === id || one.path.endsWith(`/${id}`));
  if (found === undefined) {
    return missing;
  }
  return below === 'runs'
    ? listedRuns(scene, shelf, query, page, address, found.id)
    : { status: 200, body: workflowJson(scene.base, shelf, found) };
}

function listedRuns(
  { world, base }: RestScene,
  shelf: RepositoryShelf,
  query: URLSearchParams,
  page: Page,
  address: string,
  workflow: number | null
): RestAnswer {
  try {
    const { total, reachable } = findRuns(shelf, query, workflow);
    const shown = sliced(reachable, page);
    const latest = (run: SimRun) => run.attempts[run.attempts.length - 1];
    return {
      status: 200,
      body: { total_count: total, workflow_runs: shown.map((run) => runJson(base, world, shelf, run, latest(run))) },
      headers: linkHeader(address, query, page, reachable.length),
    };
  } catch (error) {
    if (error instanceof Unprocessable) {
      return restProblem(422, 'Validation Failed', { errors: [{ message: error.message }] });
    }
    throw error;
  }
}

export function runs(
  scene: RestScene,
  shelf: RepositoryShelf,
  rest: readonly string[],
  query: URLSearchParams,
  page: Page,
  address: string
): RestAnswer {
  const { world, base } = scene;
  const [id, kind, number, below] = rest;
  if (id === undefined) {
    return listedRuns(scene, shelf, query, page, address, null);
  }
  const run = shelf.repository.runs.find((one) => String(one.id) === id);
  if (run === undefined) {
    return missing;
  }
  const latest = run.attempts[run.attempts.length - 1];
  const jobsOf = (attempts: readonly SimAttempt[]): RestAnswer => {
    const jobs = attempts.flatMap((attempt) => attempt.jobs.map((job) => ({ attempt, job })));
    return {
      status: 200,
      body: {
        total_count: jobs.length,
        jobs: sliced(jobs, page).map(({ attempt, job }) => jobJson(base, shelf, run, attempt, job)),
      },
      headers: linkHeader(address, query, page, jobs.length),
    };
  };
  if (kind === undefined) {
    return { status: 200, body: runJson(base, world, shelf, run, latest) };
  }
  if (kind === 'jobs') {
    return jobsOf(query.get('filter') === 'all' ? [...run.attempts].reverse() : [latest]);
  }
  const attempt = kind === 'attempts' ? run.attempts.find((one) => String(one.attempt) === number) : undefined;
  if (attempt === undefined) {
    return missing;
  }
  if (below === undefined) {
    return { status: 200, body: runJson(base, world, shelf, run, attempt) };
  }
  return below === 'jobs' ? jobsOf([attempt]) : missing;
}
