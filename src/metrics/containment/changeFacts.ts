import { Change } from '../../events';
import { ChangeFact, Ownership } from '../delivery';
import { Chain, compareDeployments, FinishedDeployment } from './chains';
import { Contents } from './contain';
import { compareChanges, History } from './history';
import { secondsBetween, startOf } from './leadTime';

/** A chain with what its deployments contain. */
export interface ContainedChain extends Chain {
  readonly contents: Contents;
}

interface Arrival {
  readonly deployment: FinishedDeployment;
  readonly isFirstOfChain: boolean;
  readonly approximate: boolean;
}

/**
 * Every change with its first production deployment over all environments. Where that one is the first known of its
 * environment, what it delivered cannot be known, and there is no lead time. O(changes · environments + n log n).
 */
export function changeFactsOf(
  histories: ReadonlyMap<string, History>,
  chains: readonly ContainedChain[],
  ownership: Ownership
): ReadonlyMap<Change, ChangeFact> {
  const arrivals = new Map<Change, Arrival>();
  for (const { deployments, contents } of chains) {
    for (const [change, { position, approximate }] of contents.landings) {
      const arrival = { deployment: deployments[position], isFirstOfChain: position === 0, approximate };
      const known = arrivals.get(change);
      if (known === undefined || compareDeployments(arrival.deployment, known.deployment) < 0) {
        arrivals.set(change, arrival);
      }
    }
  }
  const changes = [...histories.values()].flatMap((history) => history.changes).sort(compareChanges);
  return new Map(changes.map((change) => [change, factOf(change, arrivals.get(change) ?? null, ownership)]));
}

function factOf(change: Change, arrival: Arrival | null, ownership: Ownership): ChangeFact {
  const teams = ownership.teamsOfRepository(change.repository);
  if (arrival === null) {
    return {
      change,
      teams,
      deployment: null,
      deployedAt: null,
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
    deployedAt: deployment.finishedAt,
    leadTime: isKnown ? secondsBetween(start, deployment.finishedAt) : null,
    reason: isKnown ? null : isFirstOfChain ? 'firstDeployment' : 'noStart',
    approximate,
  };
}
