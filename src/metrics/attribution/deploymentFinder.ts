import { Change, Deployment, Incident, Instant } from '../../events';
import { compareChanges, compareDeployments } from '../containment';
import { Slices } from '../slices';
import { Mention } from './mentions';
import { ShaIndex } from './shaIndex';
import { Sightings } from './sightings';

/** Finds the deployment that a name, a commit or a pull request stands for, among what was sighted in all repositories. */
export class DeploymentFinder {
  private readonly byName = new Map<string, Deployment[]>();
  private readonly bySha = new Map<string, Deployment[]>();
  private readonly byPullRequest = new Map<string, { readonly change: Change; readonly deployment: Deployment }>();
  private shas: ShaIndex | null = null;

  private constructor() {}

  /** A repository a step: much may have been sighted in many. */
  static *among(sightings: Iterable<Sightings>): Slices<DeploymentFinder> {
    const finder = new DeploymentFinder();
    for (const sighted of sightings) {
      finder.add(sighted);
      yield;
    }
    return finder;
  }

  private add({ byName, bySha, byPullRequest }: Sightings): void {
    byName.forEach((deployments, name) => extend(this.byName, name, deployments));
    bySha.forEach((deployments, sha) => extend(this.bySha, sha, deployments));
    for (const [number, sighted] of byPullRequest) {
      const key = pullRequestKey(sighted.change.repository, number);
      const known = this.byPullRequest.get(key);
      // Two repositories may differ in case alone.
      if (known === undefined || compareChanges(known.change, sighted.change) < 0) {
        this.byPullRequest.set(key, sighted);
      }
    }
  }

  /** What an incident's own field, or a person's ruling, names: a deployment's id, its tag or its commit. */
  named(name: string, repositories: readonly string[]): Deployment | null {
    return pick(this.byName.get(name) ?? [], repositories) ?? this.ofSha(name, repositories);
  }

  /**
   * What a text mentions. Only what had begun before the incident: texts also name the deployment that mended it.
   * A bare `#n` counts only where exactly one repository can be meant.
   */
  mentioned(mention: Mention, incident: Incident, repositories: readonly string[]): Deployment | null {
    const found = this.resolve(mention, repositories);
    return found !== null && beginOf(found) <= incident.createdAt ? found : null;
  }

  private resolve(mention: Mention, repositories: readonly string[]): Deployment | null {
    switch (mention.kind) {
      case 'name':
        return pick(this.byName.get(mention.written) ?? [], repositories);
      case 'sha':
        return this.ofSha(mention.written, repositories);
      case 'pullRequest': {
        const repository = mention.repository ?? (repositories.length === 1 ? repositories[0] : null);
        return repository === null
          ? null
          : (this.byPullRequest.get(pullRequestKey(repository, mention.number))?.deployment ?? null);
      }
    }
  }

  /** The first deployment that contains the commit, over all environments. */
  private ofSha(name: string, repositories: readonly string[]): Deployment | null {
    this.shas ??= new ShaIndex(this.bySha.keys());
    const containing = this.shas
      .matching(name)
      .flatMap((sha) => (this.bySha.get(sha) ?? []).map((deployment) => ({ sha, deployment })));
    const preferred = containing.filter(({ deployment }) => repositories.includes(deployment.repository));
    const candidates = preferred.length > 0 ? preferred : containing;
    const isAmbiguous = candidates.some(({ sha }) => sha !== candidates[0].sha);
    return isAmbiguous ? null : (candidates.map(({ deployment }) => deployment).sort(compareDeployments)[0] ?? null);
  }
}

function extend(lists: Map<string, Deployment[]>, key: string, more: readonly Deployment[]): void {
  const known = lists.get(key);
  if (known === undefined) {
    lists.set(key, [...more]);
  } else {
    known.push(...more);
  }
}

/** Begin of a deployment: an incident can follow from it before it has finished. */
function beginOf(deployment: Deployment): Instant {
  return Math.min(deployment.startedAt ?? deployment.createdAt, deployment.createdAt);
}

/** The only one, or the only one in the incident's repositories; the first of one repository's several environments. */
function pick(candidates: readonly Deployment[], repositories: readonly string[]): Deployment | null {
  const preferred = candidates.filter((deployment) => repositories.includes(deployment.repository));
  const chosen = [...(preferred.length > 0 ? preferred : candidates)].sort(compareDeployments);
  const isAmbiguous = chosen.some((deployment) => deployment.repository !== chosen[0].repository);
  return isAmbiguous ? null : (chosen[0] ?? null);
}

function pullRequestKey(repository: string, number: number): string {
  return `${repository.toLowerCase()}#${number}`;
}
