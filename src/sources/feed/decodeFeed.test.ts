import { emptyDirectory, noEvents } from '../../events';
import { decodeFeed } from './decodeFeed';

const deployment = {
  id: 'd1',
  repository: 'acme/pay',
  environment: 'production',
  sha: 'c3',
  status: 'success',
  createdAt: '2026-01-05T10:00:00Z',
  finishedAt: '2026-01-05T10:06:00Z',
};
const messages = (document: unknown) => decodeFeed(document).problems.map(({ message }) => message);

describe('decodeFeed', () => {
  test('reads every list of the document METRICS.md §9 shows', () => {
    const { events, directory, problems } = decodeFeed({
      version: 1,
      repositories: [{ name: 'acme/pay', defaultBranch: 'main' }],
      deployments: [
        { ...deployment, startedAt: '2026-01-05T10:01:00Z', url: 'https://ci.example.com/d1', service: 'pay-api' },
      ],
      commits: [
        {
          repository: 'acme/pay',
          sha: 'c3',
          parents: ['c2'],
          authoredAt: '2026-01-05T08:00:00+02:00',
          committedAt: '2026-01-05T09:00:00Z',
          message: 'Round half up',
        },
      ],
      changes: [
        {
          repository: 'acme/pay',
          number: 7,
          title: 'Rounding',
          url: 'https://git.example.com/7',
          author: 'ann',
          authorIsBot: false,
          labels: ['bug'],
          branch: 'rounding',
          body: 'Closes #6',
          firstCommitAt: '2026-01-04T08:00:00Z',
          createdAt: '2026-01-04T09:00:00Z',
          readyAt: '2026-01-04T10:00:00Z',
          firstReviewAt: '2026-01-04T11:00:00Z',
          approvedAt: '2026-01-04T12:00:00Z',
          mergedAt: '2026-01-05T09:00:00Z',
          mergeSha: 'c3',
          additions: 10,
          deletions: 2,
        },
      ],
      incidents: [
        {
          id: 'P1',
          service: 'pay-api',
          title: 'Totals are wrong',
          url: 'https://pager.example.com/P1',
          urgency: 'high',
          priority: 'P2',
          createdAt: '2026-01-05T11:00:00Z',
          acknowledgedAt: '2026-01-05T11:05:00Z',
          resolvedAt: null,
          deployment: 'd1',
        },
      ],
      runs: [
        {
          id: 'r1',
          repository: 'acme/pay',
          workflow: 'ci',
          branch: 'main',
          sha: 'c3',
          event: 'push',
          attempt: 1,
          conclusion: 'SUCCESS',
          createdAt: '2026-01-05T09:00:00Z',
          startedAt: '2026-01-05T09:00:10Z',
          finishedAt: '2026-01-05T09:10:00Z',
          jobs: [
            {
              name: 'test',
              needs: ['build'],
              conclusion: 'success',
              createdAt: '2026-01-05T09:00:10Z',
              startedAt: '2026-01-05T09:01:00Z',
              finishedAt: '2026-01-05T09:10:00Z',
              steps: [{ name: 'unit', conclusion: 'success', startedAt: '2026-01-05T09:01:00Z', finishedAt: null }],
            },
          ],
        },
      ],
    });

    expect(problems).toEqual([]);
    expect(events.deployments).toEqual([
      {
        id: 'd1',
        repository: 'acme/pay',
        environment: 'production',
        sha: 'c3',
        status: 'success',
        createdAt: Date.UTC(2026, 0, 5, 10),
        startedAt: Date.UTC(2026, 0, 5, 10, 1),
        finishedAt: Date.UTC(2026, 0, 5, 10, 6),
        url: 'https://ci.example.com/d1',
        service: 'pay-api',
        ref: null,
        origin: 'feed',
      },
    ]);
    expect(events.commits).toEqual([
      {
        repository: 'acme/pay',
        sha: 'c3',
        parents: ['c2'],
        authoredAt: Date.UTC(2026, 0, 5, 6),
        committedAt: Date.UTC(2026, 0, 5, 9),
        message: 'Round half up',
        author: null,
      },
    ]);
    expect(events.changes).toEqual([
      {
        id: '7',
        repository: 'acme/pay',
        number: 7,
        title: 'Rounding',
        url: 'https://git.example.com/7',
        author: 'ann',
        authorIsBot: false,
        labels: ['bug'],
        branch: 'rounding',
        baseBranch: null,
        body: 'Closes #6',
        firstCommitAt: Date.UTC(2026, 0, 4, 8),
        firstCommittedAt: null,
        createdAt: Date.UTC(2026, 0, 4, 9),
        readyAt: Date.UTC(2026, 0, 4, 10),
        firstReviewAt: Date.UTC(2026, 0, 4, 11),
        approvedAt: Date.UTC(2026, 0, 4, 12),
        mergedAt: Date.UTC(2026, 0, 5, 9),
        mergeSha: 'c3',
        headSha: null,
        additions: 10,
        deletions: 2,
        origin: 'feed',
      },
    ]);
    expect(events.incidents).toEqual([
      {
        id: 'P1',
        number: null,
        service: 'pay-api',
        serviceId: null,
        teams: [],
        repository: null,
        title: 'Totals are wrong',
        url: 'https://pager.example.com/P1',
        urgency: 'high',
        priority: 'P2',
        createdAt: Date.UTC(2026, 0, 5, 11),
        acknowledgedAt: Date.UTC(2026, 0, 5, 11, 5),
        resolvedAt: null,
        deployment: 'd1',
        texts: [],
        relatedChanges: [],
        mergedInto: null,
        origin: 'feed',
      },
    ]);
    expect(events.runs[0]).toMatchObject({ id: 'r1', attempt: 1, conclusion: 'success' });
    expect(events.runs[0].jobs[0]).toMatchObject({
      id: null,
      name: 'test',
      needs: ['build'],
      steps: [{ name: 'unit', startedAt: Date.UTC(2026, 0, 5, 9, 1), finishedAt: null }],
    });
    expect(directory).toEqual({
      repositories: [{ name: 'acme/pay', defaultBranch: 'main', archived: false, topics: [], url: null }],
      services: [{ id: 'pay-api', name: 'pay-api', teams: [], url: null }],
      teamRepositories: {},
    });
  });

  test('a bad record is named by list, index and reason, and the rest is kept', () => {
    const { events, problems } = decodeFeed({
      version: 1,
      deployments: [
        deployment,
        { ...deployment, id: 'd2' },
        { ...deployment, id: 'd3' },
        { ...deployment, id: 'd4', finishedAt: 'yesterday' },
        { ...deployment, id: 'd5' },
      ],
    });
    expect(events.deployments.map(({ id }) => id)).toEqual(['d1', 'd2', 'd3', 'd5']);
    expect(problems).toEqual([
      {
        source: 'feed',
        kind: 'badRecord',
        scope: null,
        message: 'deployments[3]: finishedAt "yesterday" is not an ISO-8601 instant; the record was left out.',
        retryAt: null,
      },
    ]);
  });

  test.each<[string, unknown, string]>([
    ['no object', 7, 'deployments[0]: the record is 7, not an object; the record was left out.'],
    ['no id', { ...deployment, id: undefined }, 'deployments[0]: id is missing; the record was left out.'],
    ['an empty sha', { ...deployment, sha: '' }, 'deployments[0]: sha is missing; the record was left out.'],
    [
      'an unknown status',
      { ...deployment, status: 'green' },
      'deployments[0]: status "green" is not one of success, failure, pending; the record was left out.',
    ],
    [
      'a time without an offset',
      { ...deployment, createdAt: '2026-01-05T10:00:00' },
      'deployments[0]: createdAt "2026-01-05T10:00:00" is not an ISO-8601 instant (it has no offset: add Z or +02:00); the record was left out.',
    ],
    [
      'a day that does not exist',
      { ...deployment, createdAt: '2026-02-30T10:00:00Z' },
      'deployments[0]: createdAt "2026-02-30T10:00:00Z" is not an ISO-8601 instant; the record was left out.',
    ],
    [
      'a number where text belongs',
      { ...deployment, url: 5 },
      'deployments[0]: url 5 is not a text; the record was left out.',
    ],
    [
      'a success that never finished',
      { ...deployment, finishedAt: null },
      'deployments[0]: it succeeded but finishedAt is missing; the record was kept but counts in no period.',
    ],
  ])('says what is wrong: %s', (_, record, message) => {
    expect(messages({ version: 1, deployments: [record] })).toEqual([message]);
  });

  test('points into records within a record', () => {
    const run = { id: 'r1', repository: 'a/b', workflow: 'ci', sha: 'c', createdAt: '2026-01-05T10:00:00Z' };
    expect(messages({ version: 1, runs: [{ ...run, jobs: [{ name: 'x' }, 'y'] }] })).toEqual([
      'runs[0]: jobs[1] is "y", not an object; the record was left out.',
    ]);
  });

  test.each<[string, string]>([
    ['SUCCESS', 'success'],
    ['Succeeded', 'success'],
    ['failed', 'failure'],
    ['Error', 'failure'],
    ['in progress', 'pending'],
    ['cancelled', 'pending'],
  ])('status %s is %s', (status, expected) => {
    const { events } = decodeFeed({ version: 1, deployments: [{ ...deployment, status }] });
    expect(events.deployments[0].status).toBe(expected);
  });

  test.each<[string, unknown, RegExp]>([
    ['a newer version', { version: 2, deployments: [deployment] }, /version 2.*up to version 1.*Update the plugin/],
    ['a version that is none', { version: 'one' }, /"one" is not a version/],
    ['a list', [deployment], /should be a JSON object.*found a list/],
    ['a web page', '<html>', /found a string/],
    ['nothing', null, /found null/],
  ])('refuses %s as a whole, as a matter of configuration', (_, document, message) => {
    const { events, directory, problems } = decodeFeed(document);
    expect(problems).toHaveLength(1);
    expect(problems[0].kind).toBe('configuration');
    expect(problems[0].message).toMatch(message);
    expect(events).toEqual(noEvents());
    expect(directory).toEqual(emptyDirectory);
  });

  test('unknown fields and lists are ignored, absent lists are empty', () => {
    expect(decodeFeed({ version: 1, planets: [1], deployments: [{ ...deployment, colour: 'red' }] }).problems).toEqual(
      []
    );
  });

  test('a list that is none costs only itself', () => {
    const { events, problems } = decodeFeed({ version: 1, commits: {}, deployments: [deployment] });
    expect(problems.map(({ message }) => message)).toEqual(['commits is not a list; all of it was left out.']);
    expect(events.deployments).toHaveLength(1);
  });

  test('of two records with one id the later counts, and that is said', () => {
    const { events, problems } = decodeFeed({ version: 1, deployments: [deployment, { ...deployment, sha: 'c4' }] });
    expect(events.deployments.map(({ sha }) => sha)).toEqual(['c4']);
    expect(problems.map(({ message }) => message)).toEqual([
      'deployments[1]: it has the identity of deployments[0]; the later record counts.',
    ]);
  });

  test('the same id in two repositories is two deployments', () => {
    const other = { ...deployment, repository: 'acme/shop' };
    expect(decodeFeed({ version: 1, deployments: [deployment, other] }).events.deployments).toHaveLength(2);
  });

  test('the directory names every repository and service mentioned anywhere', () => {
    const at = '2026-01-05T10:00:00Z';
    const { directory } = decodeFeed({
      version: 1,
      repositories: [{ name: 'a/listed' }],
      deployments: [{ ...deployment, repository: 'a/deployed', service: 'web' }],
      commits: [{ repository: 'a/committed', sha: 'c1' }],
      changes: [{ repository: 'a/changed', number: 1, createdAt: at, mergedAt: at }],
      incidents: [
        { id: 'I1', repository: 'a/broken', createdAt: at },
        { id: 'I2', service: 'pay', serviceId: 'S2', createdAt: at },
        { id: 'I3', service: 'web', createdAt: at },
      ],
      runs: [{ id: 'r', repository: 'a/built', workflow: 'ci', sha: 'c1', createdAt: at }],
      releases: [{ repository: 'a/released', tag: 'v1', sha: 'c1', createdAt: at }],
    });
    expect(directory.repositories.map(({ name }) => name).sort()).toEqual([
      'a/broken',
      'a/built',
      'a/changed',
      'a/committed',
      'a/deployed',
      'a/listed',
      'a/released',
    ]);
    expect(directory.services.map(({ id, name }) => `${id} ${name}`).sort()).toEqual(['S2 pay', 'web web']);
  });

  test('numbers serve as ids, and an open pull request is passed over in silence', () => {
    const { events, problems } = decodeFeed({
      version: 1,
      deployments: [{ ...deployment, id: 42 }],
      changes: [{ repository: 'acme/pay', number: 8, createdAt: '2026-01-05T10:00:00Z', mergedAt: null }],
    });
    expect(events.deployments[0].id).toBe('42');
    expect(events.changes).toEqual([]);
    expect(problems).toEqual([]);
  });

  test('a commit that is a change of its own goes by its merge sha', () => {
    const change = { repository: 'acme/pay', mergeSha: 'abc', mergedAt: '2026-01-05T10:00:00Z' };
    const { events } = decodeFeed({ version: 1, changes: [change] });
    expect(events.changes[0]).toMatchObject({ id: 'abc', number: null, createdAt: Date.UTC(2026, 0, 5, 10) });
  });
});
