import { Run } from '../../src/events';
import { RunConclusion, SimJob, SimRun } from './model';

/** GitHub knows more conclusions than the simulator; what it does not know has failed. */
function conclusionOf(text: string | null): RunConclusion | null {
  return text === null || text === 'success' || text === 'cancelled' ? text : 'failure';
}

/** One run from the records of its attempts. `id` serves where the feed's id is not a number, as GitHub's are. */
export function runOf(records: readonly Run[], id: number): SimRun {
  const attempts = [...records].sort((a, b) => a.attempt - b.attempt);
  const [first] = attempts;
  const own = /^\d{1,15}$/.test(first.id) ? Number(first.id) : id;
  return {
    id: own,
    number: (id % 1_000_000) + 1,
    workflowId: id,
    workflow: first.workflow,
    path: `.github/workflows/${first.workflow.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.yml`,
    title: first.workflow,
    event: first.event ?? 'push',
    branch: first.branch ?? 'main',
    sha: first.sha,
    actor: 'feed-reviewer',
    createdAt: first.createdAt,
    attempts: attempts.map((attempt) => ({
      attempt: attempt.attempt,
      startedAt: attempt.startedAt ?? attempt.createdAt,
      finishedAt: attempt.finishedAt,
      conclusion: conclusionOf(attempt.conclusion),
      jobs: attempt.jobs.map((job, index): SimJob => {
        const createdAt = job.createdAt ?? job.startedAt ?? attempt.createdAt;
        const startedAt = job.startedAt ?? createdAt;
        return {
          id: own * 100 + index,
          name: job.name,
          conclusion: job.conclusion === 'skipped' ? 'skipped' : conclusionOf(job.conclusion),
          createdAt,
          startedAt,
          finishedAt: job.finishedAt,
          steps: job.steps.map((step) => ({
            name: step.name,
            conclusion: step.conclusion === 'skipped' ? 'skipped' : conclusionOf(step.conclusion),
            startedAt: step.startedAt ?? startedAt,
            finishedAt: step.finishedAt,
          })),
        };
      }),
    })),
  };
}
