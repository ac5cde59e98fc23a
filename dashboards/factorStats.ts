import { DashboardBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { MetricName } from '../src/metrics';
import { at, metricStat } from './panels';
import { metrics } from './target';

/** Every value is over the 90 days that end at its point. */
export const rolling = { interval: 'week', windowDays: 90 } as const;

/** Throughput in the first line, instability and the classic time to restore in the second (DORA's two factors). */
const byFactor: readonly MetricName[] = [
  'deploymentFrequency',
  'changeLeadTime',
  'failedDeploymentRecoveryTime',
  'changeFailRate',
  'deploymentReworkRate',
  'timeToRestore',
];

const height = 4;

/** Adds the six numbers at the top of a dashboard; returns the line below them. */
export function addFactorStats(dashboard: DashboardBuilder): number {
  byFactor.forEach((metric, index) => {
    const position = at((index % 3) * 8, Math.floor(index / 3) * height, 8, height);
    dashboard.withPanel(metricStat(metric, metrics({ metrics: [metric], ...rolling }), position));
  });
  return 2 * height;
}
