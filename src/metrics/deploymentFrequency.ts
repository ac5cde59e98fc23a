import { Delivery, DeploymentFact } from './delivery';
import { Observed } from './observed';
import { isSuccessful, overDeployments } from './population';

/** Each successful production deployment counts 1 when it finished (METRICS.md §2). */
export function deploymentFrequency(delivery: Delivery): Observed<DeploymentFact> {
  return overDeployments(delivery, isSuccessful, () => 1);
}
