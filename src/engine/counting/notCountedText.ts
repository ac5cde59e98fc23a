import { DeploymentSource } from '../../metrics';
import { say } from '../../words';
import { NotCounted } from './notCounted';

/** Why an event is not counted, in one sentence, with what has to change for it to count. */
export function sayNotCounted(reason: NotCounted): string {
  switch (reason.code) {
    case 'otherSource':
      return saySource(reason.source);
    case 'environment':
      return say('counting.environment', 'The environment “{{environment}}” does not match {{pattern}}.', {
        environment: reason.environment,
        pattern: reason.pattern,
      });
    case 'failed':
      return say('counting.failed', 'It failed, so it never reached production.');
    case 'pending':
      return say('counting.pending', 'It has not finished yet.');
    case 'conclusion':
      return reason.conclusion === ''
        ? say('counting.noConclusion', 'It ended neither in success nor in failure.')
        : say('counting.conclusion', 'It ended as “{{conclusion}}”, which is neither success nor failure.', {
            conclusion: reason.conclusion,
          });
    case 'workflow':
      return say('counting.workflow', 'The workflow “{{workflow}}” does not match {{pattern}}.', {
        workflow: reason.workflow,
        pattern: reason.pattern,
      });
    case 'branch':
      return reason.branch === null
        ? say('counting.noBranch', 'It ran on no branch, and the rules want {{pattern}}.', { pattern: reason.pattern })
        : say('counting.branch', 'The branch “{{branch}}” does not match {{pattern}}.', {
            branch: reason.branch,
            pattern: reason.pattern,
          });
    case 'event':
      return reason.event === null
        ? say('counting.noEvent', 'What started it is not known, and the rules want {{events}}.', {
            events: either(reason.events),
          })
        : say('counting.event', 'It was started by “{{event}}”, not by {{events}}.', {
            event: reason.event,
            events: either(reason.events),
          });
    case 'job':
      return say('counting.job', 'No job that matches {{pattern}} has succeeded or failed in it.', {
        pattern: reason.pattern,
      });
    case 'otherAttempt':
      return say('counting.otherAttempt', 'Another attempt of the same run counts.');
    case 'draft':
      return say('counting.draft', 'It is a draft.');
    case 'prerelease':
      return say('counting.prerelease', 'It is a pre-release, and the rules leave those out.');
    case 'unpublished':
      return say('counting.unpublished', 'It is not published.');
    case 'tag':
      return say('counting.tag', 'The tag “{{tag}}” does not match {{pattern}}.', {
        tag: reason.tag,
        pattern: reason.pattern,
      });
    case 'tagOnly':
      return say('counting.tagOnly', 'It is a tag without a release.');
    case 'sameTag':
      return say('counting.sameTag', 'The release of the same tag counts.');
    case 'open':
      return say('counting.open', 'It is not merged yet.');
    case 'closed':
      return say('counting.closed', 'It was closed without being merged.');
    case 'baseBranch':
      return say(
        'counting.baseBranch',
        'It was merged into “{{branch}}”, not into the default branch “{{defaultBranch}}”.',
        { branch: reason.branch, defaultBranch: reason.defaultBranch }
      );
    case 'commits':
      return say('counting.commits', 'Here, commits on the default branch are the changes.');
    case 'merged':
      return reason.into === ''
        ? say('counting.mergedAway', 'It was merged into another incident.')
        : say('counting.merged', 'It was merged into incident {{into}}.', { into: reason.into });
    case 'urgency':
      return reason.urgency === null
        ? say('counting.noUrgency', 'It has no urgency, and the rules want {{wanted}}.', {
            wanted: either(reason.wanted),
          })
        : say('counting.urgency', 'Its urgency is “{{urgency}}”, and the rules want {{wanted}}.', {
            urgency: reason.urgency,
            wanted: either(reason.wanted),
          });
    case 'priority':
      return reason.priority === null
        ? say('counting.noPriority', 'It has no priority, and the rules want {{wanted}}.', {
            wanted: either(reason.wanted),
          })
        : say('counting.priority', 'Its priority is “{{priority}}”, and the rules want {{wanted}}.', {
            priority: reason.priority,
            wanted: either(reason.wanted),
          });
    case 'service':
      return say('counting.service', 'Its service “{{service}}” belongs to {{repositories}}.', {
        service: reason.service,
        repositories: reason.repositories.join(', '),
      });
    case 'noIncidentLabels':
      return say('counting.noIncidentLabels', 'The rules name no label that makes an issue an incident.');
    case 'label':
      return say('counting.label', 'It carries none of the labels {{wanted}}.', { wanted: reason.wanted.join(', ') });
  }
}

function saySource(source: DeploymentSource): string {
  switch (source) {
    case 'deployments':
      return say('counting.source.deployments', 'Here, GitHub deployments are the deployments.');
    case 'workflow':
      return say('counting.source.workflow', 'Here, runs of a workflow are the deployments.');
    case 'releases':
      return say('counting.source.releases', 'Here, releases are the deployments.');
    case 'tags':
      return say('counting.source.tags', 'Here, tags are the deployments.');
    case 'merges':
      return say('counting.source.merges', 'Here, merges to the default branch are the deployments.');
  }
}

/** "push or release". */
function either(names: readonly string[]): string {
  return names.length < 2
    ? names.join('')
    : say('counting.either', '{{names}} or {{last}}', {
        names: names.slice(0, -1).join(', '),
        last: names[names.length - 1],
      });
}
