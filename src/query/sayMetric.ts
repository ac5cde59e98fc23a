import { MetricName } from '../metrics';
import { say } from '../words';

/** A metric's name as it stands inside a sentence that somebody reads. */
export function sayMetric(metric: MetricName): string {
  switch (metric) {
    case 'deploymentFrequency':
      return say('query.metric.deploymentFrequency', 'deployment frequency');
    case 'changeLeadTime':
      return say('query.metric.changeLeadTime', 'change lead time');
    case 'changeFailRate':
      return say('query.metric.changeFailRate', 'change fail rate');
    case 'failedDeploymentRecoveryTime':
      return say('query.metric.failedDeploymentRecoveryTime', 'failed deployment recovery time');
    case 'deploymentReworkRate':
      return say('query.metric.deploymentReworkRate', 'deployment rework rate');
    case 'timeToRestore':
      return say('query.metric.timeToRestore', 'time to restore');
  }
}
