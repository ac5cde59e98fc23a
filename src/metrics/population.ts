import { Delivery, DeploymentFact, Ownership } from './delivery';
import { Observed, ObservedFact } from './observed';

/** Rates and counts over deployments: one observation each, in the period in which the deployment finished. */
export function overDeployments(
  delivery: Delivery,
  isCounted: (fact: DeploymentFact) => boolean,
  valueOf: (fact: DeploymentFact) => number
): Observed<DeploymentFact> {
  const items = delivery.deployments.filter(isCounted).flatMap((fact): Array<ObservedFact<DeploymentFact>> => {
    const { finishedAt } = fact.deployment;
    return finishedAt === null ? [] : [{ observation: { at: finishedAt, value: valueOf(fact) }, fact }];
  });
  return { items, open: [], unknown: [], approximate: 0 };
}

/** METRICS.md §2: the denominator of every rate. */
export function isSuccessful({ deployment }: DeploymentFact): boolean {
  return deployment.status === 'success';
}

/** Successful ones, and those whose pipeline failed where the rules count these as failed changes. */
export function mayHaveFailed({ deployment }: DeploymentFact, ownership: Ownership): boolean {
  return (
    deployment.status === 'success' ||
    (deployment.status === 'failure' && ownership.rulesOf(deployment.repository).countFailedPipelines)
  );
}
