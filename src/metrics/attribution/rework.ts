import { DeploymentFact } from '../delivery';
import { Attribution, ReworkWording } from '../rules';

/**
 * Whether a deployment is unplanned rework (METRICS.md §2): rules 3 to 5 call it a repair. `userFacingBug` (the survey's
 * wording) takes all repairs, `incident` (the guide's) those that follow a linked incident; which links count then
 * depends on the attribution.
 */
export function isRework(
  fact: DeploymentFact,
  wording: ReworkWording,
  attribution: Attribution = 'inclusive'
): boolean {
  return (
    fact.deployment.status === 'success' &&
    fact.repairs.some(({ follows }) => wording === 'userFacingBug' || follows[attribution] !== null)
  );
}
