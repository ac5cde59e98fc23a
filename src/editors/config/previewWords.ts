import { Counts, NotCounted, PreviewKind } from '../../engine';
import { DeploymentSource } from '../../metrics';
import { say, sayList } from '../../words';

/** How the rule preview says what counts and why not. */

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

const sourceWords: Record<DeploymentSource, string> = {
  get deployments() {
    return say('config.verdict.hereGithubDeploymentsAreThe', 'Here, GitHub deployments are the deployments.');
  },
  get workflow() {
    return say('config.verdict.hereRunsOfAWorkflow', 'Here, runs of a workflow are the deployments.');
  },
  get releases() {
    return say('config.verdict.hereReleasesAreTheDeployments', 'Here, releases are the deployments.');
  },
  get tags() {
    return say('config.verdict.hereTagsAreTheDeployments', 'Here, tags are the deployments.');
  },
  get merges() {
    return say('config.verdict.hereMergesToTheDefault', 'Here, merges to the default branch are the deployments.');
  },
};

/** One sentence, with what has to change for it to count. */
export function whyNot(reason: NotCounted): string {
  switch (reason.code) {
    case 'otherSource':
      return sourceWords[reason.source];
    case 'environment':
      return say(
        'config.verdict.theEnvironmentDoesNotMatch',
        'The environment “{{environment}}” does not match {{pattern}}.',
        { environment: reason.environment, pattern: reason.pattern }
      );
    case 'failed':
      return say('config.verdict.itFailedSoItNever', 'It failed, so it never reached production.');
    case 'pending':
      return say('config.verdict.itHasNotFinishedYet', 'It has not finished yet.');
    case 'conclusion':
      return reason.conclusion === ''
        ? say('config.verdict.itEndedNeitherInSuccess', 'It ended neither in success nor in failure.')
        : say(
            'config.verdict.itEndedAsWhichIs',
            'It ended as “{{conclusion}}”, which is neither success nor failure.',
            { conclusion: reason.conclusion }
          );
    case 'workflow':
      return say('config.verdict.theWorkflowDoesNotMatch', 'The workflow “{{workflow}}” does not match {{pattern}}.', {
        workflow: reason.workflow,
        pattern: reason.pattern,
      });
    case 'branch':
      return reason.branch === null
        ? say('config.verdict.itRanOnNoBranch', 'It ran on no branch, and the rules want {{pattern}}.', {
            pattern: reason.pattern,
          })
        : say('config.verdict.theBranchDoesNotMatch', 'The branch “{{branch}}” does not match {{pattern}}.', {
            branch: reason.branch,
            pattern: reason.pattern,
          });
    case 'event':
      return reason.event === null
        ? say('config.verdict.whatStartedItIsNot', 'What started it is not known, and the rules want {{events}}.', {
            events: sayList(reason.events, 'or'),
          })
        : say('config.verdict.itWasStartedByNot', 'It was started by “{{event}}”, not by {{events}}.', {
            event: reason.event,
            events: sayList(reason.events, 'or'),
          });
    case 'job':
      return say(
        'config.verdict.noJobThatMatchesHas',
        'No job that matches {{pattern}} has succeeded or failed in it.',
        { pattern: reason.pattern }
      );
    case 'otherAttempt':
      return say('config.verdict.anotherAttemptOfTheSame', 'Another attempt of the same run counts.');
    case 'draft':
      return say('config.verdict.itIsADraft', 'It is a draft.');
    case 'prerelease':
      return say('config.verdict.itIsAPreRelease', 'It is a pre-release, and the rules leave those out.');
    case 'unpublished':
      return say('config.verdict.itIsNotPublished', 'It is not published.');
    case 'tag':
      return say('config.verdict.theTagDoesNotMatch', 'The tag “{{tag}}” does not match {{pattern}}.', {
        tag: reason.tag,
        pattern: reason.pattern,
      });
    case 'tagOnly':
      return say('config.verdict.itIsATagWithout', 'It is a tag without a release.');
    case 'sameTag':
      return say('config.verdict.theReleaseOfTheSame', 'The release of the same tag counts.');
    case 'open':
      return say('config.verdict.itIsNotMergedYet', 'It is not merged yet.');
    case 'closed':
      return say('config.verdict.itWasClosedWithoutBeing', 'It was closed without being merged.');
    case 'baseBranch':
      return say(
        'config.verdict.itWasMergedIntoNot',
        'It was merged into “{{branch}}”, not into the default branch “{{defaultBranch}}”.',
        { branch: reason.branch, defaultBranch: reason.defaultBranch }
      );
    case 'commits':
      return say('config.verdict.hereCommitsOnTheDefault', 'Here, commits on the default branch are the changes.');
    case 'merged':
      return reason.into === ''
        ? say('config.verdict.itWasMergedIntoAnother', 'It was merged into another incident.')
        : say('config.verdict.itWasMergedIntoIncident', 'It was merged into incident {{into}}.', { into: reason.into });
    case 'urgency':
      return reason.urgency === null
        ? say('config.verdict.itHasNoUrgencyAnd', 'It has no urgency, and the rules want {{wanted}}.', {
            wanted: sayList(reason.wanted, 'or'),
          })
        : say('config.verdict.itsUrgencyIsAndThe', 'Its urgency is “{{urgency}}”, and the rules want {{wanted}}.', {
            urgency: reason.urgency,
            wanted: sayList(reason.wanted, 'or'),
          });
    case 'priority':
      return reason.priority === null
        ? say('config.verdict.itHasNoPriorityAnd', 'It has no priority, and the rules want {{wanted}}.', {
            wanted: sayList(reason.wanted, 'or'),
          })
        : say('config.verdict.itsPriorityIsAndThe', 'Its priority is “{{priority}}”, and the rules want {{wanted}}.', {
            priority: reason.priority,
            wanted: sayList(reason.wanted, 'or'),
          });
    case 'service':
      return say('config.verdict.itsServiceBelongsTo', 'Its service “{{service}}” belongs to {{repositories}}.', {
        service: reason.service,
        repositories: sayList(reason.repositories),
      });
    case 'noIncidentLabels':
      return say('config.verdict.theRulesNameNoLabel', 'The rules name no label that makes an issue an incident.');
    case 'label':
      return say('config.verdict.itCarriesNoneOfThe', 'It carries none of the labels {{wanted}}.', {
        wanted: sayList(reason.wanted),
      });
  }
}
