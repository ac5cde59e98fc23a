import { Change, Deployment, Events, Release } from '../../events';
import { Ownership } from '../delivery';
import { Rules } from '../rules';
import { matchersOf } from './matchers';
import { deploymentsFromRuns } from './runs';

/**
 * The production deployments among the events, of every status, by each repository's own rules (METRICS.md §1). A feed's
 * own deployments count whatever the rules read deployments from. Order follows the events'; O(events).
 */
export function recognise(events: Events, ownership: Ownership): Deployment[] {
  const rulesOf = (repository: string) => ownership.rulesOf(repository);
  const stated = events.deployments.filter(
    (one) => one.origin === 'feed' || rulesOf(one.repository).deploymentSource === 'deployments'
  );
  const recognised = [
    ...stated,
    ...deploymentsFromRuns(events.runs, rulesOf),
    ...fromReleases(events.releases, rulesOf),
    ...events.changes.filter((change) => isDeployedMerge(change, ownership)).flatMap(fromMerge),
  ];
  return recognised.filter((one) => isProduction(one, rulesOf(one.repository)));
}

/**
 * Whether a deployment reached production: by its environment's name where it has one. What was recognised from runs,
 * releases, tags or merges is production because the rule that recognised it says so.
 */
export function isProduction(deployment: Deployment, rules: Rules): boolean {
  return deployment.origin === 'deployment' || deployment.origin === 'feed'
    ? matchersOf(rules).environment(deployment.environment)
    : true;
}

/** A tag with a release and the bare tag of the same name are one deployment. */
function fromReleases(releases: readonly Release[], rulesOf: (repository: string) => Rules): Deployment[] {
  const byTag = new Map<string, Deployment>();
  for (const release of releases) {
    const rules = rulesOf(release.repository);
    if (!counts(release, rules)) {
      continue;
    }
    const deployment = fromRelease(release);
    const key = `${release.repository}\n${release.tag}`;
    const known = byTag.get(key);
    const isBetter =
      known === undefined ||
      (known.origin === deployment.origin ? deployment.id < known.id : deployment.origin === 'release');
    if (isBetter) {
      byTag.set(key, deployment);
    }
  }
  return [...byTag.values()];
}

function counts(release: Release, rules: Rules): boolean {
  const isWanted =
    !release.isDraft && (rules.includePrereleases || !release.isPrerelease) && matchersOf(rules).tag(release.tag);
  switch (rules.deploymentSource) {
    case 'releases':
      return isWanted && !release.isTagOnly && release.publishedAt !== null;
    case 'tags':
      return isWanted;
    default:
      return false;
  }
}

/** Publishing is what deploys: a draft may have lain around for weeks with another commit behind it. */
function fromRelease(release: Release): Deployment {
  const at = release.publishedAt ?? release.createdAt;
  return {
    id: release.id,
    repository: release.repository,
    environment: 'production',
    sha: release.sha,
    status: 'success',
    createdAt: at,
    startedAt: at,
    finishedAt: at,
    url: release.url,
    service: null,
    ref: release.tag,
    origin: release.isTagOnly ? 'tag' : 'release',
  };
}

function isDeployedMerge(change: Change, ownership: Ownership): boolean {
  return ownership.rulesOf(change.repository).deploymentSource === 'merges' && mayBeOnDefaultBranch(change, ownership);
}

/** False only when both branches are known and differ. */
export function mayBeOnDefaultBranch(change: Change, ownership: Ownership): boolean {
  const defaultBranch = ownership.defaultBranchOf?.(change.repository) ?? null;
  return defaultBranch === null || change.baseBranch === null || change.baseBranch === defaultBranch;
}

function fromMerge(change: Change): Deployment[] {
  const sha = change.mergeSha ?? change.headSha;
  return sha === null
    ? []
    : [
        {
          id: change.id,
          repository: change.repository,
          environment: 'production',
          sha,
          status: 'success',
          createdAt: change.mergedAt,
          startedAt: change.mergedAt,
          finishedAt: change.mergedAt,
          url: change.url,
          service: null,
          ref: change.baseBranch,
          origin: 'merge',
        },
      ];
}
