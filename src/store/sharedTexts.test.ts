import { Events } from '../events';
import { SharedTexts } from './sharedTexts';
import { changeOf, commitOf, deploymentOf } from './testing/world';

const change = changeOf({ id: '7', mergedAt: 5, labels: ['fix'], branch: 'b', body: 'Reverts #1' });
const events: Events = {
  deployments: [deploymentOf({ id: '1', createdAt: 1, service: 'pay', ref: 'main', url: 'https://x' })],
  changes: [change, changeOf({ id: '8', mergedAt: 6, mergeSha: null, headSha: null, author: null })],
  commits: [{ ...commitOf(change), parents: ['a', 'b'] }],
  comparisons: [{ repository: 'acme/pay', base: 'a', head: 'b', shas: ['b', 'c'] }],
  releases: [
    {
      id: 'r',
      repository: 'acme/pay',
      tag: 'v1',
      name: null,
      sha: 'a',
      createdAt: 1,
      publishedAt: null,
      isDraft: false,
      isPrerelease: true,
      isTagOnly: false,
      url: null,
    },
  ],
  incidents: [
    {
      id: 'i',
      number: 1,
      service: 'pay',
      serviceId: 'P1',
      teams: ['Payments'],
      repository: null,
      title: 'Checkout is slow',
      url: null,
      urgency: 'high',
      priority: null,
      createdAt: 1,
      acknowledgedAt: 2,
      resolvedAt: null,
      deployment: null,
      texts: ['after v1'],
      relatedChanges: [{ text: 'v1', at: 1, url: null }],
      mergedInto: null,
      origin: 'pagerduty',
    },
  ],
  runs: [
    {
      id: '1',
      repository: 'acme/pay',
      workflow: 'Deploy',
      branch: 'main',
      sha: 'a',
      event: 'push',
      attempt: 1,
      conclusion: null,
      createdAt: 1,
      startedAt: null,
      finishedAt: null,
      url: null,
      jobs: [{ id: '1', name: 'b', needs: [], conclusion: null, createdAt: 0, startedAt: 0, finishedAt: 0, steps: [] }],
    },
  ],
};

test('a record over shared texts says the same, the first time and again', () => {
  const texts = new SharedTexts();
  const shared = (): Events => ({
    deployments: events.deployments.map(texts.in.deployments),
    changes: events.changes.map(texts.in.changes),
    commits: events.commits.map(texts.in.commits),
    comparisons: events.comparisons.map(texts.in.comparisons),
    releases: events.releases.map(texts.in.releases),
    incidents: events.incidents.map(texts.in.incidents),
    runs: events.runs.map(texts.in.runs),
  });
  expect(shared()).toEqual(events);
  expect(shared()).toEqual(events);
});

test('lists that are alike are one, and those that only look alike are not', () => {
  const texts = new SharedTexts();
  const labelsOf = (labels: readonly string[]) => texts.in.changes({ ...change, labels: [...labels] }).labels;
  const first = labelsOf(['a', 'b']);
  expect(labelsOf(['a', 'b'])).toBe(first);
  expect(labelsOf(['a\nb'])).toEqual(['a\nb']);
  expect(labelsOf(['b', 'a'])).toEqual(['b', 'a']);
  expect(first).toEqual(['a', 'b']);
});
