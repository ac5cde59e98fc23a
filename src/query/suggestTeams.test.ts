import fc from 'fast-check';
import { Repository, Service } from '../events';
import { defaultTeam } from './defaults';
import { suggestTeams, TeamSigns } from './suggestTeams';

const repository = (name: string, topics: readonly string[] = [], archived = false): Repository => ({
  name,
  topics,
  archived,
  defaultBranch: 'main',
  url: null,
});
const service = (name: string, ...teams: string[]): Service => ({ id: `S-${name}`, name, teams, url: null });
const nothing: TeamSigns = { repositories: [], githubTeams: [], services: [], pagerdutyTeams: [], existing: [] };

describe('suggestTeams', () => {
  it('suggests nothing where there is no sign of a team', () => {
    const repositories = [repository('acme/pay', ['typescript']), repository('acme/web')];
    expect(suggestTeams({ ...nothing, repositories, services: [service('mail')] })).toEqual([]);
  });

  it('makes one suggestion of what GitHub and PagerDuty call the same, and says why', () => {
    const suggestions = suggestTeams({
      ...nothing,
      repositories: [
        repository('acme/pay-api', ['team-back-office']),
        repository('acme/ledger'),
        repository('acme/web'),
      ],
      githubTeams: [{ slug: 'acme/back-office', name: 'Back Office', repositories: ['acme/pay-api', 'acme/ledger'] }],
      services: [service('pay-api', 'backoffice'), service('mail', 'backoffice')],
      pagerdutyTeams: ['backoffice'],
    });
    expect(suggestions).toEqual([
      {
        team: {
          ...defaultTeam,
          name: 'Back Office',
          githubTeam: 'acme/back-office',
          pagerdutyTeam: 'backoffice',
          serviceRepositories: { 'pay-api': ['acme/pay-api'] },
        },
        evidence: [
          'The GitHub team acme/back-office has 2 repositories: acme/ledger, acme/pay-api.',
          'acme/pay-api carries the topic team-back-office.',
          "PagerDuty's team backoffice has 2 services: mail, pay-api.",
          "PagerDuty's service pay-api is called like acme/pay-api.",
        ],
      },
    ]);
  });

  it('takes topics that say so for teams, with the repositories that carry them', () => {
    const repositories = [
      repository('acme/a', ['team-web', 'react']),
      repository('acme/b', ['team-web']),
      repository('acme/c', ['search_squad']),
      repository('acme/old', ['team-web'], true),
    ];
    expect(suggestTeams({ ...nothing, repositories }).map(({ team }) => [team.name, team.repositories])).toEqual([
      ['search', ['acme/c']],
      ['web', ['acme/a', 'acme/b']],
    ]);
  });

  it('leaves out a GitHub team that has nearly everything, or nothing that is visible', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => `acme/${name}`);
    const githubTeams = [
      { slug: 'acme/everybody', name: 'Everybody', repositories: names.slice(0, 5) },
      { slug: 'acme/others', name: 'Others', repositories: ['acme/elsewhere'] },
      { slug: 'acme/few', name: 'Few', repositories: names.slice(0, 2) },
    ];
    const repositories = names.map((name) => repository(name));
    expect(suggestTeams({ ...nothing, repositories, githubTeams }).map(({ team }) => team.name)).toEqual(['Few']);
  });

  it('gives a service to whoever has the repositories it is called like, or makes it a team', () => {
    const suggestions = suggestTeams({
      ...nothing,
      repositories: ['cart', 'payments-core', 'payments-gateway', 'paymentsx'].map((name) =>
        repository(`acme/${name}`)
      ),
      githubTeams: [{ slug: 'acme/shop', name: 'Shop', repositories: ['acme/cart'] }],
      services: [service('Cart'), service('payments')],
    });
    expect(suggestions.map(({ team }) => [team.name, team.githubTeam, team.repositories, team.services])).toEqual([
      ['Shop', 'acme/shop', [], ['Cart']],
      ['payments', '', ['acme/payments-core', 'acme/payments-gateway'], ['payments']],
    ]);
  });

  it.each<[string, Partial<typeof defaultTeam>]>([
    ['goes by the same name', { name: 'back-office team' }],
    ['has its GitHub team', { name: 'x', githubTeam: 'Acme/Back-Office' }],
    ['has its repositories', { name: 'x', repositories: ['acme/pay*'] }],
  ])('suggests no team that %s as one in the settings', (_, given) => {
    const signs: TeamSigns = {
      ...nothing,
      repositories: [repository('acme/pay'), repository('acme/web')],
      githubTeams: [{ slug: 'acme/back-office', name: 'Back Office', repositories: ['acme/pay'] }],
      existing: [{ ...defaultTeam, ...given }],
    };
    expect(suggestTeams(signs)).toEqual([]);
    expect(suggestTeams({ ...signs, existing: [] })).toHaveLength(1);
  });

  const word = fc.constantFrom('pay', 'web', 'team-pay', 'Pay Team', 'cart', 'pay-api', 'é', '-');
  const signs = fc.record({
    repositories: fc.uniqueArray(
      fc.record({ name: word.map((name) => `acme/${name}`), topics: fc.array(word, { maxLength: 2 }) }),
      { selector: ({ name }) => name, maxLength: 8 }
    ),
    githubTeams: fc.uniqueArray(
      fc.record({ name: word, repositories: fc.uniqueArray(word.map((name) => `acme/${name}`)) }),
      { selector: ({ name }) => name, maxLength: 4 }
    ),
    services: fc.uniqueArray(fc.record({ name: word, teams: fc.array(word, { maxLength: 2 }) }), {
      selector: ({ name }) => name,
    }),
    pagerdutyTeams: fc.uniqueArray(word),
  });

  it('suggests the same whatever the order, always says why, and nothing again once all is accepted', () => {
    fc.assert(
      fc.property(signs, ({ repositories, githubTeams, services, pagerdutyTeams }) => {
        const given: TeamSigns = {
          repositories: repositories.map(({ name, topics }) => repository(name, [...new Set(topics)])),
          githubTeams: githubTeams.map((team) => ({ ...team, slug: `acme/${team.name.replace(/ /g, '-')}` })),
          services: services.map(({ name, teams }) => service(name, ...new Set(teams))),
          pagerdutyTeams,
          existing: [],
        };
        const suggestions = suggestTeams(given);
        const turned: TeamSigns = {
          ...given,
          repositories: [...given.repositories].reverse(),
          githubTeams: [...given.githubTeams].reverse(),
          services: [...given.services].reverse(),
          pagerdutyTeams: [...given.pagerdutyTeams].reverse(),
        };
        expect(suggestTeams(turned)).toEqual(suggestions);
        expect(suggestions.every(({ evidence, team }) => evidence.length > 0 && team.name !== '')).toBe(true);
        expect(suggestTeams({ ...given, existing: suggestions.map(({ team }) => team) })).toEqual([]);
      })
    );
  });
});
