import { Deployment } from '../../../events';
import { Attribution, Rules } from '../../../metrics';
import { DeploymentsQuery } from '../../../query';
import { say, sayCount } from '../../../words';
import { Analysed } from '../../analyst';
import { Notice } from '../../answers';
import { amiss, archivedOnes, fine, firstAfter, isWithin, Question, recognised, whom } from './question';
import { countedNames, seenInstead, someNames } from './seenInstead';

/** Repositories that read their deployments in different ways are explained way by way, up to so many. */
const mostWays = 3;

/**
 * Why there is no successful production deployment; null: there is one. Not all that is in the store: the text would
 * depend on what other panels asked for.
 */
export function nothingDeployed(question: Question): Notice | null {
  const { analysed, parts, span } = question;
  const isSuccess = (one: { readonly status: string; readonly finishedAt: number | null }) =>
    one.status === 'success' && one.finishedAt !== null && isWithin(one.finishedAt, question);
  if ((parts ?? []).some(({ deployments }) => deployments.some(({ deployment }) => isSuccess(deployment)))) {
    return null;
  }
  const none = say(
    'engine.nothing.deployed.found',
    'No successful production deployment of {{whom}} in this time range.',
    {
      whom: whom(question),
    }
  );
  const elsewhere = leftOutByFilters(question, recognised(question).filter(isSuccess));
  if (elsewhere !== null) {
    return amiss(none, elsewhere);
  }
  const ways = waysOf(analysed, question);
  const reasons = ways.slice(0, mostWays).map(({ rules, own }) => {
    const { looked, seen } = seenInstead(
      own.map(({ selected }) => selected),
      rules,
      span
    );
    const of = ways.length === 1 ? '' : `${someNames(own.map(({ analysis }) => analysis.repository))}: `;
    return `${of}${looked} ${seen}`;
  });
  return amiss(
    none,
    ...reasons,
    archivedOnes(question),
    firstAfter(
      recognised(question).flatMap(({ status, finishedAt }) =>
        status === 'success' && finishedAt !== null ? [finishedAt] : []
      ),
      question
    ),
    say('engine.nothing.deployed.advice', 'Change the time range, or the deployment rules in the settings.')
  );
}

/** Which filter leaves out what there is, and what that belongs to; null: there is nothing. */
function leftOutByFilters({ query: { filters }, list }: Question, there: readonly Deployment[]): string | null {
  if (there.length === 0) {
    return null;
  }
  const elsewhere = there.filter(({ environment }) => !list.isEnvironmentWanted(environment));
  if (elsewhere.length > 0) {
    return say(
      'engine.nothing.deployed.environments',
      'The filter on environments ({{filter}}) leaves out these: {{environments}}. Change the filter.',
      {
        filter: someNames(filters.environments),
        environments: countedNames(elsewhere.map(({ environment }) => environment)) ?? '',
      }
    );
  }
  const nobody = say('engine.nothing.deployed.noService', 'no service');
  const services = there.flatMap((one) => list.belonger.servicesOfDeployment(one).map((name) => name ?? nobody));
  return say(
    'engine.nothing.deployed.services',
    'The filter on services ({{filter}}) leaves out those there are; they belong to: {{services}}. Change the filter, or say in the settings of the team which repositories the service runs.',
    { filter: someNames(filters.services), services: countedNames(services) ?? nobody }
  );
}

function waysOf(
  analysed: readonly Analysed[],
  { situation }: Question
): ReadonlyArray<{ readonly rules: Rules; readonly own: readonly Analysed[] }> {
  const ways = new Map<string, { rules: Rules; own: Analysed[] }>();
  for (const one of analysed) {
    const rules = situation.territory.ownership.rulesOf(one.analysis.repository);
    const { overrides: _, hotfixPattern: __, ...way } = rules;
    const key = JSON.stringify(way);
    const known = ways.get(key) ?? { rules, own: [] };
    known.own.push(one);
    ways.set(key, known);
  }
  return [...ways.values()].sort((a, b) => b.own.length - a.own.length);
}

/** Why a list of deployments is empty although some were made. */
export function noSuchDeployments(question: Question<DeploymentsQuery>): Notice {
  const { query, list } = question;
  const count = deployedCount(question);
  switch (query.outcome) {
    case 'failed':
      return fine(nothingFailed(count, query.attribution), proximityIgnored(question));
    case 'rework':
      return fine(
        sayCount(
          'engine.nothing.rework',
          {
            one: 'The 1 successful production deployment of this time range was no rework.',
            other: 'None of the {{count}} successful production deployments of this time range was rework.',
          },
          count
        ),
        say(
          'engine.nothing.rework.rule',
          'Rework is a rollback, a revert, or a hotfix by the pattern "{{pattern}}". Change the pattern in the settings if repairs are called otherwise.',
          { pattern: list.ownership.rulesOf(question.situation.territory.repositories[0] ?? '').hotfixPattern }
        )
      );
    case 'all':
    case 'production':
      return amiss(say('engine.nothing.deployments.filters', 'No deployment passes all filters of this query.'));
  }
}

export function deployedCount({ parts, span }: Question): number {
  return (parts ?? []).reduce(
    (sum, { deployments }) =>
      sum +
      deployments.filter(
        ({ deployment: { status, finishedAt } }) =>
          status === 'success' && finishedAt !== null && isWithin(finishedAt, { span })
      ).length,
    0
  );
}

export function nothingFailed(count: number, attribution: Attribution): string {
  return attribution === 'strict'
    ? sayCount(
        'engine.nothing.failed.strict',
        {
          one: 'The 1 successful production deployment of this time range did not fail by strict attribution (rules 1 to 5).',
          other:
            'None of the {{count}} successful production deployments of this time range failed by strict attribution (rules 1 to 5).',
        },
        count
      )
    : sayCount(
        'engine.nothing.failed',
        {
          one: 'The 1 successful production deployment of this time range did not fail by any rule.',
          other: 'None of the {{count}} successful production deployments of this time range failed by any rule.',
        },
        count
      );
}

/** What strict attribution does not count. */
export function proximityIgnored({ query, parts, span }: Question): string | null {
  const count = (parts ?? []).reduce(
    (sum, { deployments }) =>
      sum +
      deployments.filter(
        ({ deployment, hits }) =>
          deployment.finishedAt !== null &&
          isWithin(deployment.finishedAt, { span }) &&
          hits.some(({ rule }) => rule === 'proximity')
      ).length,
    0
  );
  return query.attribution !== 'strict' || count === 0
    ? null
    : sayCount(
        'engine.nothing.failed.proximity',
        {
          one: 'Inclusive attribution would count 1, because an incident began soon after it.',
          other: 'Inclusive attribution would count {{count}}, because an incident began soon after each.',
        },
        count
      );
}
