import { Instant } from '../events';
import { finishOf, RepositoryAnalysis, Slices } from '../metrics';
import { Need } from '../sources';
import { Analysed } from './analyst';
import { Demand } from './demand';
import { lookback, margin, repositoryNeeds, RepositoryReach, serviceNeeds, Territory } from './needs';
import { isReadWhole, Span } from './selection';

const day = 86_400_000;

/** How much more of changes and history is asked for at a time, and how often, before the compare API has to tell. */
const extension = 90 * day;
const mostExtensions = 3;

/** How much further deployments are looked back for the state a rollback goes back to: twice as far each time. */
const furtherBack = 90 * day;
const mostLooksBack = 2;

interface Reach extends RepositoryReach {
  readonly extensions: number;
  readonly looksBack: number;
  readonly comparisons: ReadonlyMap<string, Need>;
}

/**
 * What one query asks for, round by round. In the first one everything that can be known beforehand: deployments, what they
 * contain, incidents, runs. Then, repository by repository, only what the answers have shown to be missing, in this order:
 * changes back to the range's first predecessor; history, where the merges alone do not tell what was deployed; more of
 * both, where the predecessor is older still; a comparison, where the deployed commit is on no fetched branch. Whether a
 * repository needs any of it is judged by what this query asked for and nothing else that happens to be known, so that
 * its answer is the same whoever asked before (METRICS.md, fourth rule).
 */
export class Plan {
  private readonly reaches = new Map<string, Reach>();
  private readonly services: readonly Need[];
  private all: readonly Need[] | null = null;

  /** `since`: from when on facts must be right. */
  constructor(
    private readonly territory: Territory,
    private readonly demand: Demand,
    since: Instant,
    private readonly until: Instant
  ) {
    // What happened before decides what the range's first deployments contain and repair. Runs and releases stand for themselves.
    const from = demand.deployments || demand.incidents ? since - lookback : since;
    this.services = serviceNeeds(territory, demand, from, until);
    for (const repository of territory.repositories) {
      this.reaches.set(repository, this.firstReach(repository, from));
    }
  }

  /** Everything asked for so far. The same list until something is added. */
  get needs(): readonly Need[] {
    this.all ??= [
      ...[...this.reaches].flatMap(([repository, reach]) => [
        ...repositoryNeeds(this.territory, repository, this.demand, reach, this.until),
        ...reach.comparisons.values(),
      ]),
      ...this.services,
    ];
    return this.all;
  }

  spanOf(repository: string): Span {
    const reach = this.reaches.get(repository);
    if (reach === undefined) {
      return { deploymentsFrom: null, changesFrom: null, historyFrom: null };
    }
    const { demand } = this;
    const isDeployed = demand.deployments || demand.runs !== null || demand.releases;
    return {
      deploymentsFrom: isDeployed ? reach.deploymentsFrom : null,
      changesFrom: demand.contents || (demand.deployments && this.countsMerges(repository)) ? reach.changesFrom : null,
      historyFrom: demand.contents ? reach.historyFrom : null,
    };
  }

  /** Adds what the analyses of those that are ready show to be missing; false: nothing is. A step for each repository. */
  *extend(analyses: readonly Analysed[], isReady: (repository: string) => boolean): Slices<boolean> {
    let isExtended = false;
    if (this.demand.contents) {
      for (const { analysis } of analyses) {
        const reach = this.reaches.get(analysis.repository);
        const further =
          reach === undefined || !isReady(analysis.repository) ? null : this.furtherReach(analysis, reach);
        if (further !== null) {
          this.reaches.set(analysis.repository, further);
          this.all = null;
          isExtended = true;
        }
        yield;
      }
    }
    return isExtended;
  }

  private firstReach(repository: string, from: Instant): Reach {
    const changesFrom = this.demand.contents ? from - margin : from;
    // A feed hands over everything at once; commits that count as changes come by no other way.
    const needsHistory =
      isReadWhole(repository, this.territory) || this.territory.ownership.rulesOf(repository).changeUnit === 'commit';
    return {
      from,
      deploymentsFrom: from,
      changesFrom,
      historyFrom: needsHistory ? changesFrom : null,
      extensions: 0,
      looksBack: 0,
      comparisons: new Map(),
    };
  }

  /** One thing after the other: what is cheap may make what is dear unnecessary. Null: everything is there. */
  private furtherReach(analysis: RepositoryAnalysis, reach: Reach): Reach | null {
    if (isReadWhole(analysis.repository, this.territory)) {
      return null;
    }
    return (
      this.backToPredecessor(analysis, reach) ??
      this.withHistory(analysis, reach) ??
      this.extended(analysis, reach) ??
      this.compared(analysis, reach) ??
      this.lookingFurtherBack(analysis, reach)
    );
  }

  private backToPredecessor(analysis: RepositoryAnalysis, reach: Reach): Reach | null {
    const from = firstStart(analysis, reach.deploymentsFrom) - margin;
    return from < reach.changesFrom ? this.contentsFrom(reach, from) : null;
  }

  private withHistory({ chains }: RepositoryAnalysis, reach: Reach): Reach | null {
    const isNeeded = reach.historyFrom === null && chains.some(({ contents }) => !contents.isWhole);
    return isNeeded ? { ...reach, historyFrom: reach.changesFrom } : null;
  }

  private extended({ repository, gaps }: RepositoryAnalysis, reach: Reach): Reach | null {
    const ranOut = gaps.some(({ deployedIsKnown, isCompared }) => deployedIsKnown && !isCompared);
    return ranOut && reach.extensions < mostExtensions && this.isOnGithub(repository)
      ? { ...this.contentsFrom(reach, reach.changesFrom - extension), extensions: reach.extensions + 1 }
      : null;
  }

  private compared({ repository, gaps }: RepositoryAnalysis, reach: Reach): Reach | null {
    const comparisons = new Map(reach.comparisons);
    for (const { deployment, predecessor, isCompared } of this.isOnGithub(repository) ? gaps : []) {
      const [base, head] = [predecessor.sha, deployment.sha];
      if (!isCompared && !comparisons.has(`${base}\n${head}`)) {
        const need: Need = { source: 'github', kind: 'comparisons', scope: repository, base, head };
        comparisons.set(`${base}\n${head}`, need);
      }
    }
    return comparisons.size > reach.comparisons.size ? { ...reach, comparisons } : null;
  }

  /** A state that was left long ago is found only where somebody looks for it. */
  private lookingFurtherBack({ chains }: RepositoryAnalysis, reach: Reach): Reach | null {
    const returns = chains.some(({ contents }) => contents.returnsBeforeFirst);
    return returns && reach.looksBack < mostLooksBack
      ? {
          ...reach,
          deploymentsFrom: reach.deploymentsFrom - furtherBack * 2 ** reach.looksBack,
          looksBack: reach.looksBack + 1,
        }
      : null;
  }

  private contentsFrom(reach: Reach, from: Instant): Reach {
    return { ...reach, changesFrom: from, historyFrom: reach.historyFrom === null ? null : from };
  }

  private isOnGithub(repository: string): boolean {
    return this.territory.sourcesOf(repository).includes('github');
  }

  private countsMerges(repository: string): boolean {
    return this.territory.ownership.rulesOf(repository).deploymentSource === 'merges';
  }
}

/**
 * When the predecessor of the first deployment since an instant was made: the earliest over all environments, the instant
 * itself where there is none. Only the last before it counts; of merges many more may be known.
 */
function firstStart({ chains }: RepositoryAnalysis, since: Instant): Instant {
  const isActive = chains.some(({ deployments }) => deployments.some((one) => finishOf(one) >= since));
  const starts = chains.flatMap(({ deployments }) => deployments.filter((one) => finishOf(one) < since).slice(-1));
  return isActive ? starts.reduce((earliest, { createdAt }) => Math.min(earliest, createdAt), since) : since;
}
