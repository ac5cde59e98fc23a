/** The five of DORA, and the classic time to restore beside them (METRICS.md §2). */
export const metricNames = [
  'deploymentFrequency',
  'changeLeadTime',
  'changeFailRate',
  'failedDeploymentRecoveryTime',
  'deploymentReworkRate',
  'timeToRestore',
] as const;

export type MetricName = (typeof metricNames)[number];

/** Seconds, deployments per day, a share between 0 and 1, or (deployment frequency read that way) days a week. */
export type Unit = 's' | 'perDay' | 'ratio' | 'daysPerWeek';

export const metricUnit: Record<MetricName, Exclude<Unit, 'daysPerWeek'>> = {
  deploymentFrequency: 'perDay',
  changeLeadTime: 's',
  changeFailRate: 'ratio',
  failedDeploymentRecoveryTime: 's',
  deploymentReworkRate: 'ratio',
  timeToRestore: 's',
};

export type Statistic = 'median' | 'mean' | 'p75' | 'p90' | 'p95';
export const statistics: readonly Statistic[] = ['median', 'mean', 'p75', 'p90', 'p95'];

export type Level = 'elite' | 'high' | 'medium' | 'low';

export type BenchmarkYear = 2019 | 2021 | 2022 | 2023 | 2024 | 2025;
export const benchmarkYears: readonly BenchmarkYear[] = [2019, 2021, 2022, 2023, 2024, 2025];
