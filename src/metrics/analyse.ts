import { Events } from '../events';
import { analyseRepository, deliveriesOf, joinDeliveries } from './analysis';
import { byRepository } from './byRepository';
import { AnalysisChoices, withChoices } from './choices';
import { Delivery, Ownership } from './delivery';
import { atOnce, Slices } from './slices';

/**
 * What was delivered, what failed, by which rule, and when it was repaired (METRICS.md §1–2). Pure, and independent of
 * the order of the events. O(n log n + commits and changes once per environment).
 */
export function analyse(events: Events, ownership: Ownership, choices: AnalysisChoices = {}): Delivery {
  return atOnce(analysis(events, withChoices(ownership, choices)));
}

function* analysis(events: Events, ownership: Ownership): Slices<Delivery> {
  const known = yield* byRepository(events);
  const analyses = [...known].map(([repository, own]) => analyseRepository(repository, own, ownership));
  return yield* joinDeliveries(yield* deliveriesOf(analyses, events.incidents, ownership));
}
