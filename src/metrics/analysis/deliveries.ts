import { Aside, Change, Incident } from '../../events';
import { ChangeFact, Delivery, IncidentFact, Ownership } from '../delivery';
import { LeadTimeStart } from '../rules';
import { Slices } from '../slices';
import { linkIncidents, LinkMemory, newLinkMemory } from './linkIncidents';
import { RepositoryAnalysis } from './repositoryAnalysis';
import { Blamed, changeFactsOf, deliveryOfRepository } from './repositoryDelivery';

/** A delivery in parts: one of each repository, without incidents, and the incidents of all. */
export interface Deliveries {
  readonly repositories: readonly Delivery[];
  readonly incidents: readonly IncidentFact[];
}

interface Delivered {
  readonly leadTimeStart: LeadTimeStart;
  readonly facts: ReadonlyMap<Change, ChangeFact>;
  readonly blamed: readonly Blamed[];
  readonly delivery: Delivery;
}

/** What need not be worked out again for a repository whose analysis is still the same object. One organization's. */
export interface DeliveryMemory {
  readonly links: LinkMemory;
  readonly delivered: Aside<RepositoryAnalysis, Delivered[]>;
}

export function newDeliveryMemory(): DeliveryMemory {
  return { links: newLinkMemory(), delivered: new Aside() };
}

/** How many deliveries of one repository are kept: panels of one dashboard ask with few different choices. */
const mostKept = 3;

/**
 * Deliveries of repositories that have been analysed, and of the incidents on their services, in steps of a repository or
 * a few incidents. A repository that has not changed, and whose incidents have not, has the very same delivery as before.
 * `ownership`: with the query's choices; with one memory always of the same organization.
 */
export function* deliveriesOf(
  analyses: readonly RepositoryAnalysis[],
  incidents: readonly Incident[],
  ownership: Ownership,
  memory: DeliveryMemory = newDeliveryMemory()
): Slices<Deliveries> {
  const facts = yield* linkIncidents(analyses, incidents, ownership, memory.links);
  const blamed = new Map<string, Blamed[]>();
  for (const { link, ...fact } of facts) {
    if (link !== null) {
      const { repository } = link.deployment;
      const known = blamed.get(repository);
      if (known === undefined) {
        blamed.set(repository, [{ ...fact, link }]);
      } else {
        known.push({ ...fact, link });
      }
    }
  }
  const repositories: Delivery[] = [];
  for (const analysis of analyses) {
    repositories.push(remembered(analysis, blamed.get(analysis.repository) ?? [], ownership, memory));
    yield;
  }
  return { repositories, incidents: facts };
}

function remembered(
  analysis: RepositoryAnalysis,
  blamed: readonly Blamed[],
  ownership: Ownership,
  { delivered }: DeliveryMemory
): Delivery {
  const { leadTimeStart } = ownership.rulesOf(analysis.repository);
  const before = (delivered.get(analysis) ?? []).filter((one) => one.leadTimeStart === leadTimeStart);
  const same = before.find((one) => sameBlame(one.blamed, blamed));
  if (same !== undefined) {
    return same.delivery;
  }
  const facts = before[0]?.facts ?? changeFactsOf(analysis, ownership);
  const delivery = deliveryOfRepository(analysis, facts, blamed, ownership);
  const kept = [{ leadTimeStart, facts, blamed, delivery }, ...(delivered.get(analysis) ?? [])];
  delivered.set(analysis, kept.slice(0, mostKept));
  return delivery;
}

function sameBlame(some: readonly Blamed[], others: readonly Blamed[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ incident, link }, index) => {
      const other = others[index];
      return (
        incident === other.incident &&
        link.deployment === other.link.deployment &&
        link.rule === other.link.rule &&
        link.evidence === other.link.evidence
      );
    })
  );
}
