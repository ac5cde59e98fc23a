import { Change } from '../../events';
import { ChangeFact, Ownership } from '../delivery';
import { Chain, compareDeployments, FinishedDeployment } from './chains';
import { Contents, Landing } from './contain';
import { secondsBetween, startOf } from './leadTime';

/** A chain with what its deployments contain. */
export interface ContainedChain extends Chain {
  readonly contents: Contents;
}

/** The first production deployment of a change, over all environments. One for all changes that landed alike. */
export interface Arrival {
  readonly deployment: FinishedDeployment;
  /** The first known of its environment: what it delivered cannot be known. */
  readonly isFirstOfChain: boolean;
  readonly approximate: boolean;
}

/** Where the changes of one repository arrived first. O(changes · environments). */
export function arrivalsOf(chains: readonly ContainedChain[]): ReadonlyMap<Change, Arrival> {
  const arrivals = new Map<Change, Arrival>();
  for (const { deployments, contents } of chains) {
    const alike = new Map<Landing, Arrival>();
    for (const [change, landing] of contents.landings) {
      const { position, approximate } = landing;
      const deployment = deployments[position];
      const known = arrivals.get(change);
      if (known === undefined || compareDeployments(deployment, known.deployment) < 0) {
        const arrival = alike.get(landing) ?? { deployment, isFirstOfChain: position === 0, approximate };
        alike.set(landing, arrival);
        arrivals.set(change, arrival);
      }
    }
  }
  return arrivals;
}

/** A change with its first production deployment; `arrival` null: it has reached none. */
export function changeFactOf(change: Change, arrival: Arrival | null, ownership: Ownership): ChangeFact {
  const teams = ownership.teamsOfRepository(change.repository);
  if (arrival === null) {
    return {
      change,
      teams,
      deployment: null,
      leadTime: null,
      reason: 'notDeployed',
      approximate: false,
    };
  }
  const { deployment, isFirstOfChain, approximate } = arrival;
  const start = startOf(change, ownership.rulesOf(change.repository).leadTimeStart);
  const isKnown = !isFirstOfChain && start !== null;
  return {
    change,
    teams,
    deployment,
    leadTime: isKnown ? secondsBetween(start, deployment.finishedAt) : null,
    reason: isKnown ? null : isFirstOfChain ? 'firstDeployment' : 'noStart',
    approximate,
  };
}
