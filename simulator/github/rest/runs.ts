import { nodeId, SimAttempt, SimJob, SimRun } from '../../organization';
import { iso } from '../graphql/connection';
import { withinDates } from '../graphql/search';
import { RepositoryShelf, World } from '../world';
import { Base, Json, minimalRepository, repositoryUrl, simpleUser } from './addresses';

/** "up to 1,000 results for each search when using" any of these (reference of the endpoint). */
const filters = ['actor', 'branch', 'event', 'status', 'created', 'head_sha', 'check_suite_id'];
export const reachableRuns = 1_000;

const statuses = [
  'completed',
  'action_required',
  'cancelled',
  'failure',
  'neutral',
  'skipped',
  'stale',
  'success',
  'timed_out',
  'in_progress',
  'queued',
  'requested',
  'waiting',
  'pending',
];

export class Unprocessable extends Error {}

function last(run: SimRun): SimAttempt {
  return run.attempts[run.attempts.length - 1];
}

/** Newest first, filtered, of one workflow or of all. `reachable` is what can be paged through. Throws Unprocessable for a status that is none. */
export function findRuns(
  shelf: RepositoryShelf,
  query: URLSearchParams,
  workflow: number | null
): { readonly total: number; readonly reachable: readonly SimRun[] } {
  const wanted = (name: string) => query.get(name);
  const status = wanted('status');
  if (status !== null && !statuses.includes(status)) {
    throw new Unprocessable(`${status} is not a valid status`);
  }
  const created = wanted('created');
  const within = created === null ? () => true : withinDates(created);
  const same = (name: string, value: string) => (wanted(name) ?? value) === value;
  const runs = shelf.repository.runs.filter((run) => {
    const state = last(run).conclusion === null ? 'in_progress' : 'completed';
    return (
      (workflow === null || run.workflowId === workflow) &&
      same('branch', run.branch) &&
      same('event', run.event) &&
      same('actor', run.actor) &&
      same('head_sha', run.sha) &&
      same('check_suite_id', String(run.id + 500_000_000)) &&
      (status === null || status === state || status === last(run).conclusion) &&
      within(run.createdAt)
    );
  });
  const newestFirst = [...runs].reverse();
  const isCapped = filters.some((name) => query.has(name));
  return { total: runs.length, reachable: isCapped ? newestFirst.slice(0, reachableRuns) : newestFirst };
}

export interface Workflow {
  readonly id: number;
  readonly name: string;
  readonly path: string;
}

/** Those that have run. */
export function workflowsOf(shelf: RepositoryShelf): readonly Workflow[] {
  const known = new Map<number, Workflow>();
  for (const { workflowId: id, workflow: name, path } of shelf.repository.runs) {
    known.set(id, known.get(id) ?? { id, name, path });
  }
  return [...known.values()].sort((a, b) => a.id - b.id);
}

export function workflowJson(base: Base, shelf: RepositoryShelf, { id, name, path }: Workflow): Json {
  const createdAt = iso(shelf.repository.createdAt);
  const web = `${base.web}/${shelf.name}`;
  return {
    id,
    node_id: nodeId('W', id),
    name,
    path,
    state: 'active',
    created_at: createdAt,
    updated_at: createdAt,
    url: `${repositoryUrl(base, shelf)}/actions/workflows/${id}`,
    html_url: `${web}/blob/${shelf.repository.defaultBranch}/${path}`,
    badge_url: `${web}/workflows/${encodeURIComponent(name)}/badge.svg`,
  };
}

export function runJson(base: Base, world: World, shelf: RepositoryShelf, run: SimRun, attempt: SimAttempt): Json {
  const repository = minimalRepository(base, shelf);
  const repo = repositoryUrl(base, shelf);
  const url = `${repo}/actions/runs/${run.id}`;
  const actor = simpleUser(base, world.person(run.actor));
  const commit = shelf.repository.commits.get(run.sha);
  const suite = run.id + 500_000_000;
  const person = world.person(commit?.authors[0] ?? run.actor);
  const name = { name: person.name, email: `${person.id}@users.noreply.example.com` };
  return {
    id: run.id,
    name: run.workflow,
    node_id: nodeId('WFR', run.id),
    head_branch: run.branch,
    head_sha: run.sha,
    path: run.path,
    display_title: run.title,
    run_number: run.number,
    event: run.event,
    status: attempt.conclusion === null ? 'in_progress' : 'completed',
    conclusion: attempt.conclusion,
    workflow_id: run.workflowId,
    check_suite_id: suite,
    check_suite_node_id: nodeId('CS', suite),
    url,
    html_url: `${base.web}/${shelf.name}/actions/runs/${run.id}`,
    pull_requests: [],
    created_at: iso(run.createdAt),
    updated_at: iso(attempt.finishedAt ?? attempt.startedAt),
    actor,
    run_attempt: attempt.attempt,
    referenced_workflows: [],
    run_started_at: iso(attempt.startedAt),
    triggering_actor: actor,
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${repo}/check-suites/${suite}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: attempt.attempt > 1 ? `${url}/attempts/${attempt.attempt - 1}` : null,
    workflow_url: `${repo}/actions/workflows/${run.workflowId}`,
    head_commit: {
      id: run.sha,
      tree_id: run.sha,
      message: commit?.message ?? run.title,
      timestamp: iso(commit?.committedAt ?? run.createdAt),
      author: name,
      committer: name,
    },
    repository,
    head_repository: repository,
  };
}

export function jobJson(base: Base, shelf: RepositoryShelf, run: SimRun, attempt: SimAttempt, job: SimJob): Json {
  const repo = repositoryUrl(base, shelf);
  const runUrl = `${repo}/actions/runs/${run.id}`;
  const isOver = job.finishedAt !== null;
  return {
    id: job.id,
    run_id: run.id,
    workflow_name: run.workflow,
    head_branch: run.branch,
    run_url: runUrl,
    run_attempt: attempt.attempt,
    node_id: nodeId('CR', job.id),
    head_sha: run.sha,
    url: `${repo}/actions/jobs/${job.id}`,
    html_url: `${base.web}/${shelf.name}/actions/runs/${run.id}/job/${job.id}`,
    status: isOver ? 'completed' : 'in_progress',
    conclusion: job.conclusion,
    created_at: iso(job.createdAt),
    started_at: iso(job.startedAt),
    completed_at: iso(job.finishedAt),
    name: job.name,
    steps: job.steps.map((step, index) => ({
      name: step.name,
      status: step.finishedAt === null ? 'in_progress' : 'completed',
      conclusion: step.conclusion,
      number: index + 1,
      started_at: iso(step.startedAt),
      completed_at: iso(step.finishedAt),
    })),
    check_run_url: `${repo}/check-runs/${job.id}`,
    labels: ['ubuntu-latest'],
    runner_id: job.conclusion === 'skipped' ? null : (job.id % 20) + 1,
    runner_name: job.conclusion === 'skipped' ? null : `runner-${(job.id % 20) + 1}`,
    runner_group_id: job.conclusion === 'skipped' ? null : 1,
    runner_group_name: job.conclusion === 'skipped' ? null : 'Default',
  };
}
