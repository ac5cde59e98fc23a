import { FetchResponse } from '@grafana/runtime';
import { Observable, of } from 'rxjs';
import { defaultSettings, defaultTeam } from '../query';
import { openSetupCatalog } from './setupCatalog';

const proxy = '/api/datasources/proxy/uid/dora';

/** Grafana's HTTP with answers by address and by name of the GraphQL query; what has none is refused. */
function opened(answers: Readonly<Record<string, unknown>>) {
  const asked: string[] = [];
  const catalog = openSetupCatalog({ uid: 'dora', settings: defaultSettings }, () => ({
    fetch({ url, data }): Observable<FetchResponse<unknown>> {
      const query = /query (\w+)/.exec(String(Object(data).query))?.[1];
      const name = query ?? url.slice(proxy.length + 1).replace(/\?.*/, '');
      expect(url.startsWith(`${proxy}/`)).toBe(true);
      asked.push(name);
      const body = answers[name];
      return of({
        status: body === undefined ? 403 : 200,
        statusText: '',
        ok: body !== undefined,
        data: JSON.stringify(body ?? { message: 'Forbidden' }),
        headers: new Headers(),
        redirected: false,
        type: 'basic',
        url,
        config: { url },
      });
    },
  }));
  return { catalog, asked };
}

const page = (...nodes: unknown[]) => ({
  totalCount: nodes.length,
  pageInfo: { hasNextPage: false, endCursor: null },
  nodes,
});
const pay = {
  nameWithOwner: 'acme/pay',
  url: null,
  isArchived: false,
  createdAt: '2026-01-01T00:00:00Z',
  defaultBranchRef: null,
  repositoryTopics: page(),
  deployments: page(),
  pullRequests: page(),
};
const owned = { data: { repositoryOwner: { repositories: page(pay) } } };

describe('openSetupCatalog', () => {
  it('goes through the proxy of the saved data source and asks for the same list once', async () => {
    const { catalog, asked } = opened({ OwnerRepositories: owned });
    const settings = { ...defaultSettings, organizations: ['acme'], repositories: ['ACME/pay-*', '!acme/x', '*/y'] };
    const [first, second] = await Promise.all([catalog.repositories(settings), catalog.repositories(settings)]);
    expect(first.items.map(({ name }) => name)).toEqual(['acme/pay']);
    expect(second).toBe(first);
    await catalog.repositories(settings);
    expect(asked).toEqual(['OwnerRepositories']);
  });

  it('asks again for what could not be read', async () => {
    const { catalog, asked } = opened({});
    expect((await catalog.pagerdutyTeams()).problems).toHaveLength(1);
    await catalog.pagerdutyTeams();
    expect(asked).toEqual(['pagerduty/teams', 'pagerduty/teams']);
  });

  it('tests the settings of the page, not the saved ones', async () => {
    const { catalog } = opened({ Viewer: { data: { viewer: { login: 'ann' }, rateLimit: null } } });
    const report = await catalog.test('github', defaultSettings, new AbortController().signal);
    expect(report.message).toMatch(/knows the token as ann, but no organization/);
    const other = await catalog.test(
      'github',
      { ...defaultSettings, organizations: ['acme'] },
      new AbortController().signal
    );
    expect(other.message).toMatch(/knows the token as ann.*acme/);
  });

  it('joins what the settings are made definite by, and asks nothing of what is off', async () => {
    const team = { slug: 'pay', name: 'Pay', repositories: page({ nameWithOwner: 'acme/pay' }) };
    const { catalog, asked } = opened({
      OwnerRepositories: owned,
      OrganizationTeams: { data: { organization: { teams: page(team) } } },
    });
    const { directory, problems } = await catalog.directory({
      ...defaultSettings,
      organizations: ['acme'],
      pagerdutyEnabled: false,
      teams: [{ ...defaultTeam, name: 'Pay', githubTeam: 'acme/pay' }],
    });
    expect(problems).toEqual([]);
    expect(directory.repositories.map(({ name }) => name)).toEqual(['acme/pay']);
    expect(directory.teamRepositories).toEqual({ 'acme/pay': ['acme/pay'] });
    expect(asked.sort()).toEqual(['OrganizationTeams', 'OwnerRepositories']);
  });
});
