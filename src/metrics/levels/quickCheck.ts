import { BenchmarkYear, MetricName } from '../names';
import { minimumObservations } from './levelOf';
import { day, halfYear, hour, month, perDay, perHalfYear, perMonth, perWeek, week } from './span';

/**
 * Scores of dora.dev's Quick Check, 2025 edition: 0 to 10, 10 best. 2025 has no levels; this is what DORA itself
 * compares with. The survey's six answers become levels 1 to 6, percentages count directly.
 */
export type QuickCheckMetric = Exclude<MetricName, 'timeToRestore'>;

export const quickCheckMetrics: readonly QuickCheckMetric[] = [
  'changeLeadTime',
  'deploymentFrequency',
  'failedDeploymentRecoveryTime',
  'changeFailRate',
  'deploymentReworkRate',
];

export type QuickCheckScores = Readonly<Partial<Record<QuickCheckMetric, number | null>>>;

export interface QuickCheckSummary {
  /** Mean of lead time, deployment frequency and recovery time. */
  readonly throughput: number | null;
  /** Mean of fail rate and rework rate. */
  readonly stability: number | null;
  /** Mean of the five. */
  readonly overall: number | null;
}

/** Answers for durations: "less than an hour" is 6, "more than six months" 1. */
const durationLimits = [halfYear, month, week, day, hour];

/**
 * Answers for deployment frequency. "Between once per hour and once per day" and "on demand" overlap in data: DORA
 * puts on demand at four deployments a day (1,460 a year; State of DevOps 2019, p. 22), so four and more are 6.
 */
const frequencyLimits = [perHalfYear, perMonth, perWeek, perDay, 4 * perDay];

/** Level 1 … 6 (fractions allowed: means of answers) to a score of 0 … 10. */
export function scoreOfAnswer(level: number): number {
  return ((level - 1) / 5) * 10;
}

/**
 * The score of a value in the metric's unit. Null without a value, below five observations, for time to restore (not
 * asked) and for years other than 2025.
 */
export function quickCheckScore(
  metric: MetricName,
  value: number | null,
  n: number,
  year: BenchmarkYear
): number | null {
  if (value === null || n < minimumObservations || year !== 2025) {
    return null;
  }
  switch (metric) {
    case 'changeFailRate':
    case 'deploymentReworkRate':
      return 10 - value * 10;
    case 'deploymentFrequency':
      return scoreOfAnswer(1 + frequencyLimits.filter((limit) => value >= limit).length);
    case 'changeLeadTime':
    case 'failedDeploymentRecoveryTime':
      return scoreOfAnswer(1 + durationLimits.filter((limit) => value < limit).length);
    case 'timeToRestore':
      return null;
  }
}

/** Means of the factors; null where a score they need is missing. */
export function quickCheckSummary(scores: QuickCheckScores): QuickCheckSummary {
  return {
    throughput: meanOf(scores, ['changeLeadTime', 'deploymentFrequency', 'failedDeploymentRecoveryTime']),
    stability: meanOf(scores, ['changeFailRate', 'deploymentReworkRate']),
    overall: meanOf(scores, quickCheckMetrics),
  };
}

function meanOf(scores: QuickCheckScores, metrics: readonly QuickCheckMetric[]): number | null {
  const present = metrics.flatMap((metric) => scores[metric] ?? []);
  return present.length < metrics.length ? null : present.reduce((sum, score) => sum + score, 0) / metrics.length;
}
