import { NotCounted } from './notCounted';
import { sayNotCounted } from './notCountedText';

describe('why an event is not counted', () => {
  it.each<[NotCounted, string]>([
    [{ code: 'otherSource', source: 'deployments' }, 'Here, GitHub deployments are the deployments.'],
    [{ code: 'otherSource', source: 'workflow' }, 'Here, runs of a workflow are the deployments.'],
    [{ code: 'otherSource', source: 'releases' }, 'Here, releases are the deployments.'],
    [{ code: 'otherSource', source: 'tags' }, 'Here, tags are the deployments.'],
    [{ code: 'otherSource', source: 'merges' }, 'Here, merges to the default branch are the deployments.'],
    [
      { code: 'environment', environment: 'staging', pattern: 'prod|live' },
      'The environment “staging” does not match prod|live.',
    ],
    [{ code: 'failed' }, 'It failed, so it never reached production.'],
    [{ code: 'pending' }, 'It has not finished yet.'],
    [{ code: 'conclusion', conclusion: '' }, 'It ended neither in success nor in failure.'],
    [{ code: 'conclusion', conclusion: 'skipped' }, 'It ended as “skipped”, which is neither success nor failure.'],
    [{ code: 'workflow', workflow: 'CI', pattern: 'deploy' }, 'The workflow “CI” does not match deploy.'],
    [{ code: 'branch', branch: 'topic', pattern: '^main$' }, 'The branch “topic” does not match ^main$.'],
    [{ code: 'branch', branch: null, pattern: '^main$' }, 'It ran on no branch, and the rules want ^main$.'],
    [{ code: 'event', event: 'schedule', events: ['push'] }, 'It was started by “schedule”, not by push.'],
    [
      { code: 'event', event: null, events: ['push', 'release', 'deployment'] },
      'What started it is not known, and the rules want push, release or deployment.',
    ],
    [{ code: 'job', pattern: 'ship' }, 'No job that matches ship has succeeded or failed in it.'],
    [{ code: 'otherAttempt' }, 'Another attempt of the same run counts.'],
    [{ code: 'draft' }, 'It is a draft.'],
    [{ code: 'prerelease' }, 'It is a pre-release, and the rules leave those out.'],
    [{ code: 'unpublished' }, 'It is not published.'],
    [{ code: 'tag', tag: 'v1', pattern: '^app-' }, 'The tag “v1” does not match ^app-.'],
    [{ code: 'tagOnly' }, 'It is a tag without a release.'],
    [{ code: 'sameTag' }, 'The release of the same tag counts.'],
    [{ code: 'open' }, 'It is not merged yet.'],
    [{ code: 'closed' }, 'It was closed without being merged.'],
    [
      { code: 'baseBranch', branch: 'develop', defaultBranch: 'main' },
      'It was merged into “develop”, not into the default branch “main”.',
    ],
    [{ code: 'commits' }, 'Here, commits on the default branch are the changes.'],
    [{ code: 'merged', into: '' }, 'It was merged into another incident.'],
    [{ code: 'merged', into: 'P1' }, 'It was merged into incident P1.'],
    [{ code: 'urgency', urgency: 'low', wanted: ['high'] }, 'Its urgency is “low”, and the rules want high.'],
    [{ code: 'urgency', urgency: null, wanted: ['high'] }, 'It has no urgency, and the rules want high.'],
    [{ code: 'priority', priority: 'P3', wanted: ['P1', 'P2'] }, 'Its priority is “P3”, and the rules want P1 or P2.'],
    [{ code: 'priority', priority: null, wanted: ['P1'] }, 'It has no priority, and the rules want P1.'],
    [
      { code: 'service', service: 'shop', repositories: ['acme/shop', 'acme/cart'] },
      'Its service “shop” belongs to acme/shop, acme/cart.',
    ],
    [{ code: 'noIncidentLabels' }, 'The rules name no label that makes an issue an incident.'],
    [{ code: 'label', wanted: ['incident', 'outage'] }, 'It carries none of the labels incident, outage.'],
  ])('%j', (reason, sentence) => {
    expect(sayNotCounted(reason)).toBe(sentence);
  });
});
