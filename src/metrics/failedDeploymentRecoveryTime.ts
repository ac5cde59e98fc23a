import { failureOf } from './attribution';
import { Delivery, DeploymentFact, Failure, Ownership } from './delivery';
import { Observed, ObservedFact, StandingFact } from './observed';
import { Attribution } from './rules';

export interface FailedDeployment {
  readonly deployment: DeploymentFact;
  readonly failure: Failure;
}

/**
 * Seconds until each failed deployment was recovered from, in the period in which it finished (METRICS.md §2 and §4).
 * Open: not recovered yet.
 */
export function failedDeploymentRecoveryTime(
  delivery: Delivery,
  attribution: Attribution,
  ownership: Ownership
): Observed<FailedDeployment> {
  const items: Array<ObservedFact<FailedDeployment>> = [];
  const open: Array<StandingFact<FailedDeployment>> = [];
  for (const fact of delivery.deployments) {
    const { deployment } = fact;
    const failure = failureOf(fact, attribution, ownership.rulesOf(deployment.repository));
    if (failure === null || deployment.finishedAt === null) {
      continue;
    }
    const failed = { deployment: fact, failure };
    if (failure.recoveryTime === null) {
      open.push({ at: deployment.finishedAt, fact: failed });
    } else {
      items.push({ observation: { at: deployment.finishedAt, value: failure.recoveryTime }, fact: failed });
    }
  }
  return { items, open, unknown: [], approximate: 0 };
}
