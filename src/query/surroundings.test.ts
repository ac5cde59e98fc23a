import { Directory } from '../events';
import { defaultSettings, defaultTeam } from './defaults';
import { filterScope } from './filterScope';
import { resolveOrganization } from './organization';
import { withSurroundings } from './surroundings';

const repository = (name: string) => ({ name, defaultBranch: 'main', archived: false, topics: [], url: null });
const service = (id: string, name: string) => ({ id, name, teams: [], url: null });

const directory: Directory = {
  repositories: ['acme/ledger', 'acme/pay', 'acme/shop', 'acme/web'].map(repository),
  services: [service('PP', 'Payments'), service('PS', 'Shop'), service('PW', 'Web'), service('PX', 'Mystery')],
  teamRepositories: {},
};

const payments = {
  ...defaultTeam,
  name: 'Payments',
  repositories: ['acme/pay', 'acme/ledger'],
  services: ['Payments'],
};
const shop = {
  ...defaultTeam,
  name: 'Shop',
  repositories: ['acme/shop'],
  services: ['Shop'],
  serviceRepositories: { Shop: ['acme/shop', 'acme/pay'] },
};

function around(teams: Array<typeof defaultTeam>, repositories: readonly string[]) {
  const organization = resolveOrganization({ ...defaultSettings, teams }, directory);
  const filters = { teams: [], repositories, services: [], environments: [] };
  const { repositories: read, services } = withSurroundings(organization, filterScope(organization, filters));
  return [read, services.map(({ name }) => name)];
}

describe('what decides about a repository', () => {
  it('is every service that runs it, and what else those run', () => {
    // Payments runs ledger and pay; Shop runs pay and shop.
    expect(around([payments, shop], ['acme/pay'])).toEqual([
      ['acme/ledger', 'acme/pay', 'acme/shop'],
      ['Payments', 'Shop'],
    ]);
  });

  it('is nothing besides, where its service runs it alone', () => {
    const alone = { ...shop, serviceRepositories: {} };
    expect(around([payments, alone], ['acme/shop'])).toEqual([['acme/shop'], ['Shop']]);
  });

  it('is also a service of its name, and one of which nothing is said', () => {
    // No team names services, so all that are visible count; the filter keeps those of which the settings say nothing.
    const unnamed = [{ ...payments, services: [] }];
    expect(around(unnamed, ['acme/web'])).toEqual([['acme/web'], ['Payments', 'Shop', 'Web', 'Mystery']]);
  });
});

it('a whole organization has no surroundings', () => {
  const organization = resolveOrganization({ ...defaultSettings, teams: [payments, shop] }, directory);
  const { repositories, services } = organization;
  const read = withSurroundings(organization, organization);
  expect(read.repositories).toBe(repositories);
  expect(read.services).toBe(services);
});
