import { Deployment, Incident, Instant, noEvents, Release, Run } from '../events';
import { compilePattern, DeploymentSource, recognise, Ownership, Rules } from '../metrics';
import { RecentActivity, RecentIncident, RecentIssue, RecentPullRequest } from '../sources';

/** What an event counts as; null: as nothing. */
export type Counts = 'deployment' | 'failedDeployment' | 'change' | 'changeAndDeployment' | 'incident' | null;

/** Why an event is not counted (METRICS.md §1), with what a person needs to mend it. */
export type NotCounted =
  /** Deployments are read from something else here. */
  | { readonly code: 'otherSource'; readonly source: DeploymentSource }
  | { readonly code: 'environment'; readonly environment: string; readonly pattern: string }
  | { readonly code: 'failed' }
  | { readonly code: 'pending' }
  /** Neither success nor failure: cancelled, skipped … */
  | { readonly code: 'conclusion'; readonly conclusion: string }
  | { readonly code: 'workflow'; readonly workflow: string; readonly pattern: string }
  | { readonly code: 'branch'; readonly branch: string | null; readonly pattern: string }
  | { readonly code: 'event'; readonly event: string | null; readonly events: readonly string[] }
  /** No job of this name ran to an end. */
  | { readonly code: 'job'; readonly pattern: string }
  /** Another attempt of the same run stands for it. */
  | { readonly code: 'otherAttempt' }
  | { readonly code: 'draft' }
  | { readonly code: 'prerelease' }
  | { readonly code: 'unpublished' }
  | { readonly code: 'tag'; readonly tag: string; readonly pattern: string }
  | { readonly code: 'tagOnly' }
  /** The release of this tag stands for it. */
  | { readonly code: 'sameTag' }
  | { readonly code: 'open' }
  | { readonly code: 'closed' }
  | { readonly code: 'baseBranch'; readonly branch: string; readonly defaultBranch: string }
  /** Changes are commits here. */
  | { readonly code: 'commits' }
  | { readonly code: 'merged'; readonly into: string }
  | { readonly code: 'urgency'; readonly urgency: string | null; readonly wanted: readonly string[] }
  | { readonly code: 'priority'; readonly priority: string | null; readonly wanted: readonly string[] }
  /** Its service belongs to others. */
  | { readonly code: 'service'; readonly service: string; readonly repositories: readonly string[] }
  | { readonly code: 'noIncidentLabels' }
  | { readonly code: 'label'; readonly wanted: readonly string[] };

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
  readonly incidents: readonly RecentIncident[];
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
  const standing = new Map(recognised.map((deployment) => [`${deployment.origin}\n${deployment.id}`, deployment]));
  const standingOf = (origin: Deployment['origin'], id: string) => standing.get(`${origin}\n${id}`);

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

/** Asked only of what is not recognised. */
function whyNotDeployment({ environment }: Deployment, rules: Rules): NotCounted {
  return rules.deploymentSource === 'deployments'
    ? { code: 'environment', environment, pattern: rules.environmentPattern }
    : { code: 'otherSource', source: rules.deploymentSource };
}

function isStandingAttempt(run: Run, runs: readonly Run[], standing: Deployment): boolean {
  const attempts = runs.filter(({ id, sha }) => id === run.id && sha === run.sha);
  return attempts.length === 1 || run.startedAt === standing.startedAt;
}

function whyNotRun(run: Run, rules: Rules, isStoodFor: boolean): NotCounted {
  const { deploymentSource, workflowPattern, branchPattern, workflowEvents, jobPattern } = rules;
  if (deploymentSource !== 'workflow') {
    return { code: 'otherSource', source: deploymentSource };
  }
  if (!matches(workflowPattern, run.workflow)) {
    return { code: 'workflow', workflow: run.workflow, pattern: workflowPattern };
  }
  if (!matches(branchPattern, run.branch)) {
    return { code: 'branch', branch: run.branch, pattern: branchPattern };
  }
  const isWanted = (event: string) => workflowEvents.some((one) => one.toLowerCase() === event.toLowerCase());
  if (workflowEvents.length > 0 && (run.event === null || !isWanted(run.event))) {
    return { code: 'event', event: run.event, events: workflowEvents };
  }
  if (isStoodFor) {
    return { code: 'otherAttempt' };
  }
  return jobPattern === ''
    ? { code: 'conclusion', conclusion: run.conclusion ?? '' }
    : { code: 'job', pattern: jobPattern };
}

function whyNotRelease(release: Release, rules: Rules): NotCounted {
  const { deploymentSource, includePrereleases, tagPattern } = rules;
  if (deploymentSource !== 'releases' && deploymentSource !== 'tags') {
    return { code: 'otherSource', source: deploymentSource };
  }
  if (release.isDraft) {
    return { code: 'draft' };
  }
  if (release.isPrerelease && !includePrereleases) {
    return { code: 'prerelease' };
  }
  if (!matches(tagPattern, release.tag)) {
    return { code: 'tag', tag: release.tag, pattern: tagPattern };
  }
  if (deploymentSource === 'releases' && release.isTagOnly) {
    return { code: 'tagOnly' };
  }
  return deploymentSource === 'releases' && release.publishedAt === null
    ? { code: 'unpublished' }
    : { code: 'sameTag' };
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
  { incident, mergedInto }: RecentIncident,
  rules: Rules,
  repository: string,
  repositoriesOfService: Ownership['repositoriesOfService']
): Verdict {
  const { service, serviceId } = incident;
  const reason =
    mergedInto !== null
      ? ({ code: 'merged', into: mergedInto } as const)
      : (filteredOut(incident, rules) ?? elsewhere(repositoriesOfService(service, serviceId), service, repository));
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

function filteredOut({ urgency, priority }: Incident, rules: Rules): NotCounted | null {
  if (!isAmong(urgency, rules.urgencies)) {
    return { code: 'urgency', urgency, wanted: rules.urgencies };
  }
  return isAmong(priority, rules.priorities) ? null : { code: 'priority', priority, wanted: rules.priorities };
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

/** As the rules match names: an empty pattern matches all, an invalid one nothing, an unknown name only the empty one. */
function matches(pattern: string, name: string | null): boolean {
  return name === null ? pattern === '' : compilePattern(pattern)?.test(name) === true;
}

function isAmong(name: string | null, wanted: readonly string[]): boolean {
  return wanted.length === 0 || (name !== null && wanted.some((one) => one.toLowerCase() === name.toLowerCase()));
}
