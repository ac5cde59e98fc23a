import { MetricName, metricNames, metricUnit } from '../metrics';
import { isComparable } from './shapes';
import { DoraQuery } from './types';

export type OptionalField =
  | 'services'
  | 'environments'
  | 'statistic'
  | 'windowDays'
  | 'comparisonDate'
  | 'frequencyDisplay'
  | 'tableLayout'
  | 'outcome'
  | 'comparison'
  | 'showIntervals'
  | 'attribution'
  | 'leadTimeStart'
  | 'recoveryStart'
  | 'reworkWording'
  | 'attributionWindowHours';

/** The fields that change this query's answer: the others are neither shown nor described. */
export function applicableFields(query: DoraQuery): ReadonlySet<OptionalField> {
  const metrics = new Set(metricsOf(query));
  const about = (...names: readonly MetricName[]) => names.some((name) => metrics.has(name));
  const fields = new Set<OptionalField>();
  if (query.queryType !== 'experiments') {
    fields.add('services');
  }
  if (query.queryType !== 'runs' && query.queryType !== 'releases' && query.queryType !== 'experiments') {
    fields.add('environments');
  }
  if (
    (query.queryType === 'metrics' || query.queryType === 'sensitivity') &&
    !(query.queryType === 'metrics' && query.shape === 'distribution') &&
    metricsOf(query).some((metric) => metricUnit[metric] === 's')
  ) {
    fields.add('statistic');
  }
  if (query.queryType === 'metrics') {
    // A window without an interval is refused: it has to be seen to be mended.
    if (query.interval !== 'none' || query.windowDays !== 0) {
      fields.add('windowDays');
    }
    if (query.interval === 'none' && query.shape === 'plain') {
      fields.add('tableLayout');
    }
    if (isComparable(query)) {
      fields.add('comparison');
      fields.add('showIntervals');
      if (query.comparison === 'date') {
        fields.add('comparisonDate');
      }
    }
    if (about('deploymentFrequency') && query.shape !== 'levels') {
      fields.add('frequencyDisplay');
    }
  }
  if ('outcome' in query && !(query.queryType === 'deployments' && query.shape === 'states')) {
    fields.add('outcome');
  }
  if (about('changeLeadTime')) {
    fields.add('leadTimeStart');
  }
  if (about('failedDeploymentRecoveryTime')) {
    fields.add('recoveryStart');
  }
  if (about('deploymentReworkRate')) {
    fields.add('reworkWording');
  }
  if (
    about('changeFailRate', 'failedDeploymentRecoveryTime', 'deploymentReworkRate') ||
    query.queryType === 'incidents'
  ) {
    fields.add('attribution');
    if (query.attribution === 'inclusive') {
      fields.add('attributionWindowHours');
    }
  }
  return fields;
}

/** The metrics whose rules decide what a query shows; of a variable it may be any. */
function metricsOf(query: DoraQuery): readonly MetricName[] {
  if ('metricVariable' in query && query.metricVariable !== undefined) {
    return metricNames;
  }
  switch (query.queryType) {
    case 'metrics':
      return query.metrics;
    case 'items':
    case 'sensitivity':
      return [query.metric];
    case 'deployments':
      return ['changeFailRate', 'failedDeploymentRecoveryTime', 'deploymentReworkRate'];
    case 'changes':
      return ['changeLeadTime'];
    case 'incidents':
    case 'releases':
    case 'runs':
    case 'quality':
    case 'experiments':
      return [];
  }
}
