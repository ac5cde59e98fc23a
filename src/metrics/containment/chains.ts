import { Deployment, grouped, Instant } from '../../events';

/** Successful production deployments of one repository to one environment, in the order in which they finished. */
export interface Chain {
  readonly repository: string;
  readonly environment: string;
  readonly deployments: readonly FinishedDeployment[];
}

export interface FinishedDeployment extends Deployment {
  readonly status: 'success';
  readonly finishedAt: number;
}

/**
 * Chains of what `recognise` found. A success that nobody says the time of stands in no chain: it belongs to no period
 * and nothing can be said to follow it. O(n log n).
 */
export function chainsOf(deployments: readonly Deployment[]): readonly Chain[] {
  return [...grouped(deployments.filter(isFinishedSuccess), chainKey)]
    .sort(([a], [b]) => compareTexts(a, b))
    .map(([, members]) => ({
      repository: members[0].repository,
      environment: members[0].environment,
      deployments: members.sort(compareDeployments),
    }));
}

export function chainKey(deployment: Deployment): string {
  return `${deployment.repository}\n${deployment.environment}`;
}

export function isFinishedSuccess(deployment: Deployment): deployment is FinishedDeployment {
  return deployment.status === 'success' && deployment.finishedAt !== null;
}

/** By end (while there is none: by creation), then creation, then names: never by the order of arrival. */
export function compareDeployments(a: Deployment, b: Deployment): number {
  return (
    finishOf(a) - finishOf(b) ||
    a.createdAt - b.createdAt ||
    compareTexts(a.id, b.id) ||
    compareTexts(a.repository, b.repository) ||
    compareTexts(a.environment, b.environment)
  );
}

/** When it finished; while it has not, when it was made. */
export function finishOf({ finishedAt, createdAt }: Deployment): Instant {
  return finishedAt ?? createdAt;
}

/** By code unit: the same on every machine, unlike a locale's order. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
