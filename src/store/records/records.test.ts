import { Events } from '../../events';
import { eventKinds } from '../moments';
import { sameRecord } from '../sameRecord';
import { changeOf, commitOf, deploymentOf } from '../testing/world';
import { Records } from './records';

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

/** As they are held. */
function heldIn(records: Records): Events {
  return {
    deployments: events.deployments.map(records.held.deployments),
    changes: events.changes.map(records.held.changes),
    commits: events.commits.map(records.held.commits),
    comparisons: events.comparisons.map(records.held.comparisons),
    releases: events.releases.map(records.held.releases),
    incidents: events.incidents.map(records.held.incidents),
    runs: events.runs.map(records.held.runs),
  };
}

test('a record as it is held says the same, the first time and again', () => {
  const records = new Records();
  expect(heldIn(records)).toEqual(events);
  expect(heldIn(records)).toEqual(events);
});

test('whoever copies a held record or writes it down has all of it, and nothing else', () => {
  const held = heldIn(new Records());
  for (const kind of eventKinds) {
    const copies = held[kind].map((one: object) => ({ ...one }));
    expect(copies).toEqual(events[kind]);
    expect(copies.flatMap((copy) => Reflect.ownKeys(copy).filter((key) => typeof key === 'symbol'))).toEqual([]);
    expect(JSON.parse(JSON.stringify(held[kind]))).toEqual(events[kind]);
    expect(sameRecord(held[kind], events[kind])).toBe(true);
  }
});

test('each of many records keeps its own instants, those that are not known included', () => {
  const { held } = new Records();
  const told = Array.from({ length: 5_000 }, (_, n) =>
    changeOf({ id: String(n), mergedAt: n, createdAt: -n, approvedAt: n % 2 === 0 ? null : 0, readyAt: n % 3 })
  );
  expect(told.map(held.changes)).toEqual(told);
});

test('links are held as they are told, whether or not they end with the id', () => {
  const { held } = new Records();
  const linksOf = (id: string) =>
    [null, '', 'https://x/pull/7', 'https://x/pull/17', 'https://y/7', 'https://y/seven', '7'].map((url) => {
      const one = held.changes(changeOf({ id, mergedAt: 5, url }));
      return [one.url, { ...one }.url];
    });
  for (const id of ['7', '17', '']) {
    expect(linksOf(id)).toEqual([
      [null, null],
      ['', ''],
      ['https://x/pull/7', 'https://x/pull/7'],
      ['https://x/pull/17', 'https://x/pull/17'],
      ['https://y/7', 'https://y/7'],
      ['https://y/seven', 'https://y/seven'],
      ['7', '7'],
    ]);
  }
});

test('a commit has its parents, however many', () => {
  const { held } = new Records();
  const parentsOf = (parents: readonly string[]) => held.commits({ ...commitOf(change), parents }).parents;
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(parentsOf)).toEqual([[], ['a'], ['a', 'b'], ['a', 'b', 'c']]);
});

test('lists that are alike are one, and those that only look alike are not', () => {
  const { held } = new Records();
  const labelsOf = (labels: readonly string[]) => held.changes({ ...change, labels: [...labels] }).labels;
  const first = labelsOf(['a', 'b']);
  expect(labelsOf(['a', 'b'])).toBe(first);
  expect(labelsOf(['a\nb'])).toEqual(['a\nb']);
  expect(labelsOf(['b', 'a'])).toEqual(['b', 'a']);
  expect(first).toEqual(['a', 'b']);
});
