import { ChangeFact, Delivery } from './delivery';
import { Observed } from './observed';

/**
 * Seconds from a change's start to its first production deployment, in the period of that deployment (METRICS.md §2).
 * Open: not deployed yet, at its merge. Unknown: first contained in the first known deployment, or without a start.
 */
export function changeLeadTime(delivery: Delivery): Observed<ChangeFact> {
  const items = delivery.changes.flatMap((fact) =>
    fact.leadTime === null || fact.deployedAt === null
      ? []
      : [{ observation: { at: fact.deployedAt, value: fact.leadTime }, fact }]
  );
  return {
    items,
    open: delivery.changes
      .filter(({ deployedAt }) => deployedAt === null)
      .map((fact) => ({ at: fact.change.mergedAt, fact })),
    unknown: delivery.changes.flatMap((fact) =>
      fact.leadTime === null && fact.deployedAt !== null ? [{ at: fact.deployedAt, fact }] : []
    ),
    approximate: items.filter(({ fact }) => fact.approximate).length,
  };
}
