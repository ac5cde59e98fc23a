import fc from 'fast-check';
import { Directory, Repository, Service } from '../events';
import { defaultRules } from '../metrics';
import { DoraSettings, decodeSettings, filterScope, defaultFilters, Filters, resolveOrganization } from '.';

const repository = (name: string, archived = false): Repository => ({
  name,
  archived,
  defaultBranch: 'main',
  topics: [],
  url: null,
});
const service = (id: string, name: string, teams: readonly string[] = []): Service => ({ id, name, teams, url: null });

const directory: Directory = {
  repositories: ['acme/pay-api', 'acme/pay-web', 'acme/Shop', 'acme/old-pay', 'beta/pay-lab'].map((name) =>
    repository(name, name === 'acme/old-pay')
  ),
  services: [
    service('P1', 'Pay API'),
    service('P2', 'Pay Web'),
    service('P3', 'Shop / [EU]', ['Shop Team']),
    service('P4', 'Mail'),
  ],
  teamRepositories: { 'Acme/shop-team': ['acme/shop', 'acme/hidden'] },
};
const settings = (jsonData: unknown): DoraSettings => decodeSettings(jsonData).settings;
const resolved = (jsonData: unknown) => resolveOrganization(settings(jsonData), directory);
const team = (name: string, more: object = {}) => ({ name, ...more });

describe('repositories in scope', () => {
  it.each<[string, unknown, readonly string[]]>([
    ['everything visible', {}, ['acme/Shop', 'acme/old-pay', 'acme/pay-api', 'acme/pay-web', 'beta/pay-lab']],
    ['a spelled-out name in other case', { repositories: ['ACME/shop'] }, ['acme/Shop']],
    ['a bare pattern for any owner', { repositories: ['pay-*'] }, ['acme/pay-api', 'acme/pay-web', 'beta/pay-lab']],
    ['an owner, archived ones too', { repositories: ['acme/*pay*'] }, ['acme/old-pay', 'acme/pay-api', 'acme/pay-web']],
    ['exclusions', { repositories: ['acme/*', '!old-*'] }, ['acme/Shop', 'acme/pay-api', 'acme/pay-web']],
    ['exclusions only', { repositories: ['!acme/*'] }, ['beta/pay-lab']],
    [
      'what teams add',
      { repositories: ['acme/Shop'], teams: [team('Pay', { repositories: ['beta/*'] })] },
      ['acme/Shop', 'beta/pay-lab'],
    ],
    [
      'no team brings back what is excluded',
      { repositories: ['!beta/*', 'acme/Shop'], teams: [team('Pay', { repositories: ['pay-*'] })] },
      ['acme/Shop', 'acme/pay-api', 'acme/pay-web'],
    ],
  ])('%s', (_, jsonData, expected) => {
    expect(resolved(jsonData).repositories).toEqual(expected);
  });

  it('works without any team', () => {
    const organization = resolved({});
    expect(organization.teams).toEqual([]);
    expect(organization.services).toEqual(directory.services);
    expect(organization.teamsOfRepository('acme/Shop')).toEqual([]);
    expect(organization.teamsOfService('Mail', 'P4')).toEqual([]);
    expect(organization.repositoriesOfService('Mail', 'P4')).toBeNull();
    expect(organization.rulesOf('acme/Shop')).toEqual(defaultRules);
    expect(organization.problems).toEqual([]);
  });
});

describe('teams', () => {
  const jsonData = {
    teams: [
      team('Pay', {
        repositories: ['acme/pay-*'],
        services: ['pay*'],
        serviceRepositories: { 'Pay Web': ['pay-web'] },
        rules: { leadTimeStart: 'merged' },
      }),
      team('Shop', { githubTeam: 'acme/shop-team', pagerdutyTeam: 'shop team' }),
      team('Platform', { repositories: ['acme/pay-api'], services: ['P4'], rules: { leadTimeStart: 'ready' } }),
    ],
  };
  const organization = resolved(jsonData);

  it('have the repositories and services their patterns and upstream teams name', () => {
    expect(
      organization.teams.map(({ name, repositories, services }) => [name, repositories, services.map(({ id }) => id)])
    ).toEqual([
      ['Pay', ['acme/pay-api', 'acme/pay-web'], ['P1', 'P2']],
      ['Shop', ['acme/Shop'], ['P3']],
      ['Platform', ['acme/pay-api'], ['P4']],
    ]);
  });

  it('own in the order of the settings', () => {
    expect(organization.teamsOfRepository('acme/pay-api')).toEqual(['Pay', 'Platform']);
    expect(organization.teamsOfRepository('beta/pay-lab')).toEqual([]);
    expect(organization.teamsOfService(null, 'P3')).toEqual(['Shop']);
    expect(organization.teamsOfService('shop / [eu]', null)).toEqual(['Shop']);
    expect(organization.teamsOfService('Pay Later', 'P99')).toEqual(['Pay']);
    expect(organization.teamsOfService(null, null)).toEqual([]);
  });

  it.each<[string | null, string | null, readonly string[] | null]>([
    ['Pay API', 'P1', ['acme/pay-api', 'acme/pay-web']],
    ['Pay Web', 'P2', ['acme/pay-web']],
    [null, 'P3', ['acme/Shop']],
    ['Unheard of', null, null],
  ])('map the service %s (%s) to repositories', (name, id, expected) => {
    expect(organization.repositoriesOfService(name, id)).toEqual(expected);
  });

  it('lay nothing down for a service when they have no repositories', () => {
    const onCall = resolved({ teams: [team('On call', { services: ['Mail'] })] });
    expect(onCall.repositoriesOfService('Mail', 'P4')).toBeNull();
    expect(onCall.services.map(({ id }) => id)).toEqual(['P4']);
  });

  it("judge a shared repository by the first team's rules and say that it is shared", () => {
    expect(organization.rulesOf('acme/pay-api').leadTimeStart).toBe('merged');
    expect(organization.rulesOf('acme/Shop').leadTimeStart).toBe('authored');
    expect(organization.problems).toEqual([
      {
        severity: 'info',
        message: 'acme/pay-api belongs to Pay and Platform: it counts in each of them and once in the total.',
        scope: 'acme/pay-api',
      },
    ]);
  });

  it('add their rulings on incidents to those of the data source', () => {
    const ruling = (incident: string) => ({ incident, deployment: null, author: 'ann', reason: 'a drill' });
    const { rulesOf } = resolved({
      rules: { overrides: [ruling('P1')] },
      teams: [team('Pay', { repositories: ['pay-*'], rules: { overrides: [ruling('P2')] } })],
    });
    expect(rulesOf('acme/pay-api').overrides.map(({ incident }) => incident)).toEqual(['P2', 'P1']);
    expect(rulesOf('acme/Shop').overrides.map(({ incident }) => incident)).toEqual(['P1']);
  });

  it.each<[string, unknown, RegExp]>([
    ['a pattern', { repositories: ['acme/none-*'] }, /acme\/none-\* matches none of the 5 visible repositories/],
    [
      "a team's pattern",
      { teams: [team('Pay', { repositories: ['x/*'] })] },
      /^Team Pay: the repository pattern x\/\*/,
    ],
    ['a service', { teams: [team('Pay', { services: ['Payy'] })] }, /no service Payy among the 4 visible services/],
    ['a PagerDuty team', { teams: [team('Pay', { pagerdutyTeam: 'Nobody' })] }, /PagerDuty team Nobody/],
    ['a GitHub team', { teams: [team('Pay', { githubTeam: 'acme/gone' })] }, /acme\/gone of team Pay is not visible/],
    [
      'a mapping',
      { teams: [team('Pay', { services: ['Mail'], serviceRepositories: { Fax: ['pay-api'] } })] },
      /maps the service Fax/,
    ],
  ])('report %s that matches nothing', (_, unmatched, message) => {
    const { problems } = resolved(unmatched);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ severity: 'warning', message: expect.stringMatching(message) });
  });

  it('say once, not for every pattern, that nothing at all is visible', () => {
    const blind = resolveOrganization(
      settings({
        repositories: ['acme/*'],
        teams: [team('Pay', { repositories: ['a/b', 'c/d'], services: ['X', 'Y'] })],
      }),
      { repositories: [], services: [], teamRepositories: {} }
    );
    expect(blind.problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^The settings name repositories, but none is visible/),
      expect.stringMatching(/^The settings name services, but none is visible/),
    ]);
  });

  it('without a name or with a name that is taken are left out', () => {
    expect(resolved({ teams: [team(''), team('Pay'), team('PAY')] }).teams.map(({ name }) => name)).toEqual(['Pay']);
  });
});

describe('filterScope', () => {
  const organization = resolved({
    teams: [
      team('Pay', {
        repositories: ['acme/pay-*'],
        services: ['Pay*'],
        serviceRepositories: { 'Pay Web': ['pay-web'] },
      }),
      team('Shop', { repositories: ['acme/Shop'], services: ['Shop*'] }),
    ],
  });
  const scope = (filters: Partial<Filters>) => {
    const { repositories, services, unknown } = filterScope(organization, { ...defaultFilters, ...filters });
    return [repositories, services.map(({ id }) => id), unknown.map(({ field }) => field)];
  };
  const everything = ['acme/Shop', 'acme/old-pay', 'acme/pay-api', 'acme/pay-web', 'beta/pay-lab'];

  it.each<[Partial<Filters>, readonly string[], readonly string[], readonly string[]]>([
    [{}, everything, ['P1', 'P2', 'P3'], []],
    [{ teams: ['pay'] }, ['acme/pay-api', 'acme/pay-web'], ['P1', 'P2'], []],
    [{ teams: ['Pay', 'Nobody'] }, ['acme/pay-api', 'acme/pay-web'], ['P1', 'P2'], ['teams']],
    [{ teams: ['Nobody'] }, [], [], ['teams']],
    [{ repositories: ['acme/pay-api'] }, ['acme/pay-api'], ['P1'], []],
    [{ repositories: ['pay-*'] }, ['acme/pay-api', 'acme/pay-web', 'beta/pay-lab'], ['P1', 'P2'], []],
    [{ services: ['Pay Web'] }, ['acme/pay-web'], ['P2'], []],
    [{ services: ['shop / [eu]'] }, ['acme/Shop'], ['P3'], []],
    [{ teams: ['Shop'], services: ['P1'] }, [], [], []],
    [{ services: ['Nope'], repositories: ['none'] }, [], [], ['repositories', 'services']],
    // What is only left out takes nothing else with it: what belongs to nobody stays.
    [{ teams: ['!Pay'] }, ['acme/Shop', 'acme/old-pay', 'beta/pay-lab'], ['P3'], []],
    [{ teams: ['Pay', '!Shop'] }, ['acme/pay-api', 'acme/pay-web'], ['P1', 'P2'], []],
    [{ repositories: ['!acme/pay-*'] }, ['acme/Shop', 'acme/old-pay', 'beta/pay-lab'], ['P3'], []],
    [{ repositories: ['acme/pay-*', '!acme/pay-web'] }, ['acme/pay-api'], ['P1'], []],
    [{ services: ['!P3'] }, ['acme/old-pay', 'acme/pay-api', 'acme/pay-web', 'beta/pay-lab'], ['P1', 'P2'], []],
    [{ services: ['!nobody'] }, everything, ['P1', 'P2', 'P3'], []],
  ])('%j', (filters, repositories, services, unknown) => {
    expect(scope(filters)).toEqual([repositories, services, unknown]);
  });

  it('only ever narrows, and asking for all names is asking for all', () => {
    const names = (all: readonly string[]) => fc.subarray([...all, 'nobody']);
    fc.assert(
      fc.property(
        names(['Pay', 'Shop']),
        names(everything),
        names(['P1', 'P2', 'P3']),
        (teams, repositories, services) => {
          const narrow = filterScope(organization, { ...defaultFilters, teams, repositories, services });
          const wider = filterScope(organization, { ...defaultFilters, teams, repositories });
          expect(wider.repositories).toEqual(expect.arrayContaining([...narrow.repositories]));
          expect(wider.services).toEqual(expect.arrayContaining([...narrow.services]));
        }
      )
    );
    expect(scope({ repositories: everything })).toEqual(scope({}));
  });
});
