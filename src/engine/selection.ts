import { eventKey, Events, Incident, Instant, noEvents } from '../events';
import { recognise, Rules } from '../metrics';
import { Baseline } from '../sources';
import { baselineOf, Territory } from './needs';

/**
 * The part of the store an answer may rest on: its territory, from an instant on, plus of each group seen since then
 * what came last before it, judged by the same baselines as were asked for. Without this the answer would depend on what
 * other panels happened to fetch (METRICS.md, fourth rule).
 */
export function select(events: Events, territory: Territory, from: Instant): Events {
  const repositories = new Set(territory.repositories);
  const inScope = (event: { readonly repository: string }) => repositories.has(event.repository);
  const services = new Set(territory.services.flatMap((service) => [service.id, service.name]));
  return {
    deployments: sinceOrLast('deployments', events.deployments.filter(inScope), from, territory),
    releases: sinceOrLast('releases', events.releases.filter(inScope), from, territory),
    runs: sinceOrLast('runs', events.runs.filter(inScope), from, territory),
    changes: events.changes.filter(inScope),
    commits: events.commits.filter(inScope),
    comparisons: events.comparisons.filter(inScope),
    incidents: events.incidents.filter(
      (incident) => incident.createdAt >= from && isOfTerritory(incident, repositories, services, territory)
    ),
  };
}

function isOfTerritory(
  incident: Incident,
  repositories: ReadonlySet<string>,
  services: ReadonlySet<string>,
  territory: Territory
): boolean {
  if (incident.repository !== null && repositories.has(incident.repository)) {
    return true;
  }
  if (incident.service === null && incident.serviceId === null) {
    return territory.isWhole;
  }
  return services.has(incident.serviceId ?? '') || services.has(incident.service ?? '');
}

type Recognisable = 'deployments' | 'releases' | 'runs';
type Recorded = Events[Recognisable][number];
type GroupOf = (event: Recorded) => string | null;

/** The instant by which the sources cut each kind (METRICS.md §4). */
const instantOf: { readonly [Kind in Recognisable]: (event: Events[Kind][number]) => Instant } = {
  deployments: ({ finishedAt, createdAt }) => finishedAt ?? createdAt,
  releases: ({ publishedAt, createdAt }) => publishedAt ?? createdAt,
  runs: ({ startedAt, createdAt }) => startedAt ?? createdAt,
};

/** Everything from an instant on, and of each group in that the newest accepted before it. Keeps the order. O(n). */
function sinceOrLast<Kind extends Recognisable>(
  kind: Kind,
  events: ReadonlyArray<Events[Kind][number]>,
  from: Instant,
  territory: Territory
): ReadonlyArray<Events[Kind][number]> {
  const at: (event: Events[Kind][number]) => Instant = instantOf[kind];
  const keyOf: (event: Events[Kind][number]) => string = eventKey[kind];
  if (events.every((event) => at(event) >= from)) {
    return events;
  }
  const groupOf = grouping(kind, events, territory);
  const groups = new Set(events.map((event) => (at(event) >= from ? groupOf(event) : null)));
  const last = new Map<string, Events[Kind][number]>();
  for (const event of events) {
    const group = at(event) < from ? groupOf(event) : null;
    if (group !== null && groups.has(group)) {
      const known = last.get(group);
      const isLater =
        known === undefined || at(known) < at(event) || (at(known) === at(event) && keyOf(known) < keyOf(event));
      if (isLater) {
        last.set(group, event);
      }
    }
  }
  const kept = new Set(last.values());
  return events.filter((event) => at(event) >= from || kept.has(event));
}

/** The group an event would be the predecessor in; null: it is no successful production deployment. */
function grouping(kind: Recognisable, events: readonly Recorded[], { ownership }: Territory): GroupOf {
  if (kind === 'deployments') {
    // All at once: there may be a hundred thousand.
    const deployments = events.filter((event) => 'environment' in event);
    const accepted = new Set<Recorded>(
      recognise({ ...noEvents(), deployments }, ownership).filter(({ status }) => status === 'success')
    );
    return (event) =>
      accepted.has(event) && 'environment' in event ? `${event.repository}\n${event.environment}` : null;
  }
  const baselines = new Map<Rules, Baseline>();
  return (event) => {
    const rules = ownership.rulesOf(event.repository);
    const baseline = baselines.get(rules) ?? baselineOf(kind, rules, ownership);
    baselines.set(rules, baseline);
    return baseline.accepts(event) ? `${event.repository}\n${baseline.groupOf(event)}` : null;
  };
}
