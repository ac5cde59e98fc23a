import { Instant } from '../../src/events';
import { SimCommit, SimPullRequest, SimRun } from './model';

/** What a planned pull request looks like at `now`: nothing in it lies in the future. */
export function cutPullRequest(
  pull: SimPullRequest,
  commits: ReadonlyMap<string, SimCommit>,
  now: Instant
): SimPullRequest {
  const own = pull.commits.filter((sha, index) => index === 0 || (commits.get(sha)?.committedAt ?? 0) <= now);
  const events = pull.events.filter(({ createdAt }) => createdAt <= now);
  const ready = pull.events.find(({ kind }) => kind === 'ReadyForReviewEvent');
  return {
    ...pull,
    isDraft: pull.state === 'OPEN' && ready !== undefined && ready.createdAt > now,
    commits: own,
    headSha: own[own.length - 1],
    reviews: pull.reviews.filter(({ submittedAt }) => submittedAt <= now),
    comments: pull.comments.filter(({ createdAt }) => createdAt <= now),
    events,
  };
}

/** A run as it stands at `now`: attempts not yet begun are left out, a running one has no conclusion. */
export function cutRun(run: SimRun, now: Instant): readonly SimRun[] {
  if (run.createdAt > now) {
    return [];
  }
  const last = run.attempts[run.attempts.length - 1];
  if (last.finishedAt !== null && last.finishedAt <= now) {
    return [run];
  }
  const attempts = run.attempts
    .filter(({ startedAt }) => startedAt <= now)
    .map((attempt) => {
      if (attempt.finishedAt !== null && attempt.finishedAt <= now) {
        return attempt;
      }
      const jobs = attempt.jobs
        .filter(({ startedAt }) => startedAt <= now)
        .map((job) =>
          job.finishedAt !== null && job.finishedAt <= now
            ? job
            : {
                ...job,
                conclusion: null,
                finishedAt: null,
                steps: job.steps
                  .filter(({ startedAt }) => startedAt <= now)
                  .map((step) =>
                    step.finishedAt !== null && step.finishedAt <= now
                      ? step
                      : { ...step, conclusion: null, finishedAt: null }
                  ),
              }
        );
      return { ...attempt, conclusion: null, finishedAt: null, jobs };
    });
  return [{ ...run, attempts }];
}
