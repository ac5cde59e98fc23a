import { Change, Deployment, Events } from '../../events';
import { RepairFinding, repairsIn, Reversal, reversalsIn, Timeline, timelineOf } from '../attribution';
import {
  Arrival,
  arrivalsOf,
  Chain,
  chainsOf,
  compareDeployments,
  contain,
  ContainedChain,
  Contents,
  Gap,
  History,
  historyOf,
} from '../containment';
import { Ownership } from '../delivery';
import { recognise } from '../recognise';

/** What of a repository does not depend on its deployments. */
export interface Chronicle {
  readonly history: History;
  readonly reversals: readonly Reversal[];
}

/** O(n log n) in commits and changes. */
export function chronicleOf(repository: string, events: Events, ownership: Ownership): Chronicle {
  const history = historyOf(repository, events, ownership);
  return { history, reversals: reversalsIn(history) };
}

/** Everything about a repository that depends on no other one and on no choice of a query. */
export interface RepositoryAnalysis {
  readonly repository: string;
  /** Production deployments of every status, in order. */
  readonly deployments: readonly Deployment[];
  readonly chains: readonly AnalysedChain[];
  /** In order. */
  readonly changes: readonly Change[];
  readonly arrivals: ReadonlyMap<Change, Arrival>;
  /** Oldest merge first; nothing for the first deployment of a chain, because that cannot be known. */
  readonly delivered: ReadonlyMap<Deployment, readonly Change[]>;
  readonly timeline: Timeline;
  /** Where the commit graph did not tell what was delivered. */
  readonly gaps: readonly Gap[];
}

export interface AnalysedChain extends Chain {
  /** Where its changes landed is not kept: they have arrived (`arrivals`). */
  readonly contents: Omit<Contents, 'landings'>;
  readonly findings: readonly RepairFinding[];
}

/**
 * `events` of this repository alone; those of other kinds than a chronicle rests on may be fewer than it was made of.
 * O(n log n + commits and changes once per environment).
 */
export function analyseRepository(
  repository: string,
  events: Events,
  ownership: Ownership,
  { history, reversals }: Chronicle = chronicleOf(repository, events, ownership)
): RepositoryAnalysis {
  const deployments = recognise(events, ownership).sort(compareDeployments);
  const delivered = new Map<Deployment, Change[]>();
  const contained = chainsOf(deployments).map((chain): ContainedChain => ({
    ...chain,
    contents: contain(chain, history),
  }));
  const chains = contained.map((chain): AnalysedChain => {
    collectDelivered(chain, history, delivered);
    const deliveredAt = (position: number) => delivered.get(chain.deployments[position]) ?? [];
    const { positions, gaps, isWhole, returnsBeforeFirst } = chain.contents;
    return {
      ...chain,
      contents: { positions, gaps, isWhole, returnsBeforeFirst },
      findings: repairsIn(chain, history, reversals, deliveredAt, ownership),
    };
  });
  return {
    repository,
    deployments,
    chains,
    changes: history.changes,
    arrivals: arrivalsOf(contained),
    delivered,
    timeline: timelineOf(repository, deployments),
    gaps: chains.flatMap(({ contents }) => contents.gaps),
  };
}

function collectDelivered(
  { deployments, contents }: ContainedChain,
  history: History,
  delivered: Map<Deployment, Change[]>
): void {
  for (const change of history.changes) {
    const landing = contents.landings.get(change);
    if (landing !== undefined && landing.position > 0) {
      const deployment = deployments[landing.position];
      const known = delivered.get(deployment);
      if (known === undefined) {
        delivered.set(deployment, [change]);
      } else {
        known.push(change);
      }
    }
  }
}
