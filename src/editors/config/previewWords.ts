import { Counts, PreviewKind } from '../../engine';

/** How the rule preview says what counts; why not, the engine says. */

export const kindWords: Record<PreviewKind, string> = {
  deployment: 'Deployments',
  run: 'Workflow runs',
  release: 'Releases',
  tag: 'Tags',
  pullRequest: 'Pull requests',
  incident: 'PagerDuty incidents',
  issue: 'Issues',
};

export const countsWords: Record<Exclude<Counts, null>, string> = {
  deployment: 'Counts as a deployment.',
  failedDeployment: 'Counts as a failed deployment, as the rules say of failed pipelines.',
  change: 'Counts as a change.',
  changeAndDeployment: 'Counts as a change, and its merge as a deployment.',
  incident: 'Counts as an incident.',
};
