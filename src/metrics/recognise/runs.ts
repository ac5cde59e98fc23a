import { Deployment, DeploymentStatus, Instant, Run } from '../../events';
import { Rules } from '../rules';
import { Matchers, matchersOf } from './matchers';

/**
 * Workflow runs as deployments (METRICS.md §1): workflow, branch and event match the rule. With a job pattern the
 * matching jobs decide instead of the whole run: all must succeed, the last to finish says when. Attempts of one run on
 * one sha are one deployment, at the first success. Cancelled and skipped attempts are neither success nor failure.
 */
export function deploymentsFromRuns(runs: readonly Run[], rulesOf: (repository: string) => Rules): Deployment[] {
  const attempts = new Map<string, Attempt[]>();
  for (const run of runs) {
    const rules = rulesOf(run.repository);
    if (rules.deploymentSource !== 'workflow') {
      continue;
    }
    const attempt = attemptOf(run, matchersOf(rules));
    if (attempt !== null) {
      const key = `${run.repository}\n${run.id}\n${run.sha}`;
      const known = attempts.get(key);
      if (known === undefined) {
        attempts.set(key, [attempt]);
      } else {
        known.push(attempt);
      }
    }
  }
  return [...attempts.values()].map(deploymentOf);
}

interface Attempt {
  readonly run: Run;
  readonly status: DeploymentStatus;
  readonly finishedAt: Instant | null;
}

function attemptOf(run: Run, matchers: Matchers): Attempt | null {
  if (!matchers.workflow(run.workflow) || !matchers.branch(run.branch) || !matchers.event(run.event)) {
    return null;
  }
  const { job: isDeployJob } = matchers;
  if (isDeployJob === null) {
    const status = statusOf(run.conclusion);
    return status === null ? null : { run, status, finishedAt: run.finishedAt };
  }
  const jobs = run.jobs.filter((job) => isDeployJob(job.name));
  const statuses = jobs.map((job) => statusOf(job.conclusion)).filter((status) => status !== null);
  if (statuses.length === 0) {
    return null;
  }
  const status =
    (['failure', 'pending', 'success'] as const).find((candidate) => statuses.includes(candidate)) ?? 'pending';
  const finishes = jobs.map((job) => job.finishedAt).filter((instant) => instant !== null);
  return { run, status, finishedAt: finishes.length === 0 ? run.finishedAt : latest(finishes) };
}

/** Null: neither a deployment nor a failed one. */
function statusOf(conclusion: string | null): DeploymentStatus | null {
  switch (conclusion?.toLowerCase() ?? null) {
    case 'success':
      return 'success';
    case 'failure':
    case 'timed_out':
    case 'startup_failure':
      return 'failure';
    case null:
      return 'pending';
    default:
      return null;
  }
}

function deploymentOf(attempts: readonly Attempt[]): Deployment {
  const inOrder = [...attempts].sort((a, b) => a.run.attempt - b.run.attempt);
  const { run, status, finishedAt } =
    inOrder.find((attempt) => attempt.status === 'success') ?? inOrder[inOrder.length - 1];
  return {
    id: run.id,
    repository: run.repository,
    environment: 'production',
    sha: run.sha,
    status,
    createdAt: run.createdAt,
    startedAt: run.startedAt,
    finishedAt: status === 'pending' ? null : finishedAt,
    url: run.url,
    service: null,
    ref: run.branch,
    origin: 'run',
  };
}

function latest(instants: readonly Instant[]): Instant {
  return instants.reduce((one, other) => Math.max(one, other));
}
