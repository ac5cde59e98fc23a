import { compareChanges, compareDeployments } from '../containment';
import { Delivery } from '../delivery';
import { merged } from '../merged';
import { Slices } from '../slices';
import { Deliveries } from './deliveries';

/** Everything together, in the order of a `Delivery`. O(n log repositories). */
export function* joinDeliveries({ repositories, incidents }: Deliveries): Slices<Delivery> {
  return {
    deployments: yield* merged(
      repositories.map(({ deployments }) => deployments),
      (a, b) => compareDeployments(a.deployment, b.deployment)
    ),
    changes: yield* merged(
      repositories.map(({ changes }) => changes),
      (a, b) => compareChanges(a.change, b.change)
    ),
    incidents,
  };
}
