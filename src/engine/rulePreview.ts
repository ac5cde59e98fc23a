import { Deployment, Incident, Instant, noEvents } from '../events';
import { recognise, Ownership, Rules } from '../metrics';
import {
  filteredOut,
  isAmong,
  isStandingAttempt,
  NotCounted,
  standingAmong,
  whyNotDeployment,
  whyNotRelease,
  whyNotRun,
} from './counting';
import { RecentActivity, RecentIssue, RecentPullRequest } from '../sources';

/** What an event counts as; null: as nothing. */
export type Counts = 'deployment' | 'failedDeployment' | 'change' | 'changeAndDeployment' | 'incident' | null;

export type PreviewKind = 'deployment' | 'run' | 'release' | 'tag' | 'pullRequest' | 'incident' | 'issue';

export interface Verdict {
  readonly kind: PreviewKind;
  readonly id: string;
  /** What a person knows it by: `production (1f3c9ab)`, `Deploy (main)`, a tag, `#7 Title`. */
  readonly name: string;
  readonly at: Instant;
  readonly url: string | null;
  readonly counts: Counts;
  /** Null exactly where it counts. */
  readonly reason: NotCounted | null;
}

export interface PreviewInput {
  readonly activity: RecentActivity;
  readonly incidents: readonly Incident[];
  readonly rules: Rules;
  /** Repositories the settings map a service to; null: they say nothing about it. */
  readonly repositoriesOfService: Ownership['repositoriesOfService'];
}

/**
 * Which of a repository's newest events the rules count, and why not the others; newest first within each kind. What is a
 * deployment is asked of `recognise` itself, so that this can say nothing the numbers do not. Pure; O(n log n).
 */
export function previewRules({ activity, incidents, rules, repositoriesOfService }: PreviewInput): readonly Verdict[] {
  const { name, defaultBranch } = activity.repository;
  const ownership: Ownership = {
    rulesOf: () => rules,
    teamsOfRepository: () => [],
    teamsOfService: () => [],
    repositoriesOfService: () => null,
    defaultBranchOf: () => defaultBranch,
  };
  const { deployments, runs, releases } = activity;
  const recognised = recognise({ ...noEvents(), deployments, runs, releases }, ownership);
  const standingOf = standingAmong(recognised);

  const verdicts: Verdict[] = [
    ...deployments.map((one) =>
      verdict(
        {
          kind: 'deployment',
          id: one.id,
          name: withDetail(one.environment, one.sha.slice(0, 7)),
          at: one.finishedAt ?? one.createdAt,
          url: one.url,
        },
        standingOf('deployment', one.id),
        rules,
        () => whyNotDeployment(one, rules)
      )
    ),
    ...runs.map((one) => {
      const found = standingOf('run', one.id);
      // Attempts share an id: only one of them is the deployment.
      const own =
        found !== undefined && (found.sha !== one.sha || !isStandingAttempt(one, runs, found)) ? undefined : found;
      return verdict(
        {
          kind: 'run',
          id: `${one.id}/${one.attempt}`,
          name: withDetail(one.workflow, one.branch),
          at: one.startedAt ?? one.createdAt,
          url: one.url,
        },
        own,
        rules,
        () => whyNotRun(one, rules, found !== undefined)
      );
    }),
    ...releases.map((one) =>
      verdict(
        {
          kind: one.isTagOnly ? 'tag' : 'release',
          id: one.id,
          name: one.tag,
          at: one.publishedAt ?? one.createdAt,
          url: one.url,
        },
        standingOf(one.isTagOnly ? 'tag' : 'release', one.id),
        rules,
        () => whyNotRelease(one, rules)
      )
    ),
    ...activity.pullRequests.map((one) => judgePullRequest(one, rules, defaultBranch)),
    ...incidents.map((one) => judgeIncident(one, rules, name, repositoriesOfService)),
    ...activity.issues.map((one) => judgeIssue(one, rules)),
  ];
  return verdicts.sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || b.at - a.at);
}

function withDetail(name: string, detail: string | null): string {
  return detail === null ? name : `${name} (${detail})`;
}

const kinds: readonly PreviewKind[] = ['deployment', 'run', 'release', 'tag', 'pullRequest', 'incident', 'issue'];

type Named = Omit<Verdict, 'counts' | 'reason'>;

function verdict(named: Named, standing: Deployment | undefined, rules: Rules, whyNot: () => NotCounted): Verdict {
  if (standing === undefined) {
    return { ...named, counts: null, reason: whyNot() };
  }
  switch (standing.status) {
    case 'success':
      return { ...named, counts: 'deployment', reason: null };
    case 'failure':
      return rules.countFailedPipelines
        ? { ...named, counts: 'failedDeployment', reason: null }
        : { ...named, counts: null, reason: { code: 'failed' } };
    case 'pending':
      return { ...named, counts: null, reason: { code: 'pending' } };
  }
}

function judgePullRequest(one: RecentPullRequest, rules: Rules, defaultBranch: string | null): Verdict {
  const named: Named = {
    kind: 'pullRequest',
    id: String(one.number),
    name: `#${one.number} ${one.title}`,
    at: one.mergedAt ?? one.updatedAt,
    url: one.url,
  };
  const no = (reason: NotCounted): Verdict => ({ ...named, counts: null, reason });
  if (one.state !== 'merged') {
    return no({ code: one.state === 'closed' ? 'closed' : one.isDraft ? 'draft' : 'open' });
  }
  if (defaultBranch !== null && one.baseBranch !== null && one.baseBranch !== defaultBranch) {
    return no({ code: 'baseBranch', branch: one.baseBranch, defaultBranch });
  }
  const isDeployment = rules.deploymentSource === 'merges' && one.sha !== null;
  if (rules.changeUnit === 'commit') {
    return isDeployment ? { ...named, counts: 'deployment', reason: null } : no({ code: 'commits' });
  }
  return { ...named, counts: isDeployment ? 'changeAndDeployment' : 'change', reason: null };
}

function judgeIncident(
  incident: Incident,
  rules: Rules,
  repository: string,
  repositoriesOfService: Ownership['repositoriesOfService']
): Verdict {
  const { service, serviceId } = incident;
  const reason =
    filteredOut(incident, rules) ?? elsewhere(repositoriesOfService(service, serviceId), service, repository);
  return {
    kind: 'incident',
    id: incident.id,
    name: incident.title,
    at: incident.createdAt,
    url: incident.url,
    counts: reason === null ? 'incident' : null,
    reason,
  };
}

/** A service nobody mapped may concern any repository: then the rules that name a deployment decide. */
function elsewhere(
  repositories: readonly string[] | null,
  service: string | null,
  repository: string
): NotCounted | null {
  return repositories === null || repositories.some((name) => name.toLowerCase() === repository.toLowerCase())
    ? null
    : { code: 'service', service: service ?? '', repositories };
}

function judgeIssue(one: RecentIssue, { incidentLabels }: Rules): Verdict {
  const reason: NotCounted | null =
    incidentLabels.length === 0
      ? { code: 'noIncidentLabels' }
      : one.labels.some((label) => isAmong(label, incidentLabels))
        ? null
        : { code: 'label', wanted: incidentLabels };
  return {
    kind: 'issue',
    id: String(one.number),
    name: `#${one.number} ${one.title}`,
    at: one.createdAt,
    url: one.url,
    counts: reason === null ? 'incident' : null,
    reason,
  };
}
