import { LeadTimeStart, MetricName, Statistic } from '../metrics';
import { say, sayCount, sayList } from '../words';
import { applicableFields, OptionalField } from './applicableFields';
import { describeFilters } from './describeFilters';
import { describePoint } from './describePoint';
import { qualitySubject } from './describeQuality';
import { describeShape } from './describeShape';
import { sayMetric } from './sayMetric';
import { isComparable } from './shapes';
import { BucketSize, DoraQuery, FrequencyDisplay, GroupKey, ItemsQuery, MetricsQuery } from './types';

/**
 * What a query means, in one plain line for editors, panel headers and the inspector: "Median change lead time of team
 * payments, per week over a rolling 90 days, …". Everything that changes the answer is in it and nothing else; the order
 * is the editor's: what, of whom, over what, compared with what, shown how, by which rules.
 */
export function describeQuery(query: DoraQuery): string {
  const applicable = applicableFields(query);
  const { services, environments } = query.filters;
  const { ofWhom, others } = describeFilters({
    ...query.filters,
    services: applicable.has('services') ? services : [],
    environments: applicable.has('environments') ? environments : [],
  });
  const clauses = [
    ofWhom === null
      ? subject(query)
      : say('query.describe.ofWhom', '{{subject}} of {{whom}}', { subject: subject(query), whom: ofWhom }),
    ...others,
    ...(query.queryType === 'metrics'
      ? [...grouping(query), ...timing(query), ...comparing(query), ...showing(query)]
      : []),
    ...describeShape(query),
    ...(query.queryType === 'items' ? describePoint(query) : []),
    ...(query.queryType === 'sensitivity' || query.queryType === 'quality' ? grouping(query) : []),
    ...rules(query, applicable),
  ];
  const sentence = clauses.join(', ');
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function subject(query: DoraQuery): string {
  switch (query.queryType) {
    case 'metrics':
      return query.metricVariable !== undefined
        ? query.metricVariable
        : query.metrics.length === 0
          ? say('query.describe.noMetric', 'no metric')
          : sayList(query.metrics.map((metric) => titled(metric, query)));
    case 'deployments':
      return {
        all: say('query.describe.allDeployments', 'all deployments'),
        production: say('query.describe.productionDeployments', 'successful production deployments'),
        failed: say('query.describe.failedDeployments', 'failed deployments'),
        rework: say('query.describe.reworkDeployments', 'deployments that were rework'),
      }[applicableFields(query).has('outcome') ? query.outcome : 'production'];
    case 'changes': {
      const changes = {
        all: say('query.describe.allChanges', 'all changes'),
        deployed: say('query.describe.deployedChanges', 'changes in production'),
        waiting: say('query.describe.waitingChanges', 'changes waiting for production'),
        noLeadTime: say('query.describe.changesWithoutLeadTime', 'changes without a lead time'),
      }[query.outcome];
      return query.labels.length === 0
        ? changes
        : say('query.describe.labelled', '{{changes}} labelled {{labels}}', {
            changes,
            labels: sayList(query.labels, 'or'),
          });
    }
    case 'incidents':
      return {
        all: say('query.describe.allIncidents', 'all incidents'),
        changeRelated: say('query.describe.linkedIncidents', 'incidents laid to a deployment'),
        notChangeRelated: say('query.describe.unlinkedIncidents', 'incidents not laid to a deployment'),
        open: say('query.describe.openIncidents', 'open incidents'),
      }[query.outcome];
    case 'releases':
      return {
        all: say('query.describe.allReleases', 'releases and tags'),
        published: say('query.describe.publishedReleases', 'published releases'),
        final: say('query.describe.finalReleases', 'published releases without prereleases'),
      }[query.outcome];
    case 'runs':
      return query.workflows.length === 0
        ? say('query.describe.allRuns', 'all workflow runs')
        : sayCount(
            'query.describe.runs',
            { one: 'runs of the workflow {{names}}', other: 'runs of the workflows {{names}}' },
            query.workflows.length,
            { names: sayList(query.workflows) }
          );
    case 'experiments':
      return say('query.describe.experiments', 'experiments');
    case 'items':
      return itemsSubject(query);
    case 'sensitivity': {
      const metric =
        query.metricVariable ??
        (durations.includes(query.metric)
          ? statisticOf(query.statistic, sayMetric(query.metric))
          : sayMetric(query.metric));
      return say('query.sentence.sensitivity', 'how much {{metric}} depends on the choices behind it', { metric });
    }
    case 'quality':
      return qualitySubject(query);
  }
}

function itemsSubject({ metric, metricVariable, outcome }: ItemsQuery): string {
  const name = { metric: metricVariable ?? sayMetric(metric) };
  switch (outcome) {
    case 'observed':
      return say('query.sentence.items.observed', 'the events behind {{metric}}', name);
    case 'counted':
      return say('query.sentence.items.counted', 'the events that count in {{metric}}', name);
    case 'notCounted':
      return say('query.sentence.items.notCounted', 'the events that do not count in {{metric}}', name);
    case 'all':
      return say('query.sentence.items.all', 'all events that count or do not count in {{metric}}', name);
  }
}

const durations: readonly MetricName[] = ['changeLeadTime', 'failedDeploymentRecoveryTime', 'timeToRestore'];

/** A frequency as it is shown. */
function frequency(display: FrequencyDisplay): string {
  switch (display) {
    case 'perDay':
      return sayMetric('deploymentFrequency');
    case 'perWeek':
      return say('query.describe.frequencyPerWeek', 'deployment frequency (per week)');
    case 'perMonth':
      return say('query.describe.frequencyPerMonth', 'deployment frequency (per month)');
    case 'deploymentDaysPerWeek':
      return say('query.describe.deploymentDays', 'deployment days per week');
  }
}

function statisticOf(statistic: Statistic, metric: string): string {
  switch (statistic) {
    case 'median':
      return say('query.describe.median', 'median {{metric}}', { metric });
    case 'mean':
      return say('query.describe.mean', 'mean {{metric}}', { metric });
    case 'p75':
      return say('query.describe.p75', '75th percentile of {{metric}}', { metric });
    case 'p90':
      return say('query.describe.p90', '90th percentile of {{metric}}', { metric });
    case 'p95':
      return say('query.describe.p95', '95th percentile of {{metric}}', { metric });
  }
}

function titled(metric: MetricName, query: MetricsQuery): string {
  if (metric === 'deploymentFrequency') {
    return frequency(query.frequencyDisplay);
  }
  return durations.includes(metric) && applicableFields(query).has('statistic')
    ? statisticOf(query.statistic, sayMetric(metric))
    : sayMetric(metric);
}

function grouping({ groupBy }: Pick<MetricsQuery, 'groupBy'>): readonly string[] {
  return groupBy.length === 0
    ? []
    : [say('query.describe.per', 'per {{groups}}', { groups: sayList(groupBy.map(groupWord)) })];
}

function timing({ interval, windowDays }: MetricsQuery): readonly string[] {
  if (interval === 'none') {
    return [say('query.describe.wholeRange', 'over the whole time range')];
  }
  const per = everyInterval(interval);
  return [
    windowDays > 0
      ? say('query.describe.rolling', '{{per}} over a rolling {{days}} days', { per, days: windowDays })
      : per,
  ];
}

function comparing(query: MetricsQuery): readonly string[] {
  const { comparison, comparisonDate } = query;
  if (!isComparable(query)) {
    return [];
  }
  return {
    none: [],
    previousPeriod: [say('query.describe.previousPeriod', 'compared with the previous period')],
    previousYear: [say('query.describe.previousYear', 'compared with the same period a year ago')],
    date: [
      comparisonDate === ''
        ? say('query.describe.aroundSomeDate', 'before and after a date')
        : say('query.describe.aroundDate', 'before and after {{date}}', { date: comparisonDate }),
    ],
  }[comparison];
}

function showing(query: MetricsQuery): readonly string[] {
  const { interval, tableLayout, showIntervals, benchmarkYear, shape } = query;
  return [
    ...(interval === 'none' && tableLayout === 'rows' && shape === 'plain'
      ? [say('query.describe.rows', 'a row per metric')]
      : []),
    ...(showIntervals && isComparable(query)
      ? [say('query.describe.intervals', 'with counts and 95 % intervals')]
      : []),
    ...(benchmarkYear === null
      ? []
      : [say('query.describe.levels', 'levels of {{year}}', { year: String(benchmarkYear) })]),
  ];
}

function groupWord(key: GroupKey): string {
  switch (key) {
    case 'team':
      return say('query.describe.team', 'team');
    case 'repository':
      return say('query.describe.repository', 'repository');
    case 'service':
      return say('query.describe.service', 'service');
    case 'environment':
      return say('query.describe.environment', 'environment');
  }
}

function everyInterval(interval: Exclude<BucketSize, 'none'>): string {
  switch (interval) {
    case 'day':
      return say('query.describe.perDay', 'per day');
    case 'week':
      return say('query.describe.perWeek', 'per week');
    case 'month':
      return say('query.describe.perMonth', 'per month');
    case 'quarter':
      return say('query.describe.perQuarter', 'per quarter');
  }
}

function leadTimeFrom(start: LeadTimeStart): string {
  switch (start) {
    case 'authored':
      return say('query.describe.fromAuthored', 'lead time from the first commit as authored');
    case 'committed':
      return say('query.describe.fromCommitted', 'lead time from the first commit as committed');
    case 'opened':
      return say('query.describe.fromOpened', 'lead time from the opened pull request');
    case 'ready':
      return say('query.describe.fromReady', 'lead time from ready for review');
    case 'merged':
      return say('query.describe.fromMerged', 'lead time from the merge');
  }
}

function rules({ attribution, choices }: DoraQuery, applicable: ReadonlySet<OptionalField>): readonly string[] {
  const { leadTimeStart, recoveryStart, reworkWording, attributionWindowHours } = choices;
  const said = <Choice>(field: OptionalField, choice: Choice | undefined, clause: (choice: Choice) => string) =>
    choice === undefined || !applicable.has(field) ? [] : [clause(choice)];
  return [
    ...said('attribution', attribution, (kind) =>
      kind === 'strict'
        ? say('query.describe.strict', 'strict attribution')
        : say('query.describe.inclusive', 'inclusive attribution')
    ),
    ...said('attributionWindowHours', attributionWindowHours, (hours) =>
      say('query.describe.proximity', 'incidents up to {{hours}} h after a deployment', { hours })
    ),
    ...said('leadTimeStart', leadTimeStart, (start) => leadTimeFrom(start)),
    ...said('recoveryStart', recoveryStart, (start) =>
      start === 'deployment'
        ? say('query.describe.recoveryFromDeployment', 'recovery from the deployment')
        : say('query.describe.recoveryFromIncident', 'recovery from the incident')
    ),
    ...said('reworkWording', reworkWording, (wording) =>
      wording === 'incident'
        ? say('query.describe.reworkGuide', 'rework as in the guide (incident)')
        : say('query.describe.reworkSurvey', 'rework as in the survey (user-facing bug)')
    ),
  ];
}
