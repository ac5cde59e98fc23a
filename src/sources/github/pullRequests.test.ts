import { IntervalNeed, Report } from '../types';
import { connection, eventsIn, fakeGithub, ok, questionsIn, reportsOf, variablesOf } from './fakeGithub';

const at = (time: string) => Date.parse(time);
const need: IntervalNeed = {
  source: 'github',
  scope: 'acme/pay',
  kind: 'changes',
  interval: { from: at('2026-05-01T00:00:00Z'), to: at('2026-06-01T00:00:00Z') },
};

const person = (login: string, type = 'User') => ({ __typename: type, login });
const review = (login: string, state: string, submittedAt: string | null, type = 'User') => ({
  state,
  submittedAt,
  author: person(login, type),
});

function raw(number: number, merged: string, fields: object = {}) {
  return {
    __typename: 'PullRequest',
    id: `PR_${number}`,
    number,
    title: `Change ${number}`,
    url: `https://github.com/acme/pay/pull/${number}`,
    body: 'Reverts acme/pay#1',
    isDraft: false,
    createdAt: '2026-04-28T08:00:00Z',
    updatedAt: merged,
    mergedAt: merged,
    additions: 10,
    deletions: 2,
    baseRefName: 'main',
    headRefName: 'topic',
    headRefOid: `head${number}`,
    author: person('ann'),
    mergeCommit: {
      __typename: 'Commit',
      oid: `merge${number}`,
      authoredDate: merged,
      committedDate: merged,
      message: `Change ${number} (#${number})`,
      parents: connection([{ oid: `merge${number - 1}` }]),
      author: { name: 'Ann', user: { login: 'ann' } },
    },
    labels: connection([{ name: 'hotfix' }]),
    commits: connection([
      { commit: { authoredDate: '2026-04-27T08:00:00+02:00', committedDate: '2026-04-28T07:00:00Z' } },
      { commit: { authoredDate: '2026-04-20T08:00:00Z', committedDate: '2026-04-20T08:00:00Z' } },
    ]),
    reviews: connection([]),
    comments: connection([]),
    timelineItems: connection([]),
    ...fields,
  };
}

function serving(pullRequests: readonly unknown[]) {
  return fakeGithub({ repositories: { 'acme/pay': { pullRequests: connection(pullRequests) } } });
}

/** Numbers of those merged inside the window, each once. */
function inside(reports: readonly Report[]): ReadonlyArray<number | null> {
  const merged = eventsIn(reports, 'changes').filter(
    ({ mergedAt }) => need.interval.from <= mergedAt && mergedAt < need.interval.to
  );
  return [...new Set(merged.map(({ number }) => number))];
}

async function changeOf(fields: object) {
  const { source } = serving([raw(7, '2026-05-02T12:00:00Z', fields)]);
  const [change] = eventsIn(await reportsOf(source, [need]), 'changes');
  return change;
}

test('a merged pull request becomes a change', async () => {
  expect(await changeOf({})).toEqual({
    id: '7',
    repository: 'acme/pay',
    number: 7,
    title: 'Change 7',
    url: 'https://github.com/acme/pay/pull/7',
    author: 'ann',
    authorIsBot: false,
    labels: ['hotfix'],
    branch: 'topic',
    baseBranch: 'main',
    body: 'Reverts acme/pay#1',
    firstCommitAt: at('2026-04-27T06:00:00Z'),
    firstCommittedAt: at('2026-04-28T07:00:00Z'),
    createdAt: at('2026-04-28T08:00:00Z'),
    readyAt: at('2026-04-28T08:00:00Z'),
    firstReviewAt: null,
    approvedAt: null,
    mergedAt: at('2026-05-02T12:00:00Z'),
    mergeSha: 'merge7',
    headSha: 'head7',
    additions: 10,
    deletions: 2,
    origin: 'pullRequest',
  });
});

test('the first response is of a person who is not the author, as review or as comment', async () => {
  const change = await changeOf({
    reviews: connection([
      review('coverage', 'COMMENTED', '2026-04-28T08:01:00Z', 'Bot'),
      review('review-bot', 'COMMENTED', '2026-04-28T08:02:00Z'),
      review('ann', 'COMMENTED', '2026-04-28T08:03:00Z'),
      review('bob', 'PENDING', null),
      review('bob', 'APPROVED', '2026-04-29T10:00:00Z'),
    ]),
    comments: connection([
      { createdAt: '2026-04-28T08:04:00Z', author: person('ann') },
      { createdAt: '2026-04-28T08:05:00Z', author: null },
      { createdAt: '2026-04-29T09:00:00Z', author: person('cleo') },
    ]),
  });
  expect(change.firstReviewAt).toBe(at('2026-04-29T09:00:00Z'));
});

test('the approval that counts is the last one before the merge', async () => {
  const change = await changeOf({
    reviews: connection([
      review('bob', 'APPROVED', '2026-04-29T10:00:00Z'),
      review('cleo', 'APPROVED', '2026-05-02T11:00:00Z'),
      review('dan', 'CHANGES_REQUESTED', '2026-05-02T11:30:00Z'),
      review('eve', 'APPROVED', '2026-05-03T10:00:00Z'),
    ]),
  });
  expect(change.approvedAt).toBe(at('2026-05-02T11:00:00Z'));
});

test.each([
  [
    'the last time it was marked ready',
    false,
    ['2026-04-29T00:00:00Z', '2026-05-01T00:00:00Z'],
    '2026-05-01T00:00:00Z',
  ],
  ['its opening when it never was a draft', false, [], '2026-04-28T08:00:00Z'],
  ['unknown when it was merged as a draft', true, [], null],
])('ready for review is %s', async (_, isDraft, marked, expected) => {
  const events = marked.map((createdAt) => ({ __typename: 'ReadyForReviewEvent', createdAt }));
  const change = await changeOf({ isDraft, timelineItems: connection(events) });
  expect(change.readyAt).toBe(expected === null ? null : at(expected));
});

test.each([
  [null, null, false],
  [person('dependabot', 'Bot'), 'dependabot', true],
  [person('renovate[bot]'), 'renovate[bot]', true],
])('author %j', async (author, login, isBot) => {
  expect(await changeOf({ author, mergeCommit: null })).toMatchObject({
    author: login,
    authorIsBot: isBot,
    mergeSha: null,
  });
});

test('reviews, comments and labels that do not fit into the record are read whole', async () => {
  const chatter = Array.from({ length: 12 }, (_, minute) =>
    review('ann', 'COMMENTED', `2026-04-29T10:${String(minute).padStart(2, '0')}:00Z`)
  );
  const comments = Array.from({ length: 7 }, () => ({ createdAt: '2026-04-29T10:00:00Z', author: person('ann') }));
  const full = raw(7, '2026-05-02T12:00:00Z', {
    reviews: connection([...chatter, review('bob', 'APPROVED', '2026-05-01T10:00:00Z')]),
    comments: connection([...comments, { createdAt: '2026-04-30T10:00:00Z', author: person('cleo') }]),
    labels: connection(Array.from({ length: 23 }, (_, index) => ({ name: `label-${index}` }))),
  });
  const { source } = fakeGithub({
    repositories: { 'acme/pay': { pullRequests: connection([full]) } },
    nodes: { PR_7: full },
  });
  const [change] = eventsIn(await reportsOf(source, [need]), 'changes');
  expect(change.labels).toHaveLength(23);
  expect(change.approvedAt).toBe(at('2026-05-01T10:00:00Z'));
  expect(change.firstReviewAt).toBe(at('2026-04-30T10:00:00Z'));
});

/** Merged and last touched at noon, one a day, newest first. */
const daily = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    raw(1000 - index, new Date(at('2026-05-31T12:00:00Z') - index * 86_400_000).toISOString())
  );

test('the walk stops where nothing merged inside the window can follow', async () => {
  const { source, requests } = serving(daily(200));
  const reports = await reportsOf(source, [need]);
  expect(inside(reports)).toHaveLength(31);
  // 31 days are two pages of 25; then a glance at the head, for what was touched while reading.
  expect(variablesOf(requests).map(({ after }) => after)).toEqual([null, '25', undefined]);
  expect(reports[reports.length - 1].covered).toEqual(need.interval);
});

test('what was merged long ago and touched today is left out', async () => {
  const touched = raw(1, '2026-01-01T00:00:00Z', { updatedAt: '2026-05-31T23:00:00Z' });
  const reports = await reportsOf(serving([touched, ...daily(3)]).source, [need]);
  expect(inside(reports)).toEqual([1000, 999, 998]);
});

test('a pull request that moves to the head while the list is read is not lost', async () => {
  const list = daily(60);
  const moved = { ...list[30], updatedAt: '2026-06-01T00:00:00Z' };
  let calls = 0;
  const { source } = fakeGithub({
    repositories: {
      'acme/pay': {
        pullRequests: (args: { first?: number; after?: string }) =>
          connection(++calls === 1 ? list : [moved, ...list.filter((item) => item.number !== moved.number)])(args),
      },
    },
  });
  const reports = await reportsOf(source, [need]);
  expect(inside(reports)).toContain(moved.number);
  expect(inside(reports)).toHaveLength(31);
});

test.each([
  ['502', { status: 502, headers: {}, body: '<html>bad gateway</html>' }],
  ['504', { status: 504, headers: {}, body: { message: "We couldn't respond to your request in time." } }],
  [
    'RESOURCE_LIMITS_EXCEEDED',
    ok({
      data: { q0: { pullRequests: { nodes: [null] } } },
      errors: [{ type: 'RESOURCE_LIMITS_EXCEEDED', message: 'Resource limits for this query exceeded.' }],
    }),
  ],
])('a page that is too heavy (%s) is halved until it passes, and stays small', async (_, heavy) => {
  const { source, requests } = fakeGithub({
    repositories: { 'acme/pay': { pullRequests: connection(daily(20)) } },
    fault: ({ body }) => (Number(questionsIn(body)[0]['first']) > 6 ? heavy : null),
  });
  const reports = await reportsOf(source, [need]);
  expect(new Set(eventsIn(reports, 'changes').map(({ number }) => number)).size).toBe(20);
  // 25, 12, then four pages of 6 and a glance at the head.
  expect(variablesOf(requests).map(({ first }) => first)).toEqual([25, 12, 6, 6, 6, 6, undefined]);
});
