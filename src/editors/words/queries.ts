import { NameKind } from '../../datasource';
import { Filters, GroupKey, QueryType } from '../../query';
import { say } from '../../words';
import { Word } from './word';

/** What is asked for, of whom, and by what it is grouped. */

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
