import fc from 'fast-check';
import { Incident } from '../events';
import { defaultRules, recognise, Rules } from '../metrics';
import {
  givenDeployment,
  givenEvents,
  givenIncident,
  givenOwnership,
  givenRelease,
  givenRun,
  minute,
} from '../metrics/givenEvents';
import { RecentActivity, RecentPullRequest } from '../sources';
import { NotCounted } from './counting';
import { Counts, previewRules } from './rulePreview';

const nothing: RecentActivity = {
  repository: { name: 'acme/pay', defaultBranch: 'main', archived: false, topics: [], url: null },
  deployments: [],
  runs: [],
  releases: [],
  pullRequests: [],
  issues: [],
  problems: [],
};
const pull = (more: Partial<RecentPullRequest> = {}): RecentPullRequest => ({
  number: 7,
  title: 'Add',
  url: null,
  state: 'merged',
  isDraft: false,
  baseBranch: 'main',
  labels: [],
  updatedAt: 2 * minute,
  mergedAt: minute,
  sha: 'c7',
  ...more,
});
const issue = (...labels: string[]) => ({ number: 3, title: 'Down', url: null, labels, createdAt: minute });
const deployed = (more: Parameters<typeof givenDeployment>[3]) =>
  givenDeployment('d', 'c', 1, { origin: 'deployment', ...more });
const incident = (more: Partial<Incident>) => givenIncident('P1', 1, null, more);

interface Given extends Partial<RecentActivity> {
  readonly incidents?: Parameters<typeof previewRules>[0]['incidents'];
}

function judged({ incidents = [], ...activity }: Given, rules: Partial<Rules> = {}) {
  return previewRules({
    activity: { ...nothing, ...activity },
    incidents,
    rules: { ...defaultRules, ...rules },
    repositoriesOfService: (service) => (service === 'web' ? ['acme/web'] : service === 'pay' ? ['acme/pay'] : null),
  });
}

describe('previewRules', () => {
  it.each<[string, Given, Partial<Rules>, Counts]>([
    ['a successful deployment to production', { deployments: [deployed({})] }, {}, 'deployment'],
    [
      'a failed pipeline, where it is to count',
      { deployments: [deployed({ status: 'failure' })] },
      { countFailedPipelines: true },
      'failedDeployment',
    ],
    [
      'a run of a workflow that deploys',
      { runs: [givenRun('1', 'c', 1)] },
      { deploymentSource: 'workflow' },
      'deployment',
    ],
    ['a release', { releases: [givenRelease('r', 'v1', 1)] }, { deploymentSource: 'releases' }, 'deployment'],
    [
      'a bare tag',
      { releases: [givenRelease('t', 'v1', 1, { isTagOnly: true })] },
      { deploymentSource: 'tags' },
      'deployment',
    ],
    [
      'a pre-release, where it is to count',
      { releases: [givenRelease('r', 'v1', 1, { isPrerelease: true })] },
      { deploymentSource: 'releases', includePrereleases: true },
      'deployment',
    ],
    ['a merged pull request', { pullRequests: [pull()] }, {}, 'change'],
    ['a merge that deploys', { pullRequests: [pull()] }, { deploymentSource: 'merges' }, 'changeAndDeployment'],
    [
      'a merge that deploys, where changes are commits',
      { pullRequests: [pull()] },
      { deploymentSource: 'merges', changeUnit: 'commit' },
      'deployment',
    ],
    ['an incident on its service', { incidents: [incident({ service: 'pay' })] }, {}, 'incident'],
    ['an incident on a service nobody has', { incidents: [incident({ service: 'mail' })] }, {}, 'incident'],
    ['an urgency that counts', { incidents: [incident({ urgency: 'High' })] }, { urgencies: ['high'] }, 'incident'],
    ['an issue with the label', { issues: [issue('bug', 'Incident')] }, { incidentLabels: ['incident'] }, 'incident'],
  ])('counts %s', (_, given, rules, counts) => {
    expect(judged(given, rules)).toEqual([expect.objectContaining({ counts, reason: null })]);
  });

  const workflow: Partial<Rules> = { deploymentSource: 'workflow', workflowPattern: '^deploy' };
  const releases: Partial<Rules> = { deploymentSource: 'releases' };
  it.each<[string, Given, Partial<Rules>, NotCounted]>([
    [
      'a deployment elsewhere',
      { deployments: [deployed({ environment: 'staging' })] },
      {},
      { code: 'environment', environment: 'staging', pattern: 'prod|live' },
    ],
    ['a failed pipeline', { deployments: [deployed({ status: 'failure' })] }, {}, { code: 'failed' }],
    [
      'a deployment under way',
      { deployments: [deployed({ status: 'pending', finishedAt: null })] },
      {},
      { code: 'pending' },
    ],
    [
      'a deployment where runs deploy',
      { deployments: [deployed({})] },
      workflow,
      { code: 'otherSource', source: 'workflow' },
    ],
    [
      'a run where deployments do',
      { runs: [givenRun('1', 'c', 1)] },
      {},
      { code: 'otherSource', source: 'deployments' },
    ],
    [
      'another workflow',
      { runs: [givenRun('1', 'c', 1, { workflow: 'CI' })] },
      workflow,
      { code: 'workflow', workflow: 'CI', pattern: '^deploy' },
    ],
    [
      'another branch',
      { runs: [givenRun('1', 'c', 1, { branch: 'topic' })] },
      { ...workflow, branchPattern: '^main$' },
      { code: 'branch', branch: 'topic', pattern: '^main$' },
    ],
    [
      'another event',
      { runs: [givenRun('1', 'c', 1, { event: 'pull_request' })] },
      { ...workflow, workflowEvents: ['push'] },
      { code: 'event', event: 'pull_request', events: ['push'] },
    ],
    [
      'a cancelled run',
      { runs: [givenRun('1', 'c', 1, { conclusion: 'cancelled' })] },
      workflow,
      { code: 'conclusion', conclusion: 'cancelled' },
    ],
    ['a failed run', { runs: [givenRun('1', 'c', 1, { conclusion: 'failure' })] }, workflow, { code: 'failed' }],
    [
      'a run without the job',
      { runs: [givenRun('1', 'c', 1)] },
      { ...workflow, jobPattern: 'ship' },
      { code: 'job', pattern: 'ship' },
    ],
    ['a draft', { releases: [givenRelease('r', 'v1', 1, { isDraft: true })] }, releases, { code: 'draft' }],
    [
      'a pre-release',
      { releases: [givenRelease('r', 'v1', 1, { isPrerelease: true })] },
      releases,
      { code: 'prerelease' },
    ],
    ['a bare tag', { releases: [givenRelease('t', 'v1', 1, { isTagOnly: true })] }, releases, { code: 'tagOnly' }],
    [
      'a tag of another pattern',
      { releases: [givenRelease('r', 'docs-1', 1)] },
      { ...releases, tagPattern: '^v' },
      { code: 'tag', tag: 'docs-1', pattern: '^v' },
    ],
    [
      'what is not published',
      { releases: [givenRelease('r', 'v1', 1, { publishedAt: null })] },
      releases,
      { code: 'unpublished' },
    ],
    ['an open pull request', { pullRequests: [pull({ state: 'open', mergedAt: null })] }, {}, { code: 'open' }],
    [
      'a draft of one',
      { pullRequests: [pull({ state: 'open', isDraft: true, mergedAt: null })] },
      {},
      { code: 'draft' },
    ],
    [
      'one closed without merging',
      { pullRequests: [pull({ state: 'closed', mergedAt: null })] },
      {},
      { code: 'closed' },
    ],
    [
      'a merge into another branch',
      { pullRequests: [pull({ baseBranch: 'next' })] },
      {},
      { code: 'baseBranch', branch: 'next', defaultBranch: 'main' },
    ],
    [
      'a pull request where commits are changes',
      { pullRequests: [pull()] },
      { changeUnit: 'commit' },
      { code: 'commits' },
    ],
    [
      'an incident that was merged into another',
      { incidents: [incident({ mergedInto: 'P2' })] },
      {},
      { code: 'merged', into: 'P2' },
    ],
    [
      'an urgency that does not count',
      { incidents: [incident({ urgency: 'low' })] },
      { urgencies: ['high'] },
      { code: 'urgency', urgency: 'low', wanted: ['high'] },
    ],
    [
      'an incident without priority where some are asked for',
      { incidents: [incident({ priority: null })] },
      { priorities: ['P1'] },
      { code: 'priority', priority: null, wanted: ['P1'] },
    ],
    [
      "an incident on others' service",
      { incidents: [incident({ service: 'web' })] },
      {},
      { code: 'service', service: 'web', repositories: ['acme/web'] },
    ],
    ['an issue where issues are none', { issues: [issue('incident')] }, {}, { code: 'noIncidentLabels' }],
    [
      'an issue without the label',
      { issues: [issue('bug')] },
      { incidentLabels: ['outage'] },
      { code: 'label', wanted: ['outage'] },
    ],
  ])('says why not: %s', (_, given, rules, reason) => {
    expect(judged(given, rules)).toEqual([expect.objectContaining({ counts: null, reason })]);
  });

  it('lets one attempt stand for a run, and a release for its tag', () => {
    const runs = [
      givenRun('1', 'c', 9, { attempt: 2, conclusion: 'success' }),
      givenRun('1', 'c', 4, { attempt: 1, conclusion: 'failure' }),
    ];
    expect(judged({ runs }, workflow).map(({ id, counts, reason }) => [id, counts, reason?.code ?? null])).toEqual([
      ['1/2', 'deployment', null],
      ['1/1', null, 'otherAttempt'],
    ]);
    const tagged = [givenRelease('r', 'v1', 2), givenRelease('t', 'v1', 1, { isTagOnly: true })];
    expect(
      judged({ releases: tagged }, { deploymentSource: 'tags' }).map(({ id, counts, reason }) => [
        id,
        counts,
        reason?.code,
      ])
    ).toEqual([
      ['r', 'deployment', undefined],
      ['t', null, 'sameTag'],
    ]);
  });

  it('counts exactly the deployments that the numbers rest on, and has a reason for each of the others', () => {
    const pattern = fc.constantFrom('', 'prod|live', '^deploy', 'main', '(', 'v');
    const rules = fc.record({
      deploymentSource: fc.constantFrom(
        'deployments' as const,
        'workflow' as const,
        'releases' as const,
        'tags' as const
      ),
      environmentPattern: pattern,
      workflowPattern: pattern,
      branchPattern: pattern,
      tagPattern: pattern,
      workflowEvents: fc.subarray(['push', 'schedule']),
      includePrereleases: fc.boolean(),
    });
    const deployments = fc.array(
      fc.record({
        environment: fc.constantFrom('production', 'staging', 'live'),
        status: fc.constantFrom('success' as const, 'failure' as const, 'pending' as const),
      })
    );
    const runs = fc.array(
      fc.record({
        workflow: fc.constantFrom('Deploy', 'CI'),
        branch: fc.constantFrom('main', 'topic', null),
        event: fc.constantFrom('push', 'pull_request', null),
        conclusion: fc.constantFrom('success', 'failure', 'cancelled', null),
      })
    );
    const tags = fc.array(
      fc.record({
        tag: fc.constantFrom('v1', 'v2', 'docs'),
        isDraft: fc.boolean(),
        isPrerelease: fc.boolean(),
        isTagOnly: fc.boolean(),
        publishedAt: fc.constantFrom(null, 5),
      })
    );
    fc.assert(
      fc.property(rules, deployments, runs, tags, (given, deploymentFields, runFields, releaseFields) => {
        const events = {
          deployments: deploymentFields.map((more, index) =>
            givenDeployment(`d${index}`, 'c', 1, { origin: 'deployment', ...more })
          ),
          runs: runFields.map((more, index) => givenRun(`r${index}`, 'c', 1, more)),
          releases: releaseFields.map((more, index) => givenRelease(`v${index}`, 'v', 1, more)),
        };
        const verdicts = judged(events, given);
        const expected = recognise(givenEvents(events), givenOwnership(given))
          .filter(({ status }) => status === 'success')
          .map(({ id }) => id);
        const counted = verdicts.filter(({ counts }) => counts === 'deployment').map(({ id }) => id.split('/')[0]);
        expect(counted.sort()).toEqual(expected.sort());
        expect(verdicts.every(({ counts, reason }) => (counts === null) === (reason !== null))).toBe(true);
      })
    );
  });
});
