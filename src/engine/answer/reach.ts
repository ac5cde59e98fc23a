import { ChangeFact, deployedAt, Delivery } from '../../metrics';
import { lookback, margin, Territory } from '../needs';

/** How long before a first deployment changes are certain to have been read, wherever the range starts. */
const readBefore = lookback + margin;

/**
 * Without changes that a repository's first known deployment contained and that had been merged long before: how many of
 * them were read depends on where the range starts and on what other panels asked for (METRICS.md, fourth rule). A feed is
 * always read whole, so there all of them stay.
 */
export function withinReach(delivery: Delivery, territory: Territory): Delivery {
  const isReadWhole = (repository: string) => territory.sourcesOf(repository).every((source) => source === 'feed');
  const isCertain = (fact: ChangeFact) =>
    fact.reason !== 'firstDeployment' ||
    fact.change.mergedAt >= (deployedAt(fact) ?? Number.NEGATIVE_INFINITY) - readBefore ||
    isReadWhole(fact.change.repository);
  return { ...delivery, changes: delivery.changes.filter(isCertain) };
}
