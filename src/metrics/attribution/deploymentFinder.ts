import { Deployment, Incident, Instant } from '../../events';
import { ChangeFact } from '../delivery';
import { compareDeployments, ContainedChain } from '../containment';
import { Mention } from './mentions';
import { ShaIndex } from './shaIndex';

/** Finds the deployment that a name, a commit or a pull request stands for. */
export class DeploymentFinder {
  private readonly byName = new Map<string, Deployment[]>();
  private readonly byPullRequest = new Map<string, Deployment>();
  private shas: ShaIndex | null = null;

  constructor(
    deployments: readonly Deployment[],
    private readonly chains: readonly ContainedChain[],
    changes: Iterable<ChangeFact>
  ) {
    for (const deployment of deployments) {
      this.name(deployment.id, deployment);
      const isTagged = deployment.origin === 'release' || deployment.origin === 'tag';
      if (isTagged && deployment.ref !== null && deployment.ref !== deployment.id) {
        this.name(deployment.ref, deployment);
      }
    }
    for (const { change, deployment } of changes) {
      if (change.number !== null && deployment !== null) {
        this.byPullRequest.set(pullRequestKey(change.repository, change.number), deployment);
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
          : (this.byPullRequest.get(pullRequestKey(repository, mention.number)) ?? null);
      }
    }
  }

  /** The first deployment that contains the commit, over all environments. */
  private ofSha(name: string, repositories: readonly string[]): Deployment | null {
    this.shas ??= new ShaIndex(shasOf(this.chains));
    const shas = this.shas.matching(name);
    if (shas.length === 0) {
      return null;
    }
    const containing: Array<{ sha: string; deployment: Deployment }> = [];
    for (const { deployments, contents } of this.chains) {
      for (const sha of shas) {
        const position = contents.positions.get(sha);
        if (position !== undefined) {
          containing.push({ sha, deployment: deployments[position] });
        }
      }
    }
    const preferred = containing.filter(({ deployment }) => repositories.includes(deployment.repository));
    const candidates = preferred.length > 0 ? preferred : containing;
    const isAmbiguous = candidates.some(({ sha }) => sha !== candidates[0].sha);
    return isAmbiguous ? null : (candidates.map(({ deployment }) => deployment).sort(compareDeployments)[0] ?? null);
  }

  private name(name: string, deployment: Deployment): void {
    const known = this.byName.get(name);
    if (known === undefined) {
      this.byName.set(name, [deployment]);
    } else {
      known.push(deployment);
    }
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

function* shasOf(chains: readonly ContainedChain[]): Iterable<string> {
  for (const { contents } of chains) {
    yield* contents.positions.keys();
  }
}
