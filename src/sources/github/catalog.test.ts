import { readFileSync } from 'node:fs';
import { buildSchema, NoDeprecatedCustomRule, parse, validate } from 'graphql';
import { createGithubCatalog } from './catalog';
import * as documents from './catalogDocuments';
import { connection, FakeGithub, fakeGithub } from './fakeGithub';

const schema = buildSchema(readFileSync('node_modules/@octokit/graphql-schema/schema.graphql', 'utf8'), {
  assumeValidSDL: true,
});
const { signal } = new AbortController();

function catalogOf(fake: FakeGithub) {
  const { client, clock, requests } = fakeGithub(fake);
  return { catalog: createGithubCatalog({ client, clock, webUrl: 'https://github.com' }), requests };
}

describe("the catalog's documents", () => {
  const all = Object.entries(documents).map(([name, document]): [string, string] => [
    name,
    typeof document === 'string' ? document : document(3),
  ]);

  it.each(all)("%s is valid against GitHub's schema, without deprecated fields", (_, document) => {
    const parsed = parse(document);
    expect(validate(schema, parsed).map(({ message }) => message)).toEqual([]);
    expect(validate(schema, parsed, [NoDeprecatedCustomRule]).map(({ message }) => message)).toEqual([]);
  });
});

describe('createGithubCatalog', () => {
  it('lists the organisations of the token, and itself', async () => {
    const { catalog } = catalogOf({
      root: { viewer: { login: 'ann', organizations: connection([{ login: 'acme' }, { login: 'acme-labs' }]) } },
    });
    expect(await catalog.organizations(signal)).toEqual({ items: ['acme', 'acme-labs', 'ann'], problems: [] });
  });

  it('lists teams with their repositories; those of more than a hundred are paged through', async () => {
    const many = Array.from({ length: 130 }, (_, index) => `acme/r${String(index).padStart(3, '0')}`);
    const repositories = (names: readonly string[]) =>
      connection(names.map((nameWithOwner) => ({ ...facts, id: `R_${nameWithOwner}`, nameWithOwner })));
    const pay = { slug: 'pay', name: 'Pay', repositories: repositories(['acme/pay', 'acme/ledger']) };
    const everybody = { slug: 'all', name: 'Everybody', repositories: repositories(many) };
    const { catalog } = catalogOf({
      root: { organization: () => ({ teams: connection([pay, everybody]), team: () => everybody }) },
    });
    expect(await catalog.teams(['acme'], signal)).toEqual({
      items: [
        { slug: 'acme/pay', name: 'Pay', repositories: ['acme/ledger', 'acme/pay'] },
        { slug: 'acme/all', name: 'Everybody', repositories: many },
      ],
      problems: [],
    });
  });

  it('says which permission is missing when teams cannot be read', async () => {
    const { catalog } = catalogOf({ root: { organization: () => null } });
    const { items, problems } = await catalog.teams(['acme'], signal);
    expect(items).toEqual([]);
    expect(problems.map(({ message }) => message).join()).toMatch(/teams of organization acme.*Members: Read-only/);
  });

  it('collects environments over repositories, and goes on where one cannot be read', async () => {
    const { catalog, requests } = catalogOf({
      repositories: {
        'acme/pay': { environments: connection([{ name: 'production' }, { name: 'staging' }]) },
        'acme/web': { environments: connection([{ name: 'live' }, { name: 'staging' }]) },
      },
    });
    const { items, problems } = await catalog.environments(['acme/pay', 'acme/gone', 'acme/web'], signal);
    expect(items).toEqual(['live', 'production', 'staging']);
    expect(problems.map(({ scope }) => scope)).toEqual(['acme/gone']);
    expect(requests).toHaveLength(1);
  });

  it('lists the workflows of repositories by name', async () => {
    const { catalog } = catalogOf({
      rest: (path) =>
        path === 'repos/acme/pay/actions/workflows'
          ? {
              total_count: 2,
              workflows: [
                { id: 1, name: 'Deploy' },
                { id: 2, name: 'CI' },
              ],
            }
          : null,
    });
    const { items, problems } = await catalog.workflows(['acme/pay', 'acme/web'], signal);
    expect(items).toEqual(['CI', 'Deploy']);
    expect(problems.map(({ message }) => message).join()).toMatch(/workflows of acme\/web/);
  });

  it('glances at the newest of everything in one repository, with what cannot be read named', async () => {
    const { catalog, requests } = catalogOf({
      repositories: {
        'acme/pay': {
          ...facts,
          nameWithOwner: 'acme/pay',
          defaultBranchRef: { name: 'main', target: null },
          deployments: connection([
            {
              id: 'D1',
              createdAt: '2026-05-01T10:00:00Z',
              updatedAt: '2026-05-01T10:05:00Z',
              environment: 'staging',
              commitOid: 'c1',
              statuses: connection([{ state: 'SUCCESS', createdAt: '2026-05-01T10:05:00Z' }]),
            },
          ]),
          releases: connection([]),
          refs: connection([]),
          pullRequests: connection([
            {
              number: 7,
              title: 'Add',
              url: 'https://github.com/acme/pay/pull/7',
              state: 'OPEN',
              isDraft: true,
              updatedAt: '2026-05-02T00:00:00Z',
              baseRefName: 'main',
              headRefOid: 'h7',
              labels: connection([{ name: 'bug' }]),
            },
          ]),
          issues: () => {
            throw new Error('Resource not accessible by personal access token');
          },
        },
      },
      rest: (path) =>
        path === 'repos/acme/pay/actions/runs'
          ? {
              total_count: 1,
              workflow_runs: [
                {
                  id: 1,
                  name: 'CI',
                  head_sha: 'c1',
                  created_at: '2026-05-01T00:00:00Z',
                  run_attempt: 1,
                  conclusion: null,
                },
              ],
            }
          : { jobs: [] },
    });
    const recent = await catalog.recent('acme/pay', false, signal);
    expect(recent.repository.defaultBranch).toBe('main');
    expect(recent.deployments.map(({ id, environment, status }) => [id, environment, status])).toEqual([
      ['D1', 'staging', 'success'],
    ]);
    expect(recent.pullRequests).toEqual([
      expect.objectContaining({ number: 7, state: 'open', isDraft: true, labels: ['bug'], mergedAt: null }),
    ]);
    expect(recent.runs.map(({ workflow }) => workflow)).toEqual(['CI']);
    expect(recent.problems.map(({ message }) => message).join()).toMatch(/issues of acme\/pay/);
    expect(requests).toHaveLength(2);
    expect((await catalog.recent('acme/pay', true, signal)).runs).toHaveLength(1);
    expect(requests.map(({ path }) => path)).toContain('repos/acme/pay/actions/runs/1/attempts/1/jobs');
  });

  it('asks nothing for a name that is no repository', async () => {
    const { catalog, requests } = catalogOf({});
    const { problems } = await catalog.recent('pay', false, signal);
    expect(problems.map(({ message }) => message)).toEqual(['"pay" is no repository: write it as owner/name.']);
    expect(requests).toEqual([]);
  });
});

const facts = {
  url: 'https://github.com/acme/pay',
  isArchived: false,
  createdAt: '2020-01-01T00:00:00Z',
  defaultBranchRef: null,
  repositoryTopics: connection([]),
  deployments: connection([]),
  pullRequests: connection([]),
};
