import { Delivery, Slices } from '../../metrics';
import { DoraQuery } from '../../query';
import { Analysed } from '../analyst';
import { Notice } from '../answers';
import { say, sayCount } from '../../words';
import { demandOf } from '../demand';
import { ListContext } from './lists';
import { missingOf, sayMissing } from './missing';
import { rulingNotices } from './rulingNotices';
import { Situation } from './situation';

/**
 * What a reader must know to read the answer right. Each text stands for itself; nothing is said twice. `parts`: of the
 * delivery; null where the query is about none. A part is a step.
 */
export function* noticesOf(
  query: DoraQuery,
  situation: Situation,
  analysed: readonly Analysed[],
  parts: readonly Delivery[] | null,
  list: ListContext
): Slices<readonly Notice[]> {
  const missing = missingOf(situation);
  return [
    ...situation.scope.unknown.map(({ message }): Notice => ({ severity: 'warning', text: message })),
    ...situation.atlas.organization.problems.map(({ severity, message }): Notice => ({ severity, text: message })),
    ...sayMissing(missing, situation),
    ...(parts === null || !demandOf(query).incidents ? [] : yield* rulingNotices(situation, parts)),
    ...(parts === null ? [] : yield* leftOut(query, parts, list)),
    ...(parts === null || missing.size > 0 ? [] : nothingFound(query, parts, analysed, situation, list)),
  ];
}

function* leftOut(query: DoraQuery, parts: readonly Delivery[], list: ListContext): Slices<readonly Notice[]> {
  if (query.queryType !== 'changes' && !aboutLeadTime(query)) {
    return [];
  }
  let [first, approximate] = [0, 0];
  for (const { changes } of parts) {
    for (const { deployedAt, reason, leadTime, approximate: isApproximate } of changes) {
      if (deployedAt !== null && list.from <= deployedAt && deployedAt < list.to) {
        first += reason === 'firstDeployment' ? 1 : 0;
        approximate += isApproximate && leadTime !== null ? 1 : 0;
      }
    }
    yield;
  }
  const notices: Notice[] = [];
  if (first > 0) {
    notices.push({
      severity: 'info',
      text: sayCount(
        'engine.notice.firstDeployment',
        {
          one: '1 change has no lead time: the deployment that contains it is the first known one of its repository and environment, so what it delivered cannot be known.',
          other:
            '{{count}} changes have no lead time: the deployment that contains them is the first known one of its repository and environment, so what it delivered cannot be known.',
        },
        first
      ),
    });
  }
  if (approximate > 0) {
    notices.push({
      severity: 'info',
      text: sayCount(
        'engine.notice.approximate',
        {
          one: '1 change has an approximate lead time: the commit graph did not reach the deployed commit, so the merge time decided.',
          other:
            '{{count}} changes have an approximate lead time: the commit graph did not reach the deployed commit, so the merge time decided.',
        },
        approximate
      ),
    });
  }
  return notices;
}

function aboutLeadTime(query: DoraQuery): boolean {
  return (
    (query.queryType === 'metrics' && query.metrics.includes('changeLeadTime')) ||
    ((query.queryType === 'items' || query.queryType === 'sensitivity') && query.metric === 'changeLeadTime')
  );
}

/** An empty panel says what was looked for, what was found instead and what to change. */
function nothingFound(
  query: DoraQuery,
  parts: readonly Delivery[],
  analysed: readonly Analysed[],
  situation: Situation,
  list: ListContext
): readonly Notice[] {
  if (query.queryType === 'incidents' || query.queryType === 'runs') {
    return [];
  }
  const { territory } = situation;
  if (territory.repositories.length === 0) {
    return [
      {
        severity: 'warning',
        text: say(
          'engine.notice.noRepositoryIsInScope',
          'No repository is in scope. Check the organisations, repositories and teams in the data source settings, what the token may see, and the filters of this query.'
        ),
      },
    ];
  }
  const deployed = parts.some(({ deployments }) =>
    deployments.some(
      ({ deployment }) =>
        deployment.status === 'success' &&
        deployment.finishedAt !== null &&
        list.from <= deployment.finishedAt &&
        deployment.finishedAt < list.to
    )
  );
  if (deployed || !restsOnDeployments(query)) {
    return [];
  }
  // Not all that is in the store: the text would depend on what other panels asked for.
  const environments = [
    ...new Set(analysed.flatMap(({ selected }) => selected.deployments.map((one) => one.environment))),
  ].sort();
  const rules = territory.ownership.rulesOf(territory.repositories[0]);
  const seen =
    environments.length === 0
      ? say('engine.notice.noDeploymentToAnyEnvironment', 'No deployment to any environment was seen.')
      : say(
          'engine.notice.environmentsSeenProductionIsWhat',
          'Environments seen: {{environments}}; production is what matches "{{environmentPattern}}".',
          { environments: environments.slice(0, 8).join(', '), environmentPattern: rules.environmentPattern }
        );
  const looked = sayCount(
    'engine.notice.repositories',
    { one: '{{name}}', other: '{{count}} repositories' },
    territory.repositories.length,
    { name: territory.repositories[0] }
  );
  return [
    {
      severity: 'warning',
      text: say(
        'engine.notice.noSuccessfulProductionDeploymentOf',
        'No successful production deployment of {{looked}} in this time range. Deployments are read from {{value}}. {{seen}} Change the time range, or the deployment rules in the settings.',
        { looked, value: sourceNames[rules.deploymentSource], seen }
      ),
    },
  ];
}

function restsOnDeployments(query: DoraQuery): boolean {
  switch (query.queryType) {
    case 'metrics':
      return query.metrics.some((metric) => metric !== 'timeToRestore');
    case 'items':
    case 'sensitivity':
      return query.metric !== 'timeToRestore';
    case 'deployments':
      return query.outcome !== 'all';
    default:
      return true;
  }
}

const sourceNames = {
  get deployments() {
    return say('engine.notice.githubDeployments', 'GitHub Deployments');
  },
  get workflow() {
    return say('engine.notice.workflowRuns', 'workflow runs');
  },
  releases: 'releases',
  tags: 'tags',
  get merges() {
    return say('engine.notice.mergesToTheDefaultBranch', 'merges to the default branch');
  },
};
