import { BenchmarkYear, MetricName, Statistic } from '../../metrics';
import { FrequencyDisplay, TableLayout, sayMetric } from '../../query';
import { say } from '../../words';
import { Word } from './word';

/** Metrics, how they are summed up, and how they are shown. */

export const metricWords = (): Record<MetricName, Word> => ({
  deploymentFrequency: { label: titled('deploymentFrequency') },
  changeLeadTime: { label: titled('changeLeadTime') },
  changeFailRate: { label: titled('changeFailRate') },
  failedDeploymentRecoveryTime: { label: titled('failedDeploymentRecoveryTime') },
  deploymentReworkRate: { label: titled('deploymentReworkRate') },
  timeToRestore: {
    label: titled('timeToRestore'),
    description: say('options.everyIncidentChangeRelatedOr', 'Every incident, change-related or not'),
  },
});

export const statisticWords = (): Record<Statistic, Word> => ({
  median: { label: say('options.median', 'Median') },
  mean: { label: say('options.mean', 'Mean') },
  p75: { label: say('options.x75thPercentile', '75th percentile') },
  p90: { label: say('options.x90thPercentile', '90th percentile') },
  p95: { label: say('options.x95thPercentile', '95th percentile') },
});

export const frequencyWords = (): Record<FrequencyDisplay, Word> => ({
  perDay: { label: say('options.deploymentsPerDay', 'Deployments per day') },
  perWeek: { label: say('options.deploymentsPerWeek', 'Deployments per week') },
  perMonth: { label: say('options.deploymentsPerMonth', 'Deployments per month') },
  deploymentDaysPerWeek: { label: say('options.deploymentDaysPerWeek', 'Deployment days per week') },
});

export const tableLayoutWords = (): Record<TableLayout, Word> => ({
  columns: {
    label: say('options.aColumnPerMetric', 'A column per metric'),
    description: say('options.forStatsAndBarsToo', 'For stats and bars too'),
  },
  rows: {
    label: say('options.aRowPerMetric', 'A row per metric'),
    description: say('options.forReadingWithAllThere', 'For reading, with all there is to know'),
  },
});

/** A report's year; the last one has no levels. */
export function yearWords(year: BenchmarkYear): Word {
  return year === 2025
    ? {
        label: String(year),
        description: say('options.quickCheckScoresInsteadOf', 'Quick Check scores instead of levels'),
      }
    : { label: String(year) };
}

function titled(metric: MetricName): string {
  const title = sayMetric(metric);
  return title.charAt(0).toUpperCase() + title.slice(1);
}
