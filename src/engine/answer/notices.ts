import { Delivery } from '../../metrics';
import { DoraQuery, QueryContext } from '../../query';
import { Notice } from '../answers';
import { lookback } from '../needs';
import { select } from '../selection';
import { ListContext } from './lists';
import { incompleteScopes, Situation } from './situation';

/** What a reader must know to read the answer right. Each text stands for itself; nothing is said twice. */
export function noticesOf(
  query: DoraQuery,
  context: QueryContext,
  situation: Situation,
  delivery: Delivery | null,
  list: ListContext
): readonly Notice[] {
  return [
    ...situation.scope.unknown.map(({ message }): Notice => ({ severity: 'warning', text: message })),
    ...situation.atlas.organization.problems.map(({ severity, message }): Notice => ({ severity, text: message })),
    ...missing(situation),
    ...(delivery === null
      ? []
      : [...leftOut(query, delivery, list), ...nothingFound(query, delivery, situation, list)]),
  ];
}

function missing(situation: Situation): readonly Notice[] {
  const scopes = [...incompleteScopes(situation)].sort();
  if (scopes.length === 0) {
    return [];
  }
  const some = scopes.slice(0, 5).join(', ') + (scopes.length > 5 ? ` and ${scopes.length - 5} more` : '');
  return [{ severity: 'warning', text: `Not known yet, so not in these numbers: ${some}.` }];
}

function leftOut(query: DoraQuery, delivery: Delivery, list: ListContext): readonly Notice[] {
  if (query.queryType !== 'changes' && !aboutLeadTime(query)) {
    return [];
  }
  const inRange = delivery.changes.filter(
    ({ deployedAt }) => deployedAt !== null && list.from <= deployedAt && deployedAt < list.to
  );
  const first = inRange.filter((fact) => fact.reason === 'firstDeployment').length;
  const approximate = inRange.filter((fact) => fact.approximate && fact.leadTime !== null).length;
  const notices: Notice[] = [];
  if (first > 0) {
    notices.push({
      severity: 'info',
      text:
        `${changes(first)} no lead time: the deployment that contains ${first === 1 ? 'it' : 'them'} is the first known ` +
        'one of its repository and environment, so what it delivered cannot be known.',
    });
  }
  if (approximate > 0) {
    notices.push({
      severity: 'info',
      text: `${changes(approximate)} an approximate lead time: the commit graph did not reach the deployed commit, so the merge time decided.`,
    });
  }
  return notices;
}

function changes(count: number): string {
  return count === 1 ? '1 change has' : `${count} changes have`;
}

function aboutLeadTime(query: DoraQuery): boolean {
  return (
    (query.queryType === 'metrics' && query.metrics.includes('changeLeadTime')) ||
    (query.queryType === 'items' && query.metric === 'changeLeadTime')
  );
}

/** An empty panel says what was looked for, what was found instead and what to change. */
function nothingFound(
  query: DoraQuery,
  delivery: Delivery,
  situation: Situation,
  list: ListContext
): readonly Notice[] {
  if (query.queryType === 'incidents' || query.queryType === 'runs' || incompleteScopes(situation).size > 0) {
    return [];
  }
  const { territory } = situation;
  if (territory.repositories.length === 0) {
    return [
      {
        severity: 'warning',
        text:
          'No repository is in scope. Check the organisations, repositories and teams in the data source settings, what ' +
          'the token may see, and the filters of this query.',
      },
    ];
  }
  const deployed = delivery.deployments.some(
    ({ deployment }) =>
      deployment.status === 'success' &&
      deployment.finishedAt !== null &&
      list.from <= deployment.finishedAt &&
      deployment.finishedAt < list.to
  );
  if (deployed || !restsOnDeployments(query)) {
    return [];
  }
  // Not all that is in the store: the text would depend on what other panels asked for.
  const { deployments } = select(situation.events, territory, situation.since - lookback);
  const environments = [...new Set(deployments.map((one) => one.environment))].sort();
  const rules = territory.ownership.rulesOf(territory.repositories[0]);
  const seen =
    environments.length === 0
      ? 'No deployment to any environment was seen.'
      : `Environments seen: ${environments.slice(0, 8).join(', ')}; production is what matches "${rules.environmentPattern}".`;
  const looked =
    territory.repositories.length === 1 ? territory.repositories[0] : `${territory.repositories.length} repositories`;
  return [
    {
      severity: 'warning',
      text:
        `No successful production deployment of ${looked} in this time range. Deployments are read from ` +
        `${sourceNames[rules.deploymentSource]}. ${seen} Change the time range, or the deployment rules in the settings.`,
    },
  ];
}

function restsOnDeployments(query: DoraQuery): boolean {
  switch (query.queryType) {
    case 'metrics':
      return query.metrics.some((metric) => metric !== 'timeToRestore');
    case 'items':
      return query.metric !== 'timeToRestore';
    case 'deployments':
      return query.outcome !== 'all';
    default:
      return true;
  }
}

const sourceNames = {
  deployments: 'GitHub Deployments',
  workflow: 'workflow runs',
  releases: 'releases',
  tags: 'tags',
  merges: 'merges to the default branch',
};
