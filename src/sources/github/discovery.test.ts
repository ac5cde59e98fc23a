import { Discovery } from '../types';
import { connection, fakeGithub, FakeGithub, ok } from './fakeGithub';
import { GithubOptions } from './source';

const never = new AbortController().signal;

function repository(nameWithOwner: string, fields: object = {}) {
  return {
    id: `R_${nameWithOwner}`,
    nameWithOwner,
    createdAt: '2020-01-01T00:00:00Z',
    deployments: connection([]),
    pullRequests: connection([]),
    url: `https://github.com/${nameWithOwner}`,
    isArchived: false,
    defaultBranchRef: { name: 'main' },
    repositoryTopics: connection([{ topic: { name: 'payments' } }]),
    ...fields,
  };
}

const acme = Array.from({ length: 130 }, (_, index) => repository(`acme/r${String(index).padStart(3, '0')}`));
const owners: Record<string, readonly unknown[]> = {
  acme: [repository('acme/pay', { isArchived: true, defaultBranchRef: null }), ...acme],
  zoo: [repository('zoo/ape'), repository('zoo/bee')],
};

const fake: FakeGithub = {
  root: {
    repositoryOwner: ({ login }: { login: string }) =>
      owners[login] === undefined ? null : { __typename: 'Organization', repositories: connection(owners[login]) },
    organization: ({ login }: { login: string }) => {
      if (login !== 'acme') {
        throw new Error(`Could not resolve to an Organization with the login of '${login}'.`);
      }
      return {
        team: ({ slug }: { slug: string }) =>
          slug === 'core' ? { repositories: connection([repository('acme/pay'), repository('acme/r001')]) } : null,
      };
    },
  },
  repositories: {
    'other/one': repository('other/one'),
    'other/old': repository('other/new'),
  },
};

function discover(options: Partial<GithubOptions>, with_: FakeGithub = fake): Promise<Discovery> {
  return fakeGithub(with_, options).source.discover(never);
}

const names = ({ directory }: Discovery) => directory.repositories.map(({ name }) => name);

test('all pages of the organisations, with what is known about each repository', async () => {
  const found = await discover({ organizations: ['acme', 'zoo'] });
  expect(found.problems).toEqual([]);
  expect(names(found)).toHaveLength(133);
  expect(found.directory.repositories[0]).toEqual({
    name: 'acme/pay',
    defaultBranch: null,
    archived: true,
    topics: ['payments'],
    url: 'https://github.com/acme/pay',
  });
});

test.each([
  [
    'patterns limit their own owner only',
    { organizations: ['acme', 'zoo'], repositories: ['acme/R00[12]'] },
    ['acme/r001', 'acme/r002', 'zoo/ape', 'zoo/bee'],
  ],
  ['a glob lists its owner', { repositories: ['zoo/*e'] }, ['zoo/ape', 'zoo/bee']],
  ['a name needs no organisation', { repositories: ['other/one'] }, ['other/one']],
  ['an owner may be a glob', { organizations: ['zoo'], repositories: ['*/a*'] }, ['zoo/ape']],
])('%s', async (_, options, expected) => {
  const found = await discover(options);
  expect(names(found)).toEqual(expected);
  expect(found.problems).toEqual([]);
});

test('the repositories of GitHub teams', async () => {
  const found = await discover({ teams: ['acme/core'] });
  expect(found.directory.teamRepositories).toEqual({ 'acme/core': ['acme/pay', 'acme/r001'] });
  expect(names(found)).toEqual(['acme/pay', 'acme/r001']);
});

test.each([
  [
    'an unknown organisation',
    { organizations: ['nobody', 'zoo'] },
    'notFound',
    'organization nobody',
    /Check the spelling/,
  ],
  [
    'an unknown repository',
    { organizations: ['zoo'], repositories: ['other/gone'] },
    'notFound',
    'other/gone',
    /does not exist or the token cannot see it/,
  ],
  [
    'an unknown team',
    { organizations: ['zoo'], teams: ['acme/nope'] },
    'notFound',
    'team acme/nope',
    /Members: Read-only/,
  ],
  [
    'a team of an unknown organisation',
    { organizations: ['zoo'], teams: ['nobody/x'] },
    'notFound',
    'team nobody/x',
    /GitHub team nobody\/x/,
  ],
  [
    'a pattern that matches nothing',
    { organizations: ['zoo', 'acme'], repositories: ['acme/x*'] },
    'configuration',
    'acme/x*',
    /matches none/,
  ],
  ['a pattern without owner', { organizations: ['zoo'], repositories: ['pay'] }, 'configuration', 'pay', /owner\/name/],
  [
    'a renamed repository',
    { organizations: ['zoo'], repositories: ['other/old'] },
    'configuration',
    'other/old',
    /now called other\/new/,
  ],
])('%s is a problem of its own, the rest stays', async (_, options, kind, scope, sentence) => {
  const found = await discover(options);
  expect(found.problems).toHaveLength(1);
  expect(found.problems[0]).toMatchObject({ kind, scope });
  expect(found.problems[0].message).toMatch(sentence);
  expect(names(found)).toEqual(expect.arrayContaining(['zoo/ape', 'zoo/bee']));
});

test('of several names in one call, the good ones are kept', async () => {
  const wanted = Array.from({ length: 25 }, (_, index) => (index === 7 ? 'other/gone' : `many/r${index}`));
  const many = Object.fromEntries(
    wanted.filter((name) => name !== 'other/gone').map((name) => [name, repository(name)])
  );
  const { source, requests } = fakeGithub({ repositories: many }, { repositories: wanted });
  const found = await source.discover(never);
  expect(names(found)).toHaveLength(24);
  expect(found.problems.map(({ scope }) => scope)).toEqual(['other/gone']);
  // Twenty names a call.
  expect(requests).toHaveLength(2);
});

describe('the connection test', () => {
  const run = (options: Partial<GithubOptions>, with_: FakeGithub = fake) =>
    fakeGithub(with_, options).source.test(never);
  const readable: FakeGithub = {
    ...fake,
    repositories: {
      ...fake.repositories,
      'zoo/ape': { deployments: connection([]), pullRequests: connection([]), issues: connection([]) },
    },
    rest: () => ({ total_count: 0, workflow_runs: [] }),
  };

  test('says who one is and what is visible', async () => {
    const report = await run({ organizations: ['zoo'] }, readable);
    expect(report).toMatchObject({ ok: true, message: 'GitHub knows the token as ann; 2 repositories visible.' });
    expect(report.details).toContain('2 repositories visible: zoo/ape, zoo/bee');
    expect(report.details.join('\n')).toContain('Rate limit: 4999 of 5000 points left');
  });

  test('names what is missing', async () => {
    const report = await run({ organizations: ['zoo', 'nobody'] }, readable);
    expect(report.ok).toBe(false);
    expect(report.message).toContain('2 repositories visible, but: The repositories of organization nobody');
  });

  test('names the permissions a fine-grained token lacks', async () => {
    const message = 'Resource not accessible by personal access token';
    const report = await run(
      { organizations: ['zoo'] },
      {
        ...readable,
        rest: () => null,
        fault: ({ body }) =>
          String(Object(body).query).includes('PermissionProbe')
            ? ok({
                data: { repository: { pullRequests: { totalCount: 1 } } },
                errors: [{ type: 'FORBIDDEN', message, path: ['repository', 'deployments'] }],
              })
            : null,
      }
    );
    expect(report.message).toContain('the token lacks "Deployments: Read-only"');
    expect(report.details).toEqual(
      expect.arrayContaining([
        'Deployments of zoo/ape cannot be read: the token lacks "Deployments: Read-only".',
        'Workflow runs of zoo/ape cannot be read: the token lacks "Actions: Read-only".',
      ])
    );
  });

  test('shows the scopes of a classic token', async () => {
    const viewer = ok({ data: { viewer: { login: 'ann' }, rateLimit: null } }, { 'x-oauth-scopes': 'repo, read:org' });
    const report = await run(
      { organizations: ['zoo'] },
      { ...readable, fault: (_, call) => (call === 1 ? viewer : null) }
    );
    expect(report.details[0]).toBe('Scopes of the classic token: repo, read:org');
  });

  test.each<[string, FakeGithub['fault'], RegExp]>([
    ['a wrong token', () => ({ status: 401, headers: {}, body: {} }), /refused the token/],
    ['a wrong address', () => ok('<html>Welcome to nginx</html>'), /HTML page.*Check the GitHub address/],
  ])('%s gives a sentence', async (_, fault, sentence) => {
    const report = await run({ organizations: ['zoo'] }, { ...readable, fault });
    expect(report.ok).toBe(false);
    expect(report.message).toMatch(sentence);
  });

  test('asks for something to look at', async () => {
    expect(await run({})).toMatchObject({
      ok: false,
      message: expect.stringContaining('no organization or repository'),
    });
  });
});
