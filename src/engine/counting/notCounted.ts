import { Deployment, Incident, Release, Run } from '../../events';
import { DeploymentSource, matchersOf, Rules } from '../../metrics';

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

/** What the rules recognised, found by the event it was recognised from. `recognised`: of one repository. */
export function standingAmong(
  recognised: readonly Deployment[]
): (origin: Deployment['origin'], id: string) => Deployment | undefined {
  const standing = new Map(recognised.map((deployment) => [`${deployment.origin}\n${deployment.id}`, deployment]));
  return (origin, id) => standing.get(`${origin}\n${id}`);
}

/** Asked only of what is not recognised. */
export function whyNotDeployment({ environment, origin }: Deployment, rules: Rules): NotCounted {
  // A feed's own count whatever deployments are read from.
  return origin === 'feed' || rules.deploymentSource === 'deployments'
    ? { code: 'environment', environment, pattern: rules.environmentPattern }
    : { code: 'otherSource', source: rules.deploymentSource };
}

/** Attempts of a run share its id: is this the one that stands for the deployment? */
export function isStandingAttempt(run: Run, runs: readonly Run[], standing: Deployment): boolean {
  const attempts = runs.filter(({ id, sha }) => id === run.id && sha === run.sha);
  return attempts.length === 1 || run.startedAt === standing.startedAt;
}

/** Asked only of what is not recognised; `isStoodFor`: another attempt of it is. */
export function whyNotRun(run: Run, rules: Rules, isStoodFor: boolean): NotCounted {
  const { deploymentSource, workflowPattern, branchPattern, workflowEvents, jobPattern } = rules;
  if (deploymentSource !== 'workflow') {
    return { code: 'otherSource', source: deploymentSource };
  }
  const { workflow, branch, event } = matchersOf(rules);
  if (!workflow(run.workflow)) {
    return { code: 'workflow', workflow: run.workflow, pattern: workflowPattern };
  }
  if (!branch(run.branch)) {
    return { code: 'branch', branch: run.branch, pattern: branchPattern };
  }
  if (!event(run.event)) {
    return { code: 'event', event: run.event, events: workflowEvents };
  }
  if (isStoodFor) {
    return { code: 'otherAttempt' };
  }
  return jobPattern === ''
    ? { code: 'conclusion', conclusion: run.conclusion ?? '' }
    : { code: 'job', pattern: jobPattern };
}

/** Asked only of what is not recognised. */
export function whyNotRelease(release: Release, rules: Rules): NotCounted {
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
  if (!matchersOf(rules).tag(release.tag)) {
    return { code: 'tag', tag: release.tag, pattern: tagPattern };
  }
  if (deploymentSource === 'releases' && release.isTagOnly) {
    return { code: 'tagOnly' };
  }
  return deploymentSource === 'releases' && release.publishedAt === null
    ? { code: 'unpublished' }
    : { code: 'sameTag' };
}

/** METRICS.md §1: what was merged is no incident; urgency and priority filters apply before anything is counted. Null: it passes. */
export function filteredOut({ urgency, priority, mergedInto }: Incident, rules: Rules): NotCounted | null {
  if (mergedInto !== null) {
    return { code: 'merged', into: mergedInto };
  }
  if (!isAmong(urgency, rules.urgencies)) {
    return { code: 'urgency', urgency, wanted: rules.urgencies };
  }
  return isAmong(priority, rules.priorities) ? null : { code: 'priority', priority, wanted: rules.priorities };
}

export function isAmong(name: string | null, wanted: readonly string[]): boolean {
  return wanted.length === 0 || (name !== null && wanted.some((one) => one.toLowerCase() === name.toLowerCase()));
}
