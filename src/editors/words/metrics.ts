import { BenchmarkYear, MetricName, Statistic } from '../../metrics';
import { FrequencyDisplay, TableLayout, sayMetric } from '../../query';
import { say } from '../../words';
import { Word } from './word';

/** Metrics, how they are summed up, and how they are shown. */

export const metricWords: Record<MetricName, Word> = {
  deploymentFrequency: {
    get label() {
      return titled('deploymentFrequency');
    },
  },
  changeLeadTime: {
    get label() {
      return titled('changeLeadTime');
    },
  },
  changeFailRate: {
    get label() {
      return titled('changeFailRate');
    },
  },
  failedDeploymentRecoveryTime: {
    get label() {
      return titled('failedDeploymentRecoveryTime');
    },
  },
  deploymentReworkRate: {
    get label() {
      return titled('deploymentReworkRate');
    },
  },
  timeToRestore: {
    get label() {
      return titled('timeToRestore');
    },
    get description() {
      return say('options.everyIncidentChangeRelatedOr', 'Every incident, change-related or not');
    },
  },
};

export const statisticWords: Record<Statistic, Word> = {
  median: {
    get label() {
      return say('options.median', 'Median');
    },
  },
  mean: {
    get label() {
      return say('options.mean', 'Mean');
    },
  },
  p75: {
    get label() {
      return say('options.x75thPercentile', '75th percentile');
    },
  },
  p90: {
    get label() {
      return say('options.x90thPercentile', '90th percentile');
    },
  },
  p95: {
    get label() {
      return say('options.x95thPercentile', '95th percentile');
    },
  },
};

export const frequencyWords: Record<FrequencyDisplay, Word> = {
  perDay: {
    get label() {
      return say('options.deploymentsPerDay', 'Deployments per day');
    },
  },
  perWeek: {
    get label() {
      return say('options.deploymentsPerWeek', 'Deployments per week');
    },
  },
  perMonth: {
    get label() {
      return say('options.deploymentsPerMonth', 'Deployments per month');
    },
  },
  deploymentDaysPerWeek: {
    get label() {
      return say('options.deploymentDaysPerWeek', 'Deployment days per week');
    },
  },
};

export const tableLayoutWords: Record<TableLayout, Word> = {
  columns: {
    get label() {
      return say('options.aColumnPerMetric', 'A column per metric');
    },
    get description() {
      return say('options.forStatsAndBarsToo', 'For stats and bars too');
    },
  },
  rows: {
    get label() {
      return say('options.aRowPerMetric', 'A row per metric');
    },
    get description() {
      return say('options.forReadingWithAllThere', 'For reading, with all there is to know');
    },
  },
};

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
