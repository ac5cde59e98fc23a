import { Instant } from '../../src/events';
import {
  PagerdutyAccount,
  SimDeployment,
  SimIncident,
  SimIssue,
  SimPullRequest,
  SimRelease,
  SimRepository,
  SimTag,
} from './model';
import { cutPullRequest, cutRun } from './present';

/**
 * What is known of a planned history at one moment: what happens later is left out, also where it changes what exists
 * already (statuses, merges, labels, conclusions, resolutions).
 */

/** `mainline`: `mainlineOf` the repository, worked out once. */
export function repositoryAsOf(repository: SimRepository, mainline: Mainline, at: Instant): SimRepository {
  const shown = repository.releases.flatMap((release) => releaseAsOf(release, at));
  const tagged = new Set(shown.map(({ tag }) => tag));
  const planned = new Set(repository.releases.map(({ tag }) => tag));
  const isTagged = (tag: SimTag) => (planned.has(tag.name) ? tagged.has(tag.name) : (tag.annotation?.at ?? 0) <= at);
  return {
    ...repository,
    head: mainline.headAt(at),
    pullRequests: repository.pullRequests.flatMap((pull) => pullRequestAsOf(pull, repository.commits, at)),
    deployments: repository.deployments.flatMap((deployment) => deploymentAsOf(deployment, at)),
    releases: shown,
    tags: repository.tags.filter(isTagged),
    issues: repository.issues.flatMap((issue) => issueAsOf(issue, at)),
    runs: repository.runs.flatMap((run) => cutRun(run, at)),
  };
}

/** The moments after `from` at which something of it changes, in order. */
export function momentsOf(repository: SimRepository, mainline: Mainline, from: Instant): readonly Instant[] {
  const moments = [
    ...mainline.momentsAfter(from),
    ...repository.pullRequests.flatMap((pull) => [...activityOf(pull), ...commitTimes(pull, repository)]),
    ...repository.deployments.flatMap(({ createdAt, statuses }) => [
      createdAt,
      ...statuses.map((one) => one.createdAt),
    ]),
    ...repository.releases.map(({ createdAt, publishedAt }) => publishedAt ?? createdAt),
    ...repository.tags.flatMap(({ annotation }) => annotation?.at ?? []),
    ...repository.issues.flatMap((issue) => [...issueActivity(issue)]),
    ...repository.runs.flatMap((run) => {
      const ends = run.attempts.map(({ finishedAt }) => finishedAt ?? run.createdAt);
      return Math.max(...ends) <= from
        ? []
        : [
            run.createdAt,
            ...run.attempts.flatMap(({ startedAt, finishedAt, jobs }) => [
              startedAt,
              finishedAt ?? startedAt,
              ...jobs.flatMap((job) => [job.startedAt, job.finishedAt ?? job.startedAt]),
            ]),
          ];
    }),
  ];
  return sortedAfter(moments, from);
}

export function accountAsOf(account: PagerdutyAccount, at: Instant): PagerdutyAccount {
  return { ...account, incidents: account.incidents.flatMap((incident) => incidentAsOf(incident, at)) };
}

export function momentsOfAccount({ incidents }: PagerdutyAccount, from: Instant): readonly Instant[] {
  return sortedAfter(incidents.flatMap(incidentActivity), from);
}

function sortedAfter(moments: readonly Instant[], from: Instant): readonly Instant[] {
  return [...new Set(moments.filter((at) => at > from))].sort((a, b) => a - b);
}

/** When what of a pull request happened, whatever bumps its `updatedAt`. */
function activityOf(pull: SimPullRequest): Instant[] {
  return [
    pull.createdAt,
    ...(pull.closedAt === null ? [] : [pull.closedAt]),
    ...pull.reviews.map(({ submittedAt }) => submittedAt),
    ...pull.comments.map(({ createdAt }) => createdAt),
    ...pull.events.map(({ createdAt }) => createdAt),
    ...(pull.lateLabels ?? []).map(({ at }) => at),
  ];
}

export function lastActivityOf(pull: SimPullRequest): Instant {
  return Math.max(...activityOf(pull));
}

function commitTimes(pull: SimPullRequest, { commits }: SimRepository): readonly Instant[] {
  return pull.commits.slice(1).flatMap((sha) => commits.get(sha)?.committedAt ?? []);
}

function pullRequestAsOf(
  pull: SimPullRequest,
  commits: SimRepository['commits'],
  at: Instant
): readonly SimPullRequest[] {
  if (pull.createdAt > at) {
    return [];
  }
  if (pull.updatedAt <= at && pull.closedAt !== null) {
    return [pull];
  }
  const isOver = pull.closedAt !== null && pull.closedAt <= at;
  const end = { state: 'OPEN', closedAt: null, mergedAt: null, mergedBy: null, mergeSha: null } as const;
  const lateLabels = (pull.lateLabels ?? []).filter((label) => label.at <= at);
  const unseen = (pull.lateLabels ?? []).filter((label) => label.at > at).map(({ name }) => name);
  const labels = pull.labels.filter((name) => !unseen.includes(name));
  const cut = cutPullRequest({ ...pull, ...(isOver ? {} : end), labels, lateLabels }, commits, at);
  return [{ ...cut, updatedAt: lastActivityOf(cut) }];
}

function deploymentAsOf(deployment: SimDeployment, at: Instant): readonly SimDeployment[] {
  if (deployment.createdAt > at) {
    return [];
  }
  const { statuses } = deployment;
  const isWhole = statuses.length === 0 || statuses[statuses.length - 1].createdAt <= at;
  return [isWhole ? deployment : { ...deployment, statuses: statuses.filter(({ createdAt }) => createdAt <= at) }];
}

/** A draft is seen by few: a release is there once it is published. */
function releaseAsOf(release: SimRelease, at: Instant): readonly SimRelease[] {
  return (release.publishedAt ?? release.createdAt) <= at ? [release] : [];
}

function issueActivity(issue: SimIssue): readonly Instant[] {
  return [issue.createdAt, issue.closedAt ?? issue.createdAt, ...issue.comments.map(({ createdAt }) => createdAt)];
}

function issueAsOf(issue: SimIssue, at: Instant): readonly SimIssue[] {
  if (issue.createdAt > at) {
    return [];
  }
  const moments = issueActivity(issue).filter((moment) => moment <= at);
  const isClosed = issue.closedAt !== null && issue.closedAt <= at;
  return [
    {
      ...issue,
      closedAt: isClosed ? issue.closedAt : null,
      closedBy: isClosed ? issue.closedBy : null,
      updatedAt: Math.max(...moments),
      comments: issue.comments.filter(({ createdAt }) => createdAt <= at),
    },
  ];
}

function incidentActivity(incident: SimIncident): readonly Instant[] {
  return [
    incident.createdAt,
    ...incident.acknowledgements.map(({ at }) => at),
    ...(incident.resolvedAt === null ? [] : [incident.resolvedAt]),
    ...incident.notes.map(({ at }) => at),
    ...incident.changeEvents.map(({ at }) => at),
  ];
}

function incidentAsOf(incident: SimIncident, at: Instant): readonly SimIncident[] {
  if (incident.createdAt > at) {
    return [];
  }
  const isResolved = incident.resolvedAt !== null && incident.resolvedAt <= at;
  if (isResolved && incidentActivity(incident).every((moment) => moment <= at)) {
    return [incident];
  }
  const until = <One extends { readonly at: Instant }>(list: readonly One[]) => list.filter((one) => one.at <= at);
  return [
    {
      ...incident,
      acknowledgements: until(incident.acknowledgements),
      resolvedAt: isResolved ? incident.resolvedAt : null,
      mergedInto: isResolved ? incident.mergedInto : null,
      notes: until(incident.notes),
      changeEvents: until(incident.changeEvents),
    },
  ];
}

/** The default branch, oldest commit first, and when each became its tip. */
export interface Mainline {
  headAt(at: Instant): string | null;
  momentsAfter(from: Instant): readonly Instant[];
}

export function mainlineOf(repository: SimRepository): Mainline {
  const steps: Array<{ readonly sha: string; at: Instant }> = [];
  for (let sha = repository.head; sha !== null;) {
    const commit = repository.commits.get(sha);
    if (commit === undefined) {
      break;
    }
    steps.push({ sha, at: commit.committedAt });
    sha = commit.parents[0] ?? null;
  }
  steps.reverse();
  // A commit can be dated before the one it follows; it cannot have been there before.
  for (let index = 1; index < steps.length; index++) {
    steps[index].at = Math.max(steps[index].at, steps[index - 1].at);
  }
  return {
    headAt(at) {
      let low = 0;
      let high = steps.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (steps[middle].at <= at) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return steps[low - 1]?.sha ?? null;
    },
    momentsAfter: (from) => steps.map(({ at }) => at).filter((at) => at > from),
  };
}
