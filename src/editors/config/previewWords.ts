import { Counts, PreviewKind } from '../../engine';
import { say } from '../../words';

/** How the rule preview says what counts; why not, the engine says. */

export const kindWords: Record<PreviewKind, string> = {
  get deployment() {
    return say('config.verdict.deployments', 'Deployments');
  },
  get run() {
    return say('config.verdict.workflowRuns', 'Workflow runs');
  },
  get release() {
    return say('config.verdict.releases', 'Releases');
  },
  get tag() {
    return say('config.verdict.tags', 'Tags');
  },
  get pullRequest() {
    return say('config.verdict.pullRequests', 'Pull requests');
  },
  get incident() {
    return say('config.verdict.pagerdutyIncidents', 'PagerDuty incidents');
  },
  get issue() {
    return say('config.verdict.issues', 'Issues');
  },
};

export const countsWords: Record<Exclude<Counts, null>, string> = {
  get deployment() {
    return say('config.verdict.countsAsADeployment', 'Counts as a deployment.');
  },
  get failedDeployment() {
    return say(
      'config.verdict.countsAsAFailedDeployment',
      'Counts as a failed deployment, as the rules say of failed pipelines.'
    );
  },
  get change() {
    return say('config.verdict.countsAsAChange', 'Counts as a change.');
  },
  get changeAndDeployment() {
    return say('config.verdict.countsAsAChangeAnd', 'Counts as a change, and its merge as a deployment.');
  },
  get incident() {
    return say('config.verdict.countsAsAnIncident', 'Counts as an incident.');
  },
};
