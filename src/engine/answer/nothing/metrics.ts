import { failureOf, MetricName, wasDeployedIn } from '../../../metrics';
import { metricTitles } from '../../../query';
import { say, sayCount } from '../../../words';
import { MetricRow, Notice } from '../../answers';
import { deployedCount, nothingDeployed, nothingFailed, proximityIgnored } from './deployments';
import { noIncidents, factsOf } from './incidents';
import { amiss, fine, isWithin, Question } from './question';
import { nothingInScope } from './scope';

/** What a value of a metric says of how it came about. */
type Value = Pick<MetricRow, 'metric' | 'n' | 'incomplete' | 'period'>;

/**
 * Why metrics have no value although they were asked for: of each metric that nothing was observed for in any group and
 * period. One that has values needs no explaining, whatever stands in the other columns (METRICS.md, first rule).
 */
export function withoutValues(
  metrics: readonly MetricName[],
  rows: readonly Value[],
  question: Question
): readonly Notice[] {
  if (rows.length === 0) {
    return [nothingInScope(question) ?? amiss(sayNoGroups())];
  }
  const notices = metrics.flatMap((metric) => {
    const own = rows.filter((row) => row.metric === metric);
    if (own.some(({ n, incomplete }) => n > 0 || incomplete)) {
      return [];
    }
    const span = {
      from: Math.min(...own.map(({ period }) => period.from)),
      to: Math.max(...own.map(({ period }) => period.to)),
    };
    return noValueOf(metric, { ...question, span });
  });
  // Without a deployment most metrics have the same reason.
  return [...new Map(notices.map((notice) => [notice.text, notice])).values()];
}

/** Why a metric has no row at all. */
export function sayNoGroups(): string {
  return say(
    'engine.nothing.groups',
    'There is nothing to group by: no team, repository, service or environment of this query was seen. Check the filters, and the teams in the settings.'
  );
}

/** Why nothing was observed for one metric. */
export function noValueOf(metric: MetricName, question: Question): readonly Notice[] {
  if (metric === 'timeToRestore') {
    return noTimeToRestore(question);
  }
  const reason = nothingInScope(question) ?? nothingDeployed(question);
  if (reason !== null) {
    return [reason];
  }
  switch (metric) {
    case 'changeLeadTime':
      return [noLeadTime(question)];
    case 'failedDeploymentRecoveryTime':
      return [noRecovery(question)];
    default:
      return [noGroupHasAny(metric)];
  }
}

function noTimeToRestore(question: Question): readonly Notice[] {
  const reason = noIncidents(question);
  if (reason !== null) {
    return [reason];
  }
  const open = factsOf(question).filter(({ incident }) => incident.resolvedAt === null).length;
  return [
    open === 0
      ? noGroupHasAny('timeToRestore')
      : amiss(
          sayCount(
            'engine.nothing.restore.open',
            {
              one: 'No time to restore: the 1 incident of this time range is still open.',
              other: 'No time to restore: all {{count}} incidents of this time range are still open.',
            },
            open
          )
        ),
  ];
}

function noLeadTime(question: Question): Notice {
  const changes = (question.parts ?? []).flatMap((part) => part.changes);
  const deployed = changes.filter((fact) => wasDeployedIn(question.span, fact));
  const count = deployedCount(question);
  if (deployed.length === 0) {
    return amiss(
      sayCount(
        'engine.nothing.leadTime.noChange',
        {
          one: 'No change lead time: the 1 successful production deployment of this time range contains no change that is known.',
          other:
            'No change lead time: the {{count}} successful production deployments of this time range contain no change that is known.',
        },
        count
      ),
      say(
        'engine.nothing.leadTime.unit',
        'A change is a merged pull request, or a commit if the rules say so: check the unit of change in the settings, and that the token may read pull requests.'
      )
    );
  }
  const first = deployed.filter(({ reason }) => reason === 'firstDeployment').length;
  return first === deployed.length
    ? amiss(
        sayCount(
          'engine.nothing.leadTime.first',
          {
            one: 'No change lead time: the 1 change that reached production in this time range came with the first known deployment, so nobody can say since when it waited.',
            other:
              'No change lead time: all {{count}} changes that reached production in this time range came with the first known deployment, so nobody can say since when they waited.',
          },
          deployed.length
        ),
        say('engine.nothing.leadTime.firstAdvice', 'From the next deployment on lead times are known.')
      )
    : amiss(
        sayCount(
          'engine.nothing.leadTime.start',
          {
            one: 'No change lead time: of the 1 change that reached production in this time range the start is not recorded.',
            other:
              'No change lead time: of the {{count}} changes that reached production in this time range the start is not recorded.',
          },
          deployed.length
        ),
        say(
          'engine.nothing.leadTime.startAdvice',
          'Choose another start of the lead time in the query or the settings.'
        )
      );
}

function noRecovery(question: Question): Notice {
  const { parts, query, list } = question;
  const failed = (parts ?? []).flatMap(({ deployments }) =>
    deployments.filter(
      (fact) =>
        fact.deployment.finishedAt !== null &&
        isWithin(fact.deployment.finishedAt, question) &&
        failureOf(fact, query.attribution, list.ownership.rulesOf(fact.deployment.repository)) !== null
    )
  );
  return failed.length === 0
    ? fine(
        say('engine.nothing.recovery.found', 'There was nothing to recover from.'),
        nothingFailed(deployedCount(question), query.attribution),
        proximityIgnored(question)
      )
    : amiss(
        sayCount(
          'engine.nothing.recovery.open',
          {
            one: 'No recovery time: the 1 failed deployment of this time range has not been recovered from yet.',
            other:
              'No recovery time: none of the {{count}} failed deployments of this time range has been recovered from yet.',
          },
          failed.length
        ),
        say(
          'engine.nothing.recovery.advice',
          'It ends with the resolution of its last incident, or with the deployment that repairs it.'
        )
      );
}

/** There is something, but in no group that is shown. */
function noGroupHasAny(metric: MetricName): Notice {
  return amiss(
    say(
      'engine.nothing.metric',
      'Nothing in the groups of this query enters {{metric}} in this time range. Change the grouping or the filters.',
      { metric: metricTitles[metric] }
    )
  );
}
