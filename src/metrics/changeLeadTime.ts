import { ChangeFact, deployedAt, Delivery } from './delivery';
import { Observed } from './observed';

/**
 * Seconds from a change's start to its first production deployment, in the period of that deployment (METRICS.md §2).
 * Open: not deployed yet, at its merge. Unknown: first contained in the first known deployment, or without a start.
 */
export function changeLeadTime(delivery: Delivery): Observed<ChangeFact> {
  const items: Array<Observed<ChangeFact>['items'][number]> = [];
  const open: Array<Observed<ChangeFact>['open'][number]> = [];
  const unknown: Array<Observed<ChangeFact>['unknown'][number]> = [];
  for (const fact of delivery.changes) {
    const at = deployedAt(fact);
    if (at === null) {
      open.push({ at: fact.change.mergedAt, fact });
    } else if (fact.leadTime === null) {
      unknown.push({ at, fact });
    } else {
      items.push({ observation: { at, value: fact.leadTime }, fact });
    }
  }
  return { items, open, unknown, approximate: items.filter(({ fact }) => fact.approximate).length };
}
