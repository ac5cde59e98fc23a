import { secondsBetween } from './containment';
import { Delivery, IncidentFact } from './delivery';
import { Observed } from './observed';

/**
 * Seconds from the start of each incident, change-related or not, to its resolution, in the period in which it began
 * (METRICS.md §2 and §4). Open: not resolved yet.
 */
export function timeToRestore(delivery: Delivery): Observed<IncidentFact> {
  const resolved = delivery.incidents.flatMap((fact) => {
    const { createdAt, resolvedAt } = fact.incident;
    return resolvedAt === null
      ? []
      : [{ observation: { at: createdAt, value: secondsBetween(createdAt, resolvedAt) }, fact }];
  });
  const open = delivery.incidents
    .filter(({ incident }) => incident.resolvedAt === null)
    .map((fact) => ({ at: fact.incident.createdAt, fact }));
  return { items: resolved, open, unknown: [], approximate: 0 };
}
