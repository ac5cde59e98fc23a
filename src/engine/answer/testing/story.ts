import { Change, Deployment, Incident } from '../../../events';
import { analyse, Delivery, Ownership, Rules } from '../../../metrics';
import { givenDeployment, givenEvents, givenIncident, givenLine, givenOwnership } from '../../../metrics/givenEvents';

/** One short story, minutes from 1970: a1 is deployed as d1 at 100, then each case says what else happens. */

export interface Story {
  readonly deployments?: readonly Deployment[];
  readonly changes?: readonly Change[];
  readonly incidents?: readonly Incident[];
  readonly rules?: Partial<Rules>;
  readonly more?: Partial<Ownership>;
}

export function told({ deployments = [], changes = [], incidents = [], rules = {}, more = {} }: Story): {
  readonly delivery: Delivery;
  readonly ownership: Ownership;
} {
  const ownership = givenOwnership(rules, more);
  const events = givenEvents({
    commits: givenLine('a1', 'b2', 'c3'),
    deployments: [givenDeployment('d1', 'a1', 100), ...deployments],
    changes,
    incidents,
  });
  return { delivery: analyse(events, ownership), ownership };
}

export const d2 = givenDeployment('d2', 'b2', 200);
export const named = givenIncident('P1', 260, 300, { deployment: 'd2' });
export const near = givenIncident('P1', 260, 300, { service: 'pay' });
export const back = givenDeployment('d3', 'a1', 320);
