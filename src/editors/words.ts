import {
  Attribution,
  BenchmarkYear,
  LeadTimeStart,
  MetricName,
  RecoveryStart,
  ReworkWording,
  Statistic,
} from '../metrics';
import { NameKind } from '../datasource';
import {
  BucketSize,
  Comparison,
  DoraQuery,
  Filters,
  FrequencyDisplay,
  GroupKey,
  metricTitles,
  QueryType,
  TableLayout,
} from '../query';

/** How every option is called in the editors. */

/** What holds where a query chooses nothing. */
export const asInSettings = 'As in the settings';

export interface Word {
  readonly label: string;
  readonly description?: string;
}

export const queryTypeWords: Record<QueryType, Word> = {
  metrics: { label: 'Metrics', description: 'The DORA metrics as numbers or over time' },
  deployments: { label: 'Deployments', description: 'Each with what failed, by which rule, and its repair' },
  changes: { label: 'Changes', description: 'Each with its deployment and lead time' },
  incidents: { label: 'Incidents', description: 'Each with the deployment it is laid to' },
  releases: { label: 'Releases', description: 'Each with its tag, published when' },
  runs: { label: 'Workflow runs', description: 'GitHub Actions' },
  items: { label: 'Events behind a number', description: 'What one metric is made of, what is left out, and why' },
  sensitivity: { label: 'Sensitivity', description: 'One metric under every other choice' },
  quality: { label: 'Data quality', description: 'What the numbers rest on, and what to mend' },
};

export const metricWords: Record<MetricName, Word> = {
  deploymentFrequency: { label: titled('deploymentFrequency') },
  changeLeadTime: { label: titled('changeLeadTime') },
  changeFailRate: { label: titled('changeFailRate') },
  failedDeploymentRecoveryTime: { label: titled('failedDeploymentRecoveryTime') },
  deploymentReworkRate: { label: titled('deploymentReworkRate') },
  timeToRestore: { label: titled('timeToRestore'), description: 'Every incident, change-related or not' },
};

export const statisticWords: Record<Statistic, Word> = {
  median: { label: 'Median' },
  mean: { label: 'Mean' },
  p75: { label: '75th percentile' },
  p90: { label: '90th percentile' },
  p95: { label: '95th percentile' },
};

export const filterWords: {
  readonly [Kind in keyof Filters]: { readonly label: string; readonly unknown: (name: string) => string };
} = {
  teams: {
    label: 'Teams',
    unknown: (name) => `There is no team "${name}" in the settings.`,
  },
  repositories: {
    label: 'Repositories',
    unknown: (name) => `No repository in scope is called "${name}".`,
  },
  services: { label: 'Services', unknown: (name) => `No service in scope is called "${name}".` },
  environments: { label: 'Environments', unknown: (name) => `No deployment went to "${name}".` },
};

/** What a variable lists. `hint`: what to know about when it lists it. */
export const nameWords: Record<NameKind, Word & { readonly hint?: string }> = {
  teams: { label: 'Teams', description: 'Of the settings' },
  repositories: { label: 'Repositories', description: 'In scope of the settings' },
  services: { label: 'Services', description: 'Of PagerDuty' },
  environments: {
    label: 'Production environments',
    description: 'Deployed to in the time range',
    hint: 'Set Refresh to "On time range change": environments are seen in the deployments of the time range.',
  },
  workflows: {
    label: 'Workflows',
    description: 'Run in the last 14 days of the time range',
    hint: 'Set Refresh to "On time range change": workflows are seen in the runs of the last 14 days of the time range.',
  },
  labels: {
    label: 'Labels',
    description: 'Of changes in the time range',
    hint: 'Set Refresh to "On time range change": labels are seen on the changes deployed or merged in the time range.',
  },
};

export const groupWords: Record<GroupKey, Word> = {
  team: { label: 'Team' },
  repository: { label: 'Repository' },
  service: { label: 'Service' },
  environment: { label: 'Environment' },
};

export const intervalWords: Record<BucketSize, Word> = {
  none: { label: 'Whole time range', description: 'One value' },
  day: { label: 'Day' },
  week: { label: 'Week', description: 'ISO, from Monday' },
  month: { label: 'Month' },
  quarter: { label: 'Quarter' },
};

export const comparisonWords: Record<Comparison, Word> = {
  none: { label: 'None' },
  previousPeriod: { label: 'Previous period' },
  previousYear: { label: 'Same period a year ago' },
  date: { label: 'Before a date' },
};

export const frequencyWords: Record<FrequencyDisplay, Word> = {
  perDay: { label: 'Deployments per day' },
  perWeek: { label: 'Deployments per week' },
  perMonth: { label: 'Deployments per month' },
  deploymentDaysPerWeek: { label: 'Deployment days per week' },
};

export const tableLayoutWords: Record<TableLayout, Word> = {
  columns: { label: 'A column per metric', description: 'For stats and bars too' },
  rows: { label: 'A row per metric', description: 'For reading, with all there is to know' },
};

export const attributionWords: Record<Attribution, Word> = {
  inclusive: { label: 'Inclusive', description: 'Rules 1 to 6: also incidents soon after a deployment' },
  strict: { label: 'Strict', description: 'Rules 1 to 5: only what names, rolls back, reverts or hot-fixes' },
};

export const leadTimeStartWords: Record<LeadTimeStart, Word> = {
  authored: { label: 'First commit authored' },
  committed: { label: 'First commit committed' },
  opened: { label: 'Pull request opened' },
  ready: { label: 'Ready for review' },
  merged: { label: 'Merged' },
};

export const recoveryStartWords: Record<RecoveryStart, Word> = {
  deployment: { label: 'The failed deployment' },
  incident: { label: "The incident's start" },
};

export const reworkWords: Record<ReworkWording, Word> = {
  userFacingBug: { label: 'Every repair', description: 'Rollbacks, reverts and hotfixes' },
  incident: { label: 'Repairs after an incident', description: 'Only those that follow a linked incident' },
};

export const outcomeWords: {
  readonly [Type in 'deployments' | 'changes' | 'incidents' | 'releases' | 'items']: Record<
    Extract<DoraQuery, { queryType: Type }>['outcome'],
    Word
  >;
} = {
  deployments: {
    production: { label: 'Successful', description: 'The population of the rates' },
    all: { label: 'All', description: 'Also those that failed or are pending' },
    failed: { label: 'Failed' },
    rework: { label: 'Rework' },
  },
  changes: {
    all: { label: 'All' },
    deployed: { label: 'In production' },
    waiting: { label: 'Waiting for production' },
    noLeadTime: { label: 'Without a lead time' },
  },
  incidents: {
    all: { label: 'All' },
    changeRelated: { label: 'Laid to a deployment' },
    notChangeRelated: { label: 'Not laid to a deployment' },
    open: { label: 'Open' },
  },
  releases: {
    all: { label: 'Releases and tags', description: 'Also tags without a release' },
    published: { label: 'Published releases' },
    final: { label: 'Without prereleases' },
  },
  items: {
    observed: { label: 'Observed', description: 'Counted, or beside the number because not over or not known' },
    counted: { label: 'Counted', description: 'Exactly what the value is made of' },
    notCounted: { label: 'Not counted', description: 'What one may look for in it, and why it is not there' },
    all: { label: 'Both', description: 'What is counted first' },
  },
};

/** A report's year; the last one has no levels. */
export function yearWords(year: BenchmarkYear): Word {
  return year === 2025
    ? { label: String(year), description: 'Quick Check scores instead of levels' }
    : { label: String(year) };
}

/** The words as choices of a picker, in the order given. */
export function choicesOf<Value extends string>(values: readonly Value[], words: Record<Value, Word>) {
  return values.map((value) => ({ value, ...words[value] }));
}

function titled(metric: MetricName): string {
  const title = metricTitles[metric];
  return title.charAt(0).toUpperCase() + title.slice(1);
}
