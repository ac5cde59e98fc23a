import { Attribution, Delivery, failureOf, Ownership, Slices } from '../../metrics';
import { ItemsQuery } from '../../query';
import { ItemRow } from '../answers';
import { say } from '../../words';
import { ListContext, newestFirst } from './lists';
import { observe, ObservedItem } from './observed';

/** The very events behind one number: each with its value, or the reason why it has none, and the rule behind it. */
export function itemRows(
  query: ItemsQuery,
  parts: readonly Delivery[],
  context: ListContext
): Slices<readonly ItemRow[]> {
  return newestFirst(
    parts,
    (part) =>
      observe(query.metric, part, context)
        .filter((item) => context.from <= item.at && item.at < context.to)
        .map((item) => itemRow(query, item, context)),
    (row) => row.at,
    (row) => row.id
  );
}

function itemRow(query: ItemsQuery, item: ObservedItem, context: ListContext): ItemRow {
  const shared = { metric: query.metric, at: item.at, value: item.value };
  switch (item.fact.kind) {
    case 'deployment': {
      const { deployment, teams, repairs } = item.fact.deployment;
      // Its frequency rests on no incidents: they are not asked for, and must not show because another panel did.
      const { hit } =
        query.metric === 'deploymentFrequency'
          ? { hit: null }
          : hitOf(item.fact.deployment, context.attribution, context.ownership);
      const rework = query.metric === 'deploymentReworkRate' && item.value === 1 ? repairs[0] : undefined;
      return {
        ...shared,
        kind: 'deployment',
        id: deployment.id,
        title: say('engine.item.to', '{{repository}} {{sha}} to {{environment}}', {
          repository: deployment.repository,
          sha: deployment.sha.slice(0, 7),
          environment: deployment.environment,
        }),
        repository: deployment.repository,
        team: teams.length === 0 ? null : teams.join(', '),
        url: deployment.url,
        rule: rework?.rule ?? hit?.rule ?? null,
        confidence: rework !== undefined ? null : (hit?.confidence ?? null),
        evidence: rework?.evidence ?? hit?.evidence ?? null,
        reason: item.standing === 'open' ? 'notRecovered' : null,
      };
    }
    case 'change': {
      const { change, teams, reason } = item.fact.change;
      return {
        ...shared,
        kind: 'change',
        id: `${change.repository}#${change.id}`,
        title: change.title,
        repository: change.repository,
        team: teams.length === 0 ? null : teams.join(', '),
        url: change.url,
        rule: item.approximate ? 'time' : 'commitGraph',
        confidence: item.approximate ? 'low' : 'certain',
        evidence:
          item.fact.change.deployment === null
            ? null
            : say('engine.item.firstDeployedBy', 'First deployed by {{id}}', { id: item.fact.change.deployment.id }),
        reason,
      };
    }
    case 'incident': {
      const { incident, teams, link } = item.fact.incident;
      return {
        ...shared,
        kind: 'incident',
        id: incident.id,
        title: incident.title,
        repository: incident.repository,
        team: teams.length === 0 ? null : teams.join(', '),
        url: incident.url,
        rule: link?.rule ?? null,
        confidence: link?.confidence ?? null,
        evidence: link?.evidence ?? null,
        reason: item.standing === 'open' ? 'open' : null,
      };
    }
  }
}

function hitOf(
  fact: Parameters<typeof failureOf>[0],
  attribution: Attribution,
  ownership: Ownership
): { hit: NonNullable<ReturnType<typeof failureOf>>['hit'] | null } {
  const failure = failureOf(fact, attribution, ownership.rulesOf(fact.deployment.repository));
  return { hit: failure?.hit ?? null };
}
