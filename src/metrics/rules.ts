/**
 * The choices METRICS.md leaves open, each with its name. A data source has one set; a team may override any of them.
 * Everything here is plain data: it is saved in settings and in the feed's companion configuration.
 */

export type DeploymentSource = 'deployments' | 'workflow' | 'releases' | 'tags' | 'merges';
export type ChangeUnit = 'pullRequest' | 'commit';
export type LeadTimeStart = 'authored' | 'committed' | 'opened' | 'ready' | 'merged';
export type RollbackBlames = 'firstAfterTarget' | 'latestBeforeRollback';
export type RecoveryStart = 'deployment' | 'incident';
export type ReworkWording = 'userFacingBug' | 'incident';

/** An incident that a person has ruled on. It beats every rule and is shown with author and reason. */
export interface IncidentOverride {
  readonly incident: string;
  /** Id of the deployment that caused it; null: it is not change-related. */
  readonly deployment: string | null;
  readonly author: string;
  readonly reason: string;
  /** When it was ruled: ISO date or instant, as it was entered. Absent: nobody said. */
  readonly at?: string;
}

export interface Rules {
  /** Where deployments are read from. A feed's own `deployments` count whatever is chosen here. */
  readonly deploymentSource: DeploymentSource;
  /** Regular expression, case-insensitive, on the environment's name: is it production? Default `prod|live`. */
  readonly environmentPattern: string;
  /** `workflow`: which runs are deployments. Regular expressions, case-insensitive; empty matches everything. */
  readonly workflowPattern: string;
  readonly jobPattern: string;
  readonly branchPattern: string;
  readonly workflowEvents: readonly string[];
  /** `releases` and `tags`. */
  readonly includePrereleases: boolean;
  readonly tagPattern: string;
  readonly changeUnit: ChangeUnit;
  readonly leadTimeStart: LeadTimeStart;
  /** Rule 6: how long after a deployment an incident on its service may still be laid at its door. Hours. */
  readonly attributionWindowHours: number;
  readonly rollbackBlames: RollbackBlames;
  /** Rule 5: regular expression, case-insensitive, on label, branch, title, tag. Default `hotfix|rollback|incident`. */
  readonly hotfixPattern: string;
  readonly recoveryStart: RecoveryStart;
  readonly reworkWording: ReworkWording;
  /** Count a deployment whose pipeline failed as a failed change (it then enters the denominator too). */
  readonly countFailedPipelines: boolean;
  /** Incidents that count; empty: all. Compared case-insensitively. */
  readonly urgencies: readonly string[];
  readonly priorities: readonly string[];
  /** Labels that make a GitHub issue an incident; empty: issues are not incidents. */
  readonly incidentLabels: readonly string[];
  readonly overrides: readonly IncidentOverride[];
}

/** METRICS.md's defaults. */
export const defaultRules: Rules = {
  deploymentSource: 'deployments',
  environmentPattern: 'prod|live',
  workflowPattern: 'deploy|release',
  jobPattern: '',
  branchPattern: '',
  workflowEvents: [],
  includePrereleases: false,
  tagPattern: '',
  changeUnit: 'pullRequest',
  leadTimeStart: 'authored',
  attributionWindowHours: 24,
  rollbackBlames: 'firstAfterTarget',
  hotfixPattern: 'hotfix|rollback|incident',
  recoveryStart: 'deployment',
  reworkWording: 'userFacingBug',
  countFailedPipelines: false,
  urgencies: [],
  priorities: [],
  incidentLabels: [],
  overrides: [],
};

/** Rules 1–5, or 1–6 (METRICS.md §2). */
export type Attribution = 'strict' | 'inclusive';
