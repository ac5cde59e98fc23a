import { Counts, NotCounted, PreviewKind } from '../../engine';
import { DeploymentSource } from '../../metrics';

/** How the rule preview says what counts and why not. */

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

const sourceWords: Record<DeploymentSource, string> = {
  deployments: 'Here, GitHub deployments are the deployments.',
  workflow: 'Here, runs of a workflow are the deployments.',
  releases: 'Here, releases are the deployments.',
  tags: 'Here, tags are the deployments.',
  merges: 'Here, merges to the default branch are the deployments.',
};

/** One sentence, with what has to change for it to count. */
export function whyNot(reason: NotCounted): string {
  switch (reason.code) {
    case 'otherSource':
      return sourceWords[reason.source];
    case 'environment':
      return `The environment “${reason.environment}” does not match ${reason.pattern}.`;
    case 'failed':
      return 'It failed, so it never reached production.';
    case 'pending':
      return 'It has not finished yet.';
    case 'conclusion':
      return reason.conclusion === ''
        ? 'It ended neither in success nor in failure.'
        : `It ended as “${reason.conclusion}”, which is neither success nor failure.`;
    case 'workflow':
      return `The workflow “${reason.workflow}” does not match ${reason.pattern}.`;
    case 'branch':
      return reason.branch === null
        ? `It ran on no branch, and the rules want ${reason.pattern}.`
        : `The branch “${reason.branch}” does not match ${reason.pattern}.`;
    case 'event':
      return reason.event === null
        ? `What started it is not known, and the rules want ${reason.events.join(' or ')}.`
        : `It was started by “${reason.event}”, not by ${reason.events.join(' or ')}.`;
    case 'job':
      return `No job that matches ${reason.pattern} has succeeded or failed in it.`;
    case 'otherAttempt':
      return 'Another attempt of the same run counts.';
    case 'draft':
      return 'It is a draft.';
    case 'prerelease':
      return 'It is a pre-release, and the rules leave those out.';
    case 'unpublished':
      return 'It is not published.';
    case 'tag':
      return `The tag “${reason.tag}” does not match ${reason.pattern}.`;
    case 'tagOnly':
      return 'It is a tag without a release.';
    case 'sameTag':
      return 'The release of the same tag counts.';
    case 'open':
      return 'It is not merged yet.';
    case 'closed':
      return 'It was closed without being merged.';
    case 'baseBranch':
      return `It was merged into “${reason.branch}”, not into the default branch “${reason.defaultBranch}”.`;
    case 'commits':
      return 'Here, commits on the default branch are the changes.';
    case 'merged':
      return reason.into === ''
        ? 'It was merged into another incident.'
        : `It was merged into incident ${reason.into}.`;
    case 'urgency':
      return reason.urgency === null
        ? `It has no urgency, and the rules want ${reason.wanted.join(' or ')}.`
        : `Its urgency is “${reason.urgency}”, and the rules want ${reason.wanted.join(' or ')}.`;
    case 'priority':
      return reason.priority === null
        ? `It has no priority, and the rules want ${reason.wanted.join(' or ')}.`
        : `Its priority is “${reason.priority}”, and the rules want ${reason.wanted.join(' or ')}.`;
    case 'service':
      return `Its service “${reason.service}” belongs to ${reason.repositories.join(', ')}.`;
    case 'noIncidentLabels':
      return 'The rules name no label that makes an issue an incident.';
    case 'label':
      return `It carries none of the labels ${reason.wanted.join(', ')}.`;
  }
}
