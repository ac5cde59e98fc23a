import { Delivery, failureOf, IncidentFact, isRework, metricUnit, Slices, sortedBy } from '../../metrics';
import { ItemsQuery, metricTitles } from '../../query';
import { say } from '../../words';
import { Analysed } from '../analyst';
import { ItemRow, Notice } from '../answers';
import { becauseOfChange, becauseOfDeployment, becauseOfIncident } from './because';
import { notCountedIn, RawIncidents } from './candidates';
import {
  describedChange,
  describedDeployment,
  describedIncident,
  Item,
  namesOfChange,
  namesOfFact,
  namesOfIncident,
  rulingOn,
} from './itemRow';
import { ListContext } from './lists';
import { observe, ObservedItem } from './observed';
import { wantedBy } from './wanted';

/** What an explanation is made of. `list`: over the period that is explained, with the query's choices. */
export interface Explaining {
  readonly query: ItemsQuery;
  /** One of each repository, and last one that holds the incidents of all. */
  readonly parts: readonly Delivery[];
  /** Incidents that the filters leave out for what they are laid to. */
  readonly elsewhere: readonly IncidentFact[];
  readonly analysed: readonly Analysed[];
  readonly incidents: RawIncidents;
  readonly list: ListContext;
}

/**
 * The very events behind one number, each with its value, the rule behind it and why it counts; and those somebody may look
 * for in it, with why they do not. What matters more comes first (`placeOf`), then by time, newest first. The counted ones are exactly
 * the observations that `metrics` sums up over the same period. A part is a step.
 */
export function* itemRows(explaining: Explaining): Slices<readonly ItemRow[]> {
  const { query, parts, list } = explaining;
  const isWanted = wantedBy(query);
  const rows: ItemRow[] = [];
  const take = (items: readonly Item[]) => {
    for (const item of items) {
      if (list.from <= item.row.at && item.row.at < list.to && isWanted(item)) {
        rows.push(item.row);
      }
    }
  };
  for (const part of parts) {
    take(observe(query.metric, part, list).map((item) => observedItem(query, item, list)));
    yield;
  }
  if (query.outcome === 'notCounted' || query.outcome === 'all') {
    for (const items of notCountedIn(explaining)) {
      take(items);
      yield;
    }
  }
  return yield* sortedBy(
    rows,
    (a, b) =>
      (query.outcome === 'observed' ? 0 : placeOf(a) - placeOf(b)) ||
      b.at - a.at ||
      (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

/** What is counted before what is not, the failures of a rate before the rest, what may still count before what will not. */
function placeOf({ metric, counted, value, isBeside, kind }: ItemRow): number {
  if (counted) {
    return metricUnit[metric] === 'ratio' && value === 0 ? 1 : 0;
  }
  return isBeside ? 2 : kind === 'incident' ? 3 : 4;
}

/** For when nothing goes by the name that was asked for. */
export function sayNotFound({ item, metric }: ItemsQuery): Notice {
  const text = say(
    'items.notFound',
    'Nothing that could count in {{metric}} goes by “{{item}}” in this time. It may lie outside the time range or the filters.',
    { metric: metricTitles[metric], item }
  );
  return { severity: 'warning', text };
}

function observedItem(query: ItemsQuery, item: ObservedItem, context: ListContext): Item {
  const { metric } = query;
  const counted = item.standing === 'counted';
  const shared = { metric, at: item.at, value: item.value, counted, isBeside: !counted };
  const { fact, belonging } = item;
  switch (fact.kind) {
    case 'deployment': {
      const { deployment, teams, repairs } = fact.deployment;
      const rules = context.ownership.rulesOf(deployment.repository);
      // Its frequency rests on no incidents: they are not asked for, and must not show because another panel did.
      const failure = metric === 'deploymentFrequency' ? null : failureOf(fact.deployment, context.attribution, rules);
      const hit = failure?.hit ?? null;
      const isRepair =
        metric === 'deploymentReworkRate' && isRework(fact.deployment, rules.reworkWording, context.attribution);
      const rework = isRepair ? repairs[0] : undefined;
      const incident = failure?.hits.find((one) => one.incident !== null)?.incident ?? null;
      const row: ItemRow = {
        ...shared,
        ...describedDeployment(deployment, teams),
        rule: rework?.rule ?? hit?.rule ?? null,
        confidence: rework !== undefined ? null : (hit?.confidence ?? null),
        evidence: rework?.evidence ?? hit?.evidence ?? null,
        reason: item.standing === 'open' ? 'notRecovered' : null,
        because: becauseOfDeployment(metric, fact.deployment, context),
        ruling: incident === null ? null : { incident: incident.id, deployment: deployment.id },
      };
      return {
        row,
        belonging,
        names: () => namesOfFact(metric === 'deploymentFrequency' ? { ...fact.deployment, hits: [] } : fact.deployment),
      };
    }
    case 'change': {
      const { change, teams, reason, deployment } = fact.change;
      const row: ItemRow = {
        ...shared,
        ...describedChange(change, teams),
        rule: item.approximate ? 'time' : 'commitGraph',
        confidence: item.approximate ? 'low' : 'certain',
        evidence:
          deployment === null
            ? null
            : say('engine.item.firstDeployedBy', 'First deployed by {{id}}', { id: deployment.id }),
        reason,
        because: becauseOfChange(fact.change, context),
        ruling: null,
      };
      return { row, belonging, names: () => namesOfChange(change) };
    }
    case 'incident': {
      const { incident, teams, link } = fact.incident;
      const row: ItemRow = {
        ...shared,
        ...describedIncident(incident, teams),
        rule: link?.rule ?? null,
        confidence: link?.confidence ?? null,
        evidence: link?.evidence ?? null,
        reason: item.standing === 'open' ? 'open' : null,
        because: becauseOfIncident(fact.incident),
        ruling: rulingOn(fact.incident),
      };
      return { row, belonging, names: () => namesOfIncident(incident) };
    }
  }
}
