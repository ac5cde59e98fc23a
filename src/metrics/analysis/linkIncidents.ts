import { Aside, Incident } from '../../events';
import {
  DeploymentFinder,
  IncidentLinker,
  overridesOf,
  ServiceMap,
  Sightings,
  sightingsOf,
  Wanted,
} from '../attribution';
import { compareTexts } from '../containment';
import { IncidentFact, Ownership } from '../delivery';
import { Slices } from '../slices';
import { RepositoryAnalysis } from './repositoryAnalysis';

/** What was sighted in each repository is remembered as long as nothing else is wanted. */
export interface LinkMemory {
  readonly wanted: Wanted;
  readonly sightings: Aside<RepositoryAnalysis, { readonly wanted: number; readonly found: Sightings }>;
}

export function newLinkMemory(): LinkMemory {
  return { wanted: new Wanted(), sightings: new Aside() };
}

/** Incidents linked in one step. */
const stepSize = 100;

/**
 * The incidents that count, oldest first, each with the deployment it is laid at the door of (METRICS.md §2). The only
 * part of an analysis that crosses repositories. O(incidents · log n), and once per repository and newly wanted name
 * O(deployments + commits).
 */
export function* linkIncidents(
  analyses: readonly RepositoryAnalysis[],
  incidents: readonly Incident[],
  ownership: Ownership,
  memory: LinkMemory
): Slices<readonly IncidentFact[]> {
  const named = analyses.filter(({ deployments, changes }) => deployments.length > 0 || changes.length > 0);
  const overrides = overridesOf(
    ownership,
    named.map(({ repository }) => repository)
  );
  overrides.forEach(({ deployment }) => deployment !== null && memory.wanted.addName(deployment));
  for (let from = 0; from < incidents.length; from += stepSize) {
    incidents.slice(from, from + stepSize).forEach((incident) => memory.wanted.addIncident(incident));
    yield;
  }
  const sightings: Sightings[] = [];
  for (const analysis of analyses) {
    sightings.push(sighted(analysis, memory));
    yield;
  }
  const finder = yield* DeploymentFinder.among(sightings);
  const linker = new IncidentLinker(
    finder,
    new ServiceMap(
      analyses.map(({ timeline }) => timeline),
      ownership
    ),
    ownership,
    overrides
  );
  const facts: IncidentFact[] = [];
  for (let from = 0; from < incidents.length; from += stepSize) {
    facts.push(...incidents.slice(from, from + stepSize).flatMap((incident) => linker.factOf(incident) ?? []));
    yield;
  }
  return facts.sort(
    (a, b) => a.incident.createdAt - b.incident.createdAt || compareTexts(a.incident.id, b.incident.id)
  );
}

function sighted(analysis: RepositoryAnalysis, { wanted, sightings }: LinkMemory): Sightings {
  const known = sightings.get(analysis);
  if (known !== undefined && known.wanted === wanted.size) {
    return known.found;
  }
  const { deployments, chains, changes, arrivals } = analysis;
  const inOrder = changes.map((change) => [change, arrivals.get(change) ?? null] as const);
  const found = sightingsOf(deployments, chains, inOrder, wanted);
  sightings.set(analysis, { wanted: wanted.size, found });
  return found;
}
