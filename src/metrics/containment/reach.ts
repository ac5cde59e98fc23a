import { Events, Instant } from '../../events';
import { Ownership } from '../delivery';
import { recognise } from '../recognise';
import { byRepository, nothingKnown } from '../byRepository';
import { atOnce } from '../slices';
import { chainsOf } from './chains';
import { contain, Gap } from './contain';
import { History, historyOf } from './history';

/** A pair for the compare API: what does `head` have that `base` has not? */
export interface NeededComparison {
  readonly repository: string;
  readonly base: string;
  readonly head: string;
}

/** How far the commit graph tells what the deployments of a repository to an environment delivered. */
export interface Reach {
  readonly repository: string;
  readonly environment: string;
  /** The graph tells of every deployment. */
  readonly reaches: boolean;
  /** Deployed commits that are not in the graph, oldest deployment first: they lie on no fetched branch. */
  readonly unknownShas: readonly string[];
  /**
   * Deployments from which the graph ended before it met anything deployed before, and that no comparison helps: fetch
   * more history.
   */
  readonly ranOut: readonly RanOut[];
}

export interface RanOut {
  readonly deployment: string;
  /** The commit it did not find back to. */
  readonly predecessorSha: string;
  /** History older than this is missing. Null: the walk saw no dated commit. */
  readonly oldestKnownAt: Instant | null;
}

/** The pairs of predecessor and deployment for which neither the graph nor a comparison among the events can tell. */
export function comparisonsNeeded(events: Events, ownership: Ownership): readonly NeededComparison[] {
  const pairs = gapsOf(events, ownership)
    .flatMap(({ gaps }) => gaps)
    .filter(({ isCompared }) => !isCompared)
    .map(({ deployment, predecessor }) => ({
      repository: deployment.repository,
      base: predecessor.sha,
      head: deployment.sha,
    }));
  return [...new Map(pairs.map((pair) => [`${pair.repository}\n${pair.base}\n${pair.head}`, pair])).values()];
}

/** One entry for each repository and production environment with a successful deployment. O(commits + edges) each. */
export function graphReaches(events: Events, ownership: Ownership): readonly Reach[] {
  return gapsOf(events, ownership).map(({ repository, environment, shas, gaps, isKnown }) => {
    const unknownShas = [...new Set(shas.filter((sha) => !isKnown(sha)))];
    return {
      repository,
      environment,
      reaches: gaps.length === 0,
      unknownShas,
      ranOut: gaps
        .filter(({ deployedIsKnown, isCompared }) => deployedIsKnown && !isCompared)
        .map(({ deployment, predecessor, oldestKnownAt }) => ({
          deployment: deployment.id,
          predecessorSha: predecessor.sha,
          oldestKnownAt,
        })),
    };
  });
}

interface ChainGaps {
  readonly repository: string;
  readonly environment: string;
  readonly shas: readonly string[];
  readonly gaps: readonly Gap[];
  isKnown(sha: string): boolean;
}

function gapsOf(events: Events, ownership: Ownership): readonly ChainGaps[] {
  const known = atOnce(byRepository(events));
  const histories = new Map<string, History>();
  return chainsOf(recognise(events, ownership)).map((chain) => {
    const history =
      histories.get(chain.repository) ??
      historyOf(chain.repository, known.get(chain.repository) ?? nothingKnown, ownership);
    histories.set(chain.repository, history);
    return {
      repository: chain.repository,
      environment: chain.environment,
      shas: chain.deployments.map(({ sha }) => sha),
      gaps: contain(chain, history).gaps,
      isKnown: (sha: string) => history.commits.has(sha),
    };
  });
}
