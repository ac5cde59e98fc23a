import { isRework } from './attribution';
import { Delivery, DeploymentFact, Ownership } from './delivery';
import { Observed } from './observed';
import { isSuccessful, overDeployments } from './population';
import { Attribution } from './rules';

/** 1 for each successful production deployment that is unplanned rework by the rules' wording, 0 for the rest (METRICS.md §2). */
export function deploymentReworkRate(
  delivery: Delivery,
  attribution: Attribution,
  ownership: Ownership
): Observed<DeploymentFact> {
  return overDeployments(delivery, isSuccessful, (fact) =>
    isRework(fact, ownership.rulesOf(fact.deployment.repository).reworkWording, attribution) ? 1 : 0
  );
}
