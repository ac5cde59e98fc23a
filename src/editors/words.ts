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
  QueryType,
  sayMetric,
  TableLayout,
} from '../query';
import { say } from '../words';

/** How every option is called in the editors. */

/** What holds where a query chooses nothing. */
export const asInSettings = () => say('options.asInTheSettings', 'As in the settings');

export interface Word {
  readonly label: string;
  readonly description?: string;
}

export const queryTypeWords: Record<QueryType, Word> = {
  metrics: {
    get label() {
      return say('options.metrics', 'Metrics');
    },
    get description() {
      return say('options.theDoraMetricsAsNumbers', 'The DORA metrics as numbers or over time');
    },
  },
  deployments: {
    get label() {
      return say('options.deployments', 'Deployments');
    },
    get description() {
      return say('options.eachWithWhatFailedBy', 'Each with what failed, by which rule, and its repair');
    },
  },
  changes: {
    get label() {
      return say('options.changes', 'Changes');
    },
    get description() {
      return say('options.eachWithItsDeploymentAnd', 'Each with its deployment and lead time');
    },
  },
  incidents: {
    get label() {
      return say('options.incidents', 'Incidents');
    },
    get description() {
      return say('options.eachWithTheDeploymentIt', 'Each with the deployment it is laid to');
    },
  },
  releases: {
    get label() {
      return say('options.releases', 'Releases');
    },
    get description() {
      return say('options.eachWithItsTagPublished', 'Each with its tag, published when');
    },
  },
  runs: {
    get label() {
      return say('options.workflowRuns', 'Workflow runs');
    },
    get description() {
      return say('options.githubActions', 'GitHub Actions');
    },
  },
  items: {
    get label() {
      return say('options.eventsBehindANumber', 'Events behind a number');
    },
    get description() {
      return say('options.whatOneMetricIsMade', 'What one metric is made of, what is left out, and why');
    },
  },
  sensitivity: {
    get label() {
      return say('options.sensitivity', 'Sensitivity');
    },
    get description() {
      return say('options.oneMetricUnderEveryOther', 'One metric under every other choice');
    },
  },
  quality: {
    get label() {
      return say('options.quality', 'Data quality');
    },
    get description() {
      return say('options.whatTheNumbersRestOn', 'What the numbers rest on, and what to mend');
    },
  },
  experiments: {
    get label() {
      return say('options.experiments', 'Experiments');
    },
    get description() {
      return say('options.whatWasTriedWhen', 'Of the settings: what was tried when, and for whom');
    },
  },
};

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

export const filterWords: {
  readonly [Kind in keyof Filters]: { readonly label: string; readonly unknown: (name: string) => string };
} = {
  teams: {
    get label() {
      return say('options.teams', 'Teams');
    },
    unknown: (name) => say('options.thereIsNoTeamIn', 'There is no team "{{name}}" in the settings.', { name }),
  },
  repositories: {
    get label() {
      return say('options.repositories', 'Repositories');
    },
    unknown: (name) => say('options.noRepositoryInScopeIs', 'No repository in scope is called "{{name}}".', { name }),
  },
  services: {
    get label() {
      return say('options.services', 'Services');
    },
    unknown: (name) => say('options.noServiceInScopeIs', 'No service in scope is called "{{name}}".', { name }),
  },
  environments: {
    get label() {
      return say('options.environments', 'Environments');
    },
    unknown: (name) => say('options.noDeploymentWentTo', 'No deployment went to "{{name}}".', { name }),
  },
};

/** What a variable lists. `hint`: what to know about when it lists it. */
export const nameWords: Record<NameKind, Word & { readonly hint?: string }> = {
  teams: {
    get label() {
      return say('options.teams', 'Teams');
    },
    get description() {
      return say('options.ofTheSettings', 'Of the settings');
    },
  },
  repositories: {
    get label() {
      return say('options.repositories', 'Repositories');
    },
    get description() {
      return say('options.inScopeOfTheSettings', 'In scope of the settings');
    },
  },
  services: {
    get label() {
      return say('options.services', 'Services');
    },
    get description() {
      return say('options.ofPagerduty', 'Of PagerDuty');
    },
  },
  environments: {
    get label() {
      return say('options.productionEnvironments', 'Production environments');
    },
    get description() {
      return say('options.deployedToInTheTime', 'Deployed to in the time range');
    },
    get hint() {
      return say(
        'options.setRefreshToOnTime',
        'Set Refresh to "On time range change": environments are seen in the deployments of the time range.'
      );
    },
  },
  workflows: {
    get label() {
      return say('options.workflows', 'Workflows');
    },
    get description() {
      return say('options.runInTheLast14', 'Run in the last 14 days of the time range');
    },
    get hint() {
      return say(
        'options.setRefreshToOnTime2',
        'Set Refresh to "On time range change": workflows are seen in the runs of the last 14 days of the time range.'
      );
    },
  },
  labels: {
    get label() {
      return say('options.labels', 'Labels');
    },
    get description() {
      return say('options.ofChangesInTheTime', 'Of changes in the time range');
    },
    get hint() {
      return say(
        'options.setRefreshToOnTime3',
        'Set Refresh to "On time range change": labels are seen on the changes deployed or merged in the time range.'
      );
    },
  },
};

export const groupWords: Record<GroupKey, Word> = {
  team: {
    get label() {
      return say('options.team', 'Team');
    },
  },
  repository: {
    get label() {
      return say('options.repository', 'Repository');
    },
  },
  service: {
    get label() {
      return say('options.service', 'Service');
    },
  },
  environment: {
    get label() {
      return say('options.environment', 'Environment');
    },
  },
};

export const intervalWords: Record<BucketSize, Word> = {
  none: {
    get label() {
      return say('options.wholeTimeRange', 'Whole time range');
    },
    get description() {
      return say('options.oneValue', 'One value');
    },
  },
  day: {
    get label() {
      return say('options.day', 'Day');
    },
  },
  week: {
    get label() {
      return say('options.week', 'Week');
    },
    get description() {
      return say('options.isoFromMonday', 'ISO, from Monday');
    },
  },
  month: {
    get label() {
      return say('options.month', 'Month');
    },
  },
  quarter: {
    get label() {
      return say('options.quarter', 'Quarter');
    },
  },
};

export const comparisonWords: Record<Comparison, Word> = {
  none: {
    get label() {
      return say('options.noComparison', 'None');
    },
  },
  previousPeriod: {
    get label() {
      return say('options.previousPeriod', 'Previous period');
    },
  },
  previousYear: {
    get label() {
      return say('options.samePeriodAYearAgo', 'Same period a year ago');
    },
  },
  date: {
    get label() {
      return say('options.beforeADate', 'Before a date');
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

export const attributionWords: Record<Attribution, Word> = {
  inclusive: {
    get label() {
      return say('options.inclusive', 'Inclusive');
    },
    get description() {
      return say('options.rules1To6Also', 'Rules 1 to 6: also incidents soon after a deployment');
    },
  },
  strict: {
    get label() {
      return say('options.strict', 'Strict');
    },
    get description() {
      return say('options.rules1To5Only', 'Rules 1 to 5: only what names, rolls back, reverts or hot-fixes');
    },
  },
};

export const leadTimeStartWords: Record<LeadTimeStart, Word> = {
  authored: {
    get label() {
      return say('options.firstCommitAuthored', 'First commit authored');
    },
  },
  committed: {
    get label() {
      return say('options.firstCommitCommitted', 'First commit committed');
    },
  },
  opened: {
    get label() {
      return say('options.pullRequestOpened', 'Pull request opened');
    },
  },
  ready: {
    get label() {
      return say('options.readyForReview', 'Ready for review');
    },
  },
  merged: {
    get label() {
      return say('options.merged', 'Merged');
    },
  },
};

export const recoveryStartWords: Record<RecoveryStart, Word> = {
  deployment: {
    get label() {
      return say('options.theFailedDeployment', 'The failed deployment');
    },
  },
  incident: {
    get label() {
      return say('options.theIncidentsStart', "The incident's start");
    },
  },
};

export const reworkWords: Record<ReworkWording, Word> = {
  userFacingBug: {
    get label() {
      return say('options.everyRepair', 'Every repair');
    },
    get description() {
      return say('options.rollbacksRevertsAndHotfixes', 'Rollbacks, reverts and hotfixes');
    },
  },
  incident: {
    get label() {
      return say('options.repairsAfterAnIncident', 'Repairs after an incident');
    },
    get description() {
      return say('options.onlyThoseThatFollowA', 'Only those that follow a linked incident');
    },
  },
};

export const outcomeWords: {
  readonly [Type in 'deployments' | 'changes' | 'incidents' | 'releases' | 'items']: Record<
    Extract<DoraQuery, { queryType: Type }>['outcome'],
    Word
  >;
} = {
  deployments: {
    production: {
      get label() {
        return say('options.successful', 'Successful');
      },
      get description() {
        return say('options.thePopulationOfTheRates', 'The population of the rates');
      },
    },
    all: {
      get label() {
        return say('options.all', 'All');
      },
      get description() {
        return say('options.alsoThoseThatFailedOr', 'Also those that failed or are pending');
      },
    },
    failed: {
      get label() {
        return say('options.failed', 'Failed');
      },
    },
    rework: {
      get label() {
        return say('options.rework', 'Rework');
      },
    },
  },
  changes: {
    all: {
      get label() {
        return say('options.all', 'All');
      },
    },
    deployed: {
      get label() {
        return say('options.inProduction', 'In production');
      },
    },
    waiting: {
      get label() {
        return say('options.waitingForProduction', 'Waiting for production');
      },
    },
    noLeadTime: {
      get label() {
        return say('options.withoutALeadTime', 'Without a lead time');
      },
    },
  },
  incidents: {
    all: {
      get label() {
        return say('options.all', 'All');
      },
    },
    changeRelated: {
      get label() {
        return say('options.laidToADeployment', 'Laid to a deployment');
      },
    },
    notChangeRelated: {
      get label() {
        return say('options.notLaidToADeployment', 'Not laid to a deployment');
      },
    },
    open: {
      get label() {
        return say('options.open', 'Open');
      },
    },
  },
  releases: {
    all: {
      get label() {
        return say('options.releasesAndTags', 'Releases and tags');
      },
      get description() {
        return say('options.alsoTagsWithoutARelease', 'Also tags without a release');
      },
    },
    published: {
      get label() {
        return say('options.publishedReleases', 'Published releases');
      },
    },
    final: {
      get label() {
        return say('options.withoutPrereleases', 'Without prereleases');
      },
    },
  },
  items: {
    observed: {
      get label() {
        return say('options.observed', 'Observed');
      },
      get description() {
        return say('options.countedOrBesideTheNumber', 'Counted, or beside the number because not over or not known');
      },
    },
    counted: {
      get label() {
        return say('options.counted', 'Counted');
      },
      get description() {
        return say('options.exactlyWhatTheValueIs', 'Exactly what the value is made of');
      },
    },
    notCounted: {
      get label() {
        return say('options.notCounted', 'Not counted');
      },
      get description() {
        return say('options.whatOneMayLookFor', 'What one may look for in it, and why it is not there');
      },
    },
    all: {
      get label() {
        return say('options.both', 'Both');
      },
      get description() {
        return say('options.whatIsCountedFirst', 'What is counted first');
      },
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

/** The words as choices of a picker, in the order given. */
export function choicesOf<Value extends string>(values: readonly Value[], words: Record<Value, Word>) {
  return values.map((value) => ({ value, ...words[value] }));
}

function titled(metric: MetricName): string {
  const title = sayMetric(metric);
  return title.charAt(0).toUpperCase() + title.slice(1);
}
