import { failureOf } from './attribution';
import { Delivery, DeploymentFact, Ownership } from './delivery';
import { Observed } from './observed';
import { mayHaveFailed, overDeployments } from './population';
import { Attribution } from './rules';

/** 1 for each production deployment that failed, 0 for each that did not, however often it failed (METRICS.md §2). */
export function changeFailRate(
  delivery: Delivery,
  attribution: Attribution,
  ownership: Ownership
): Observed<DeploymentFact> {
  return overDeployments(
    delivery,
    (fact) => mayHaveFailed(fact, ownership),
    (fact) => (failureOf(fact, attribution, ownership.rulesOf(fact.deployment.repository)) === null ? 0 : 1)
  );
}
