import {
  Attribution,
  ChangeUnit,
  DeploymentSource,
  LeadTimeStart,
  MetricName,
  RecoveryStart,
  ReworkWording,
  RollbackBlames,
} from '../metrics';
import {
  ChangesQuery,
  Comparison,
  DeploymentsQuery,
  FrequencyDisplay,
  IncidentsQuery,
  ItemsQuery,
  ReleasesQuery,
  TableLayout,
} from './types';

/** Every value an option can take, for decoding, for editors and for the command line. */

export const attributions: readonly Attribution[] = ['inclusive', 'strict'];
export const comparisons: readonly Comparison[] = ['none', 'previousPeriod', 'previousYear', 'date'];
export const frequencyDisplays: readonly FrequencyDisplay[] = [
  'perDay',
  'perWeek',
  'perMonth',
  'deploymentDaysPerWeek',
];
export const deploymentOutcomes: ReadonlyArray<DeploymentsQuery['outcome']> = ['all', 'production', 'failed', 'rework'];
export const tableLayouts: readonly TableLayout[] = ['columns', 'rows'];
export const changeOutcomes: ReadonlyArray<ChangesQuery['outcome']> = ['all', 'deployed', 'waiting', 'noLeadTime'];
export const incidentOutcomes: ReadonlyArray<IncidentsQuery['outcome']> = [
  'all',
  'changeRelated',
  'notChangeRelated',
  'open',
];
export const itemOutcomes: ReadonlyArray<ItemsQuery['outcome']> = ['observed', 'counted', 'notCounted', 'all'];
export const releaseOutcomes: ReadonlyArray<ReleasesQuery['outcome']> = ['all', 'published', 'final'];
export const deploymentSources: readonly DeploymentSource[] = ['deployments', 'workflow', 'releases', 'tags', 'merges'];
export const changeUnits: readonly ChangeUnit[] = ['pullRequest', 'commit'];
export const leadTimeStarts: readonly LeadTimeStart[] = ['authored', 'committed', 'opened', 'ready', 'merged'];
export const rollbackBlamings: readonly RollbackBlames[] = ['firstAfterTarget', 'latestBeforeRollback'];
export const recoveryStarts: readonly RecoveryStart[] = ['deployment', 'incident'];
export const reworkWordings: readonly ReworkWording[] = ['userFacingBug', 'incident'];

/** DORA's own names, as they stand inside a sentence. They also name columns and series, so they are never translated. */
export const metricTitles: Record<MetricName, string> = {
  deploymentFrequency: 'deployment frequency',
  changeLeadTime: 'change lead time',
  changeFailRate: 'change fail rate',
  failedDeploymentRecoveryTime: 'failed deployment recovery time',
  deploymentReworkRate: 'deployment rework rate',
  timeToRestore: 'time to restore',
};
