import { Counts, PreviewKind } from '../../engine';
import { say } from '../../words';

/** How the rule preview says what counts; why not, the engine says. */

export const kindWords = (): Record<PreviewKind, string> => ({
  deployment: say('config.verdict.deployments', 'Deployments'),
  run: say('config.verdict.workflowRuns', 'Workflow runs'),
  release: say('config.verdict.releases', 'Releases'),
  tag: say('config.verdict.tags', 'Tags'),
  pullRequest: say('config.verdict.pullRequests', 'Pull requests'),
  incident: say('config.verdict.pagerdutyIncidents', 'PagerDuty incidents'),
  issue: say('config.verdict.issues', 'Issues'),
});

export const countsWords = (): Record<Exclude<Counts, null>, string> => ({
  deployment: say('config.verdict.countsAsADeployment', 'Counts as a deployment.'),
  failedDeployment: say(
    'config.verdict.countsAsAFailedDeployment',
    'Counts as a failed deployment, as the rules say of failed pipelines.'
  ),
  change: say('config.verdict.countsAsAChange', 'Counts as a change.'),
  changeAndDeployment: say('config.verdict.countsAsAChangeAnd', 'Counts as a change, and its merge as a deployment.'),
  incident: say('config.verdict.countsAsAnIncident', 'Counts as an incident.'),
});
