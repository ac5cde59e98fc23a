import { MetricName } from '../metrics';
import { metricTitles } from './options';
import { DoraQuery, Filters, FrequencyDisplay, MetricsQuery, RuleChoices } from './types';

/** One plain line for panel headers and help: "Median change lead time per team, per week over a rolling 90 days, …". */
export function describeQuery(query: DoraQuery): string {
  const parts = [
    subject(query) + (query.queryType === 'metrics' ? grouping(query) : ''),
    ...(query.queryType === 'metrics' ? timing(query) : []),
    ...filtering(query.filters),
    ...(query.queryType === 'runs' ? [] : [`${query.attribution} attribution`, ...choosing(query.choices)]),
    ...(query.queryType === 'metrics' && query.benchmarkYear !== null ? [`levels of ${query.benchmarkYear}`] : []),
  ];
  const sentence = parts.join(', ');
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function subject(query: DoraQuery): string {
  switch (query.queryType) {
    case 'metrics':
      return query.metrics.length === 0 ? 'no metric' : listed(query.metrics.map((metric) => titled(metric, query)));
    case 'deployments':
      return {
        all: 'all deployments',
        production: 'successful production deployments',
        failed: 'failed deployments',
        rework: 'deployments that were rework',
      }[query.outcome];
    case 'changes':
      return {
        all: 'all changes',
        deployed: 'changes in production',
        waiting: 'changes waiting for production',
        noLeadTime: 'changes without a lead time',
      }[query.outcome];
    case 'incidents':
      return {
        all: 'all incidents',
        changeRelated: 'incidents laid to a deployment',
        notChangeRelated: 'incidents not laid to a deployment',
        open: 'open incidents',
      }[query.outcome];
    case 'runs':
      return query.workflows.length === 0 ? 'all workflow runs' : `runs of ${listed(query.workflows)}`;
    case 'items':
      return `the events behind ${metricTitles[query.metric]}`;
  }
}

const durations: readonly MetricName[] = ['changeLeadTime', 'failedDeploymentRecoveryTime', 'timeToRestore'];
const frequencies: Record<FrequencyDisplay, string> = {
  perDay: 'deployment frequency',
  perWeek: 'deployment frequency (per week)',
  perMonth: 'deployment frequency (per month)',
  deploymentDaysPerWeek: 'deployment days per week',
};

function titled(metric: MetricName, query: MetricsQuery): string {
  if (metric === 'deploymentFrequency') {
    return frequencies[query.frequencyDisplay];
  }
  return durations.includes(metric) ? `${query.statistic} ${metricTitles[metric]}` : metricTitles[metric];
}

function grouping(query: MetricsQuery): string {
  return query.groupBy.length === 0 ? '' : ` per ${listed(query.groupBy)}`;
}

function timing(query: MetricsQuery): readonly string[] {
  const window = query.windowDays > 0 ? ` over a rolling ${query.windowDays} days` : '';
  const comparison = {
    none: [],
    previousPeriod: ['compared with the previous period'],
    previousYear: ['compared with the same period a year ago'],
    date: [`before and after ${query.comparisonDate}`],
  }[query.comparison];
  return [...(query.interval === 'none' ? [] : [`per ${query.interval}${window}`]), ...comparison];
}

function filtering(filters: Filters): readonly string[] {
  const part = (one: string, many: string, names: readonly string[]) =>
    names.length === 0 ? [] : [`${names.length === 1 ? one : many} ${listed(names)}`];
  return [
    ...part('team', 'teams', filters.teams),
    ...part('repository', 'repositories', filters.repositories),
    ...part('service', 'services', filters.services),
    ...part('environment', 'environments', filters.environments),
  ];
}

const leadTimeStartTitles = {
  authored: 'lead time from the first commit as authored',
  committed: 'lead time from the first commit as committed',
  opened: 'lead time from the opened pull request',
  ready: 'lead time from ready for review',
  merged: 'lead time from the merge',
};

function choosing(choices: RuleChoices): readonly string[] {
  const { leadTimeStart, recoveryStart, reworkWording, attributionWindowHours } = choices;
  return [
    ...(leadTimeStart === undefined ? [] : [leadTimeStartTitles[leadTimeStart]]),
    ...(recoveryStart === undefined ? [] : [`recovery from the ${recoveryStart}`]),
    ...(reworkWording === undefined
      ? []
      : [`rework as in ${reworkWording === 'incident' ? 'the guide (incident)' : 'the survey (user-facing bug)'}`]),
    ...(attributionWindowHours === undefined ? [] : [`incidents up to ${attributionWindowHours} h after a deployment`]),
  ];
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}
