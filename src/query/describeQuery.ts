import { MetricName, Statistic } from '../metrics';
import { say } from '../words';
import { applicableFields, OptionalField } from './applicableFields';
import { describeFilters } from './describeFilters';
import { describeShape } from './describeShape';
import { listed } from './listed';
import { metricTitles } from './options';
import { describePoint } from './describePoint';
import { qualitySubject } from './describeQuality';
import { isComparable } from './shapes';
import { DoraQuery, FrequencyDisplay, ItemsQuery, MetricsQuery } from './types';

/**
 * What a query means, in one plain line for editors, panel headers and the inspector: "Median change lead time of team
 * payments, per week over a rolling 90 days, …". Everything that changes the answer is in it and nothing else; the order
 * is the editor's: what, of whom, over what, compared with what, shown how, by which rules.
 */
export function describeQuery(query: DoraQuery): string {
  const applicable = applicableFields(query);
  const { ofWhom, others } = describeFilters(
    applicable.has('environments') ? query.filters : { ...query.filters, environments: [] }
  );
  const clauses = [
    [subject(query), ...(ofWhom === null ? [] : [ofWhom])].join(' of '),
    ...others,
    ...(query.queryType === 'metrics'
      ? [...grouping(query), ...timing(query), ...comparing(query), ...showing(query)]
      : []),
    ...describeShape(query),
    ...(query.queryType === 'items' ? describePoint(query) : []),
    ...(query.queryType === 'sensitivity' && query.groupBy.length > 0 ? [`per ${listed(query.groupBy)}`] : []),
    ...(query.queryType === 'quality' ? grouping(query) : []),
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
          ? 'no metric'
          : listed(query.metrics.map((metric) => titled(metric, query)));
    case 'deployments':
      return {
        all: 'all deployments',
        production: 'successful production deployments',
        failed: 'failed deployments',
        rework: 'deployments that were rework',
      }[applicableFields(query).has('outcome') ? query.outcome : 'production'];
    case 'changes': {
      const changes = {
        all: 'all changes',
        deployed: 'changes in production',
        waiting: 'changes waiting for production',
        noLeadTime: 'changes without a lead time',
      }[query.outcome];
      return query.labels.length === 0 ? changes : `${changes} labelled ${listed(query.labels, 'or')}`;
    }
    case 'incidents':
      return {
        all: 'all incidents',
        changeRelated: 'incidents laid to a deployment',
        notChangeRelated: 'incidents not laid to a deployment',
        open: 'open incidents',
      }[query.outcome];
    case 'releases':
      return {
        all: 'releases and tags',
        published: 'published releases',
        final: 'published releases without prereleases',
      }[query.outcome];
    case 'runs':
      return query.workflows.length === 0
        ? 'all workflow runs'
        : `runs of the ${query.workflows.length === 1 ? 'workflow' : 'workflows'} ${listed(query.workflows)}`;
    case 'items':
      return itemsSubject(query);
    case 'sensitivity': {
      const metric =
        query.metricVariable ??
        (durations.includes(query.metric)
          ? `${statisticsOf[query.statistic]} ${metricTitles[query.metric]}`
          : metricTitles[query.metric]);
      return say('query.sentence.sensitivity', 'how much {{metric}} depends on the choices behind it', { metric });
    }
    case 'quality':
      return qualitySubject(query);
  }
}

function itemsSubject({ metric, metricVariable, outcome }: ItemsQuery): string {
  const name = { metric: metricVariable ?? metricTitles[metric] };
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

const frequencies: Record<FrequencyDisplay, string> = {
  perDay: 'deployment frequency',
  perWeek: 'deployment frequency (per week)',
  perMonth: 'deployment frequency (per month)',
  deploymentDaysPerWeek: 'deployment days per week',
};

const statisticsOf: Record<Statistic, string> = {
  median: 'median',
  mean: 'mean',
  p75: '75th percentile of',
  p90: '90th percentile of',
  p95: '95th percentile of',
};

function titled(metric: MetricName, query: MetricsQuery): string {
  if (metric === 'deploymentFrequency') {
    return frequencies[query.frequencyDisplay];
  }
  return durations.includes(metric) && applicableFields(query).has('statistic')
    ? `${statisticsOf[query.statistic]} ${metricTitles[metric]}`
    : metricTitles[metric];
}

function grouping({ groupBy }: Pick<MetricsQuery, 'groupBy'>): readonly string[] {
  return groupBy.length === 0 ? [] : [`per ${listed(groupBy)}`];
}

function timing({ interval, windowDays }: MetricsQuery): readonly string[] {
  if (interval === 'none') {
    return ['over the whole time range'];
  }
  return [windowDays > 0 ? `per ${interval} over a rolling ${windowDays} days` : `per ${interval}`];
}

function comparing(query: MetricsQuery): readonly string[] {
  const { comparison, comparisonDate } = query;
  if (!isComparable(query)) {
    return [];
  }
  return {
    none: [],
    previousPeriod: ['compared with the previous period'],
    previousYear: ['compared with the same period a year ago'],
    date: [`before and after ${comparisonDate === '' ? 'a date' : comparisonDate}`],
  }[comparison];
}

function showing(query: MetricsQuery): readonly string[] {
  const { interval, tableLayout, showIntervals, benchmarkYear, shape } = query;
  return [
    ...(interval === 'none' && tableLayout === 'rows' && shape === 'plain' ? ['a row per metric'] : []),
    ...(showIntervals && isComparable(query) ? ['with counts and 95 % intervals'] : []),
    ...(benchmarkYear === null ? [] : [`levels of ${benchmarkYear}`]),
  ];
}

const leadTimeStartTitles = {
  authored: 'lead time from the first commit as authored',
  committed: 'lead time from the first commit as committed',
  opened: 'lead time from the opened pull request',
  ready: 'lead time from ready for review',
  merged: 'lead time from the merge',
};

function rules({ attribution, choices }: DoraQuery, applicable: ReadonlySet<OptionalField>): readonly string[] {
  const { leadTimeStart, recoveryStart, reworkWording, attributionWindowHours } = choices;
  const said = <Choice>(field: OptionalField, choice: Choice | undefined, clause: (choice: Choice) => string) =>
    choice === undefined || !applicable.has(field) ? [] : [clause(choice)];
  return [
    ...said('attribution', attribution, (kind) => `${kind} attribution`),
    ...said(
      'attributionWindowHours',
      attributionWindowHours,
      (hours) => `incidents up to ${hours} h after a deployment`
    ),
    ...said('leadTimeStart', leadTimeStart, (start) => leadTimeStartTitles[start]),
    ...said('recoveryStart', recoveryStart, (start) => `recovery from the ${start}`),
    ...said('reworkWording', reworkWording, (wording) =>
      wording === 'incident' ? 'rework as in the guide (incident)' : 'rework as in the survey (user-facing bug)'
    ),
  ];
}
