import { givenDeployment, givenEvents, givenIncident } from '../metrics/givenEvents';
import { defaultTeam, Filters, MetricsQuery, plainQuery } from '../query';
import { lastProgress, metricRows, paymentsEngine } from './testing/asking';
import { at, paymentsDirectory, paymentsSettings } from './testing/payments';

/**
 * A filter chooses what is counted, never what an incident is laid to. Team Payments has `acme/pay` and `acme/ledger` and one
 * service that runs both; `acme/shop` is of a team and a service of its own.
 *
 *   day   repository   what happens
 *   12    acme/pay     d1 is deployed
 *   13    acme/ledger  d2 is deployed
 *   13½                an incident on the service says nothing of its cause: the latest deployment before it is d2
 */
const minutes = (days: number) => at(days) / 60_000;

const events = givenEvents({
  deployments: [
    givenDeployment('d1', 'a1'.repeat(20), minutes(12), { repository: 'acme/pay' }),
    givenDeployment('d2', 'b2'.repeat(20), minutes(13), { repository: 'acme/ledger' }),
    givenDeployment('d3', 'c3'.repeat(20), minutes(13.2), { repository: 'acme/shop' }),
  ].map((deployment) => ({ ...deployment, origin: 'deployment' as const })),
  incidents: [givenIncident('P1', minutes(13.5), minutes(13.75), { service: 'Payments', serviceId: 'PPAY' })],
});

const repository = (name: string) => ({ name, defaultBranch: 'main', archived: false, topics: [], url: null });
const service = (id: string, name: string) => ({ id, name, teams: [], url: null });

const directory = {
  ...paymentsDirectory,
  repositories: ['acme/pay', 'acme/ledger', 'acme/shop'].map(repository),
  services: [service('PPAY', 'Payments'), service('PSHOP', 'Shop')],
};

const settings = {
  ...paymentsSettings,
  teams: [
    { ...defaultTeam, name: 'Payments', repositories: ['acme/pay', 'acme/ledger'], services: ['Payments'] },
    { ...defaultTeam, name: 'Shop', repositories: ['acme/shop'], services: ['Shop'] },
  ],
};

async function asked(query: Partial<MetricsQuery>, filters: Partial<Filters>) {
  const { engine, source } = paymentsEngine({ events, directory }, { settings });
  const none: Filters = { teams: [], repositories: [], services: [], environments: [] };
  const rows = await metricRows(engine, { ...query, filters: { ...none, ...filters } });
  return { rows, scopes: new Set(source.asked.map(({ scope }) => scope)) };
}

const failRate: Partial<MetricsQuery> = { metrics: ['changeFailRate'] };

describe('a repository that shares its service', () => {
  it.each([
    ['acme/pay', 0, 1],
    ['acme/ledger', 1, 1],
  ])('%s is blamed for its own failures alone: %i of %i', async (name, k, n) => {
    const { rows } = await asked(failRate, { repositories: [name] });
    expect(rows).toMatchObject([{ k, n }]);
  });

  it('is read together with what its service runs besides, and with nothing else', async () => {
    const { scopes } = await asked(failRate, { repositories: ['acme/pay'] });
    expect(scopes).toEqual(new Set(['acme/pay', 'acme/ledger', 'PPAY']));
  });

  it('is read alone for what no incident decides', async () => {
    const { scopes } = await asked({ metrics: ['deploymentFrequency'] }, { repositories: ['acme/pay'] });
    expect(scopes).toEqual(new Set(['acme/pay']));
  });

  it('has the times to restore of what it caused', async () => {
    const restore: Partial<MetricsQuery> = { metrics: ['timeToRestore'] };
    expect((await asked(restore, { repositories: ['acme/pay'] })).rows).toMatchObject([{ value: null, n: 0 }]);
    // A quarter of a day.
    expect((await asked(restore, { repositories: ['acme/ledger'] })).rows).toMatchObject([{ value: 21_600, n: 1 }]);
  });
});

it('what the filters leave out for what it is laid to is said, and explained among what does not count', async () => {
  const { engine } = paymentsEngine({ events, directory }, { settings });
  const filters: Filters = { teams: [], repositories: ['acme/pay'], services: [], environments: [] };
  const { answer } = await lastProgress(engine, { ...plainQuery('incidents'), filters });
  expect(answer.notices.map(({ text }) => text)).toEqual([
    'The 1 incident that began in this time range is left out by the filters of this query. Laid to deployments of: acme/ledger (1).',
  ]);
  for (const metric of ['timeToRestore', 'changeFailRate'] as const) {
    const query = { ...plainQuery('items'), metric, outcome: 'notCounted' as const, filters };
    expect((await lastProgress(engine, query)).answer.rows).toMatchObject([
      { id: 'P1', because: expect.stringMatching(/^Laid to d2, which the filters leave out \(/) },
    ]);
  }
});

it('a team that a filter leaves stands alone among the groups, also of a repository of two teams', async () => {
  const [payments, shop] = settings.teams;
  const shared = [payments, { ...shop, repositories: ['acme/shop', 'acme/ledger'] }];
  const { engine } = paymentsEngine({ events, directory }, { settings: { ...settings, teams: shared } });
  const filters: Filters = { teams: ['Shop'], repositories: [], services: [], environments: [] };
  // Shop has d2 and d3, and d2 failed.
  expect(await metricRows(engine, { ...failRate, filters, groupBy: ['team'] })).toMatchObject([
    { group: { team: 'Shop' }, k: 1, n: 2 },
  ]);
});
