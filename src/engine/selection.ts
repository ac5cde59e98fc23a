import { Events, Incident, Instant } from '../events';
import { Territory } from './needs';

/**
 * The part of the store an answer may rest on: its territory, from an instant on, plus what came last before it.
 * Without this the answer would depend on what other panels happened to fetch (METRICS.md, fourth rule).
 */
export function select(events: Events, territory: Territory, from: Instant): Events {
  const repositories = new Set(territory.repositories);
  const inScope = (event: { readonly repository: string }) => repositories.has(event.repository);
  const services = new Set(territory.services.flatMap((service) => [service.id, service.name]));
  return {
    deployments: sinceOrLast(
      events.deployments.filter(inScope),
      from,
      (deployment) => deployment.createdAt,
      (deployment) => (deployment.status === 'success' ? `${deployment.repository}\n${deployment.environment}` : null)
    ),
    releases: sinceOrLast(
      events.releases.filter(inScope),
      from,
      (release) => release.publishedAt ?? release.createdAt,
      (release) => `${release.repository}\n${release.isTagOnly}\n${release.isPrerelease}`
    ),
    runs: sinceOrLast(
      events.runs.filter(inScope),
      from,
      (run) => run.createdAt,
      (run) => (run.conclusion === 'success' ? `${run.repository}\n${run.workflow}\n${run.branch ?? ''}` : null)
    ),
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

/** Everything from an instant on, and of each group the newest before it. Keeps the order. O(n). */
function sinceOrLast<Event>(
  events: readonly Event[],
  from: Instant,
  at: (event: Event) => Instant,
  groupOf: (event: Event) => string | null
): readonly Event[] {
  const last = new Map<string, Event>();
  for (const event of events) {
    const group = at(event) < from ? groupOf(event) : null;
    if (group !== null) {
      const known = last.get(group);
      if (known === undefined || at(known) < at(event)) {
        last.set(group, event);
      }
    }
  }
  const kept = new Set(last.values());
  return events.filter((event) => at(event) >= from || kept.has(event));
}
