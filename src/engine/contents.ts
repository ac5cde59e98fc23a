import { Deployment, Events, Instant } from '../events';
import { comparisonsNeeded, graphReaches, recognise } from '../metrics';
import { Need } from '../sources';
import { contentNeeds, lookback, margin, Territory } from './needs';
import { select } from './selection';

const day = 86_400_000;

/** How much more history is asked for at a time, and how often, before the compare API has to tell. */
const extension = 90 * day;
const mostExtensions = 3;

/**
 * What a deployment contains needs history, and how much of it only the deployments tell: from the predecessor of the
 * range's first one on. Where that does not reach, history is extended; where the deployed commit is on no fetched
 * branch, the compare API is asked. `since`: from when on contents must be right; `reach`: from when on they are fetched.
 * Both are widened by the look-back, as the analysis is: what its first deployments contain decides what the range's do.
 * Returns what is not among the needs yet; nothing when all is planned.
 */
export function furtherNeeds(
  territory: Territory,
  since: Instant,
  reach: Instant,
  now: Instant,
  events: Events,
  needs: readonly Need[]
): readonly Need[] {
  const asked = new Asked(needs);
  const untold = territory.repositories.filter((repository) => asked.historyFrom(repository) === null);
  if (untold.length > 0) {
    const first = reach - lookback;
    const starts = firstStarts(select(events, territory, first), territory, first);
    return untold.flatMap((repository) =>
      contentNeeds(territory, repository, (starts.get(repository) ?? first) - margin, now)
    );
  }
  const inRange = select(events, territory, since - lookback);
  const ranOut = new Set(
    graphReaches(inRange, territory.ownership).flatMap((reach) => (reach.ranOut.length > 0 ? [reach.repository] : []))
  );
  const extended = new Set(
    territory.repositories.filter(
      (repository) =>
        ranOut.has(repository) &&
        territory.sourcesOf(repository).includes('github') &&
        asked.extensions(repository) < mostExtensions
    )
  );
  const extensions = [...extended].flatMap((repository) =>
    contentNeeds(territory, repository, (asked.historyFrom(repository) ?? since) - extension, now)
  );
  const comparisons = comparisonsNeeded(inRange, territory.ownership)
    .filter(({ repository }) => territory.sourcesOf(repository).includes('github') && !extended.has(repository))
    .filter(({ repository, base, head }) => !asked.comparison(repository, base, head))
    .map(({ repository, base, head }): Need => ({
      source: 'github',
      kind: 'comparisons',
      scope: repository,
      base,
      head,
    }));
  return [...extensions, ...comparisons];
}

/**
 * Per repository with a deployment in the range, when the predecessor of the first one was made: the earliest over all
 * environments. Only the last before the range counts; of merges the store may hold many more.
 */
function firstStarts(events: Events, territory: Territory, since: Instant): ReadonlyMap<string, Instant> {
  const deployments = recognise(events, territory.ownership).filter(({ status }) => status === 'success');
  const active = new Set(deployments.filter((one) => finishOf(one) >= since).map(({ repository }) => repository));
  const predecessors = new Map<string, Deployment>();
  for (const deployment of deployments) {
    const key = `${deployment.repository}\n${deployment.environment}`;
    const known = predecessors.get(key);
    if (finishOf(deployment) < since && (known === undefined || finishOf(known) < finishOf(deployment))) {
      predecessors.set(key, deployment);
    }
  }
  const starts = new Map<string, Instant>();
  for (const { repository, createdAt } of predecessors.values()) {
    if (active.has(repository)) {
      starts.set(repository, Math.min(starts.get(repository) ?? since, createdAt));
    }
  }
  return starts;
}

function finishOf(deployment: Deployment): Instant {
  return deployment.finishedAt ?? deployment.createdAt;
}

/** What of the history has been asked for. */
class Asked {
  private readonly froms = new Map<string, Set<Instant>>();
  private readonly comparisons = new Set<string>();

  constructor(needs: readonly Need[]) {
    for (const need of needs) {
      if (need.kind === 'comparisons') {
        this.comparisons.add(`${need.scope}\n${need.base}\n${need.head}`);
      } else if (need.kind === 'commits') {
        this.froms.set(need.scope, (this.froms.get(need.scope) ?? new Set()).add(need.interval.from));
      }
    }
  }

  /** The earliest instant history was asked from; null: not asked yet. */
  historyFrom(repository: string): Instant | null {
    const froms = this.froms.get(repository);
    return froms === undefined ? null : Math.min(...froms);
  }

  extensions(repository: string): number {
    return (this.froms.get(repository)?.size ?? 1) - 1;
  }

  comparison(repository: string, base: string, head: string): boolean {
    return this.comparisons.has(`${repository}\n${base}\n${head}`);
  }
}
