import { NameKind } from '../../datasource';
import { Filters, GroupKey, QueryType } from '../../query';
import { say } from '../../words';
import { Word } from './word';

/** What is asked for, of whom, and by what it is grouped. */

export const queryTypeWords = (): Record<QueryType, Word> => ({
  metrics: {
    label: say('options.metrics', 'Metrics'),
    description: say('options.theDoraMetricsAsNumbers', 'The DORA metrics as numbers or over time'),
  },
  deployments: {
    label: say('options.deployments', 'Deployments'),
    description: say('options.eachWithWhatFailedBy', 'Each with what failed, by which rule, and its repair'),
  },
  changes: {
    label: say('options.changes', 'Changes'),
    description: say('options.eachWithItsDeploymentAnd', 'Each with its deployment and lead time'),
  },
  incidents: {
    label: say('options.incidents', 'Incidents'),
    description: say('options.eachWithTheDeploymentIt', 'Each with the deployment it is laid to'),
  },
  releases: {
    label: say('options.releases', 'Releases'),
    description: say('options.eachWithItsTagPublished', 'Each with its tag, published when'),
  },
  runs: {
    label: say('options.workflowRuns', 'Workflow runs'),
    description: say('options.githubActions', 'GitHub Actions'),
  },
  items: {
    label: say('options.eventsBehindANumber', 'Events behind a number'),
    description: say('options.whatOneMetricIsMade', 'What one metric is made of, what is left out, and why'),
  },
  sensitivity: {
    label: say('options.sensitivity', 'Sensitivity'),
    description: say('options.oneMetricUnderEveryOther', 'One metric under every other choice'),
  },
  quality: {
    label: say('options.quality', 'Data quality'),
    description: say('options.whatTheNumbersRestOn', 'What the numbers rest on, and what to mend'),
  },
  experiments: {
    label: say('options.experiments', 'Experiments'),
    description: say('options.whatWasTriedWhen', 'Of the settings: what was tried when, and for whom'),
  },
});

export const filterWords = (): {
  readonly [Kind in keyof Filters]: { readonly label: string; readonly unknown: (name: string) => string };
} => ({
  teams: {
    label: say('options.teams', 'Teams'),
    unknown: (name) => say('options.thereIsNoTeamIn', 'There is no team "{{name}}" in the settings.', { name }),
  },
  repositories: {
    label: say('options.repositories', 'Repositories'),
    unknown: (name) => say('options.noRepositoryInScopeIs', 'No repository in scope is called "{{name}}".', { name }),
  },
  services: {
    label: say('options.services', 'Services'),
    unknown: (name) => say('options.noServiceInScopeIs', 'No service in scope is called "{{name}}".', { name }),
  },
  environments: {
    label: say('options.environments', 'Environments'),
    unknown: (name) => say('options.noDeploymentWentTo', 'No deployment went to "{{name}}".', { name }),
  },
});

/** What a variable lists. `hint`: what to know about when it lists it. */
export const nameWords = (): Record<NameKind, Word & { readonly hint?: string }> => ({
  teams: {
    label: say('options.teams', 'Teams'),
    description: say('options.ofTheSettings', 'Of the settings'),
  },
  repositories: {
    label: say('options.repositories', 'Repositories'),
    description: say('options.inScopeOfTheSettings', 'In scope of the settings'),
  },
  services: {
    label: say('options.services', 'Services'),
    description: say('options.ofPagerduty', 'Of PagerDuty'),
  },
  environments: {
    label: say('options.productionEnvironments', 'Production environments'),
    description: say('options.deployedToInTheTime', 'Deployed to in the time range'),
    hint: say(
      'options.setRefreshToOnTime',
      'Set Refresh to "On time range change": environments are seen in the deployments of the time range.'
    ),
  },
  workflows: {
    label: say('options.workflows', 'Workflows'),
    description: say('options.runInTheLast14', 'Run in the last 14 days of the time range'),
    hint: say(
      'options.setRefreshToOnTime2',
      'Set Refresh to "On time range change": workflows are seen in the runs of the last 14 days of the time range.'
    ),
  },
  labels: {
    label: say('options.labels', 'Labels'),
    description: say('options.ofChangesInTheTime', 'Of changes in the time range'),
    hint: say(
      'options.setRefreshToOnTime3',
      'Set Refresh to "On time range change": labels are seen on the changes deployed or merged in the time range.'
    ),
  },
});

export const groupWords = (): Record<GroupKey, Word> => ({
  team: { label: say('options.team', 'Team') },
  repository: { label: say('options.repository', 'Repository') },
  service: { label: say('options.service', 'Service') },
  environment: { label: say('options.environment', 'Environment') },
});
