import fc from 'fast-check';
import { metricNames } from '../../src/metrics';
import { defaultTeam, DoraSettings, GroupKey, MetricsQuery, plainQuery } from '../../src/query';
import { day, historyDays, present, World, worlds } from '../arbitraries/organizations';
import { contextOf, engineOver, metricsOf } from '../asking/lastProgress';

/**
 * A number is the same by filter and by group, whoever shares what: a filter chooses what is counted and never what an
 * incident is laid to (METRICS.md, fourth rule). Incidents here name deployments of repositories that their service runs;
 * one that names another team's deployment is only known where its own service is read.
 */
const parameters = { numRuns: 16, seed: 20261128 };

const base: MetricsQuery = { ...plainQuery('metrics'), metrics: metricNames };

const ranges = fc
  .tuple(fc.integer({ min: 1, max: historyDays }), fc.integer({ min: 0, max: 30 }))
  .map(([length, ago]) => contextOf(present - (length + ago) * day, present - ago * day));

const repositories = ['acme/pay', 'acme/ledger', 'acme/shop'];

type Teams = DoraSettings['teams'];

/** Who shares what, beside what `worlds` says: there `acme/pay` and `acme/ledger` share a service of one team. */
const sharings: ReadonlyArray<readonly [string, (teams: Teams) => Teams]> = [
  ['teams that share nothing', (teams) => teams],
  ['a service of two teams', ([pay, shop]) => [pay, { ...shop, services: ['Shop', 'Payments'] }]],
  ['a repository of two teams', ([pay, shop]) => [pay, { ...shop, repositories: ['acme/shop', 'acme/ledger'] }]],
  [
    "a service that runs another team's repository",
    ([pay, shop]) => [{ ...pay, serviceRepositories: { Payments: repositories } }, shop],
  ],
  ['services that no team names', (teams) => teams.map((team) => ({ ...team, services: [] }))],
  [
    'a team of services alone',
    ([pay, shop]) => [pay, shop, { ...defaultTeam, name: 'Watch', services: ['Payments', 'Shop'] }],
  ],
];

const filters: ReadonlyArray<readonly [GroupKey, 'teams' | 'repositories' | 'services', readonly string[]]> = [
  ['team', 'teams', ['Pay', 'Shop']],
  ['repository', 'repositories', repositories],
  ['service', 'services', ['Payments', 'Shop']],
];

describe.each(sharings)('%s', (_name, arranged) => {
  const arrange = (world: World): World => ({
    ...world,
    settings: { ...world.settings, teams: arranged(world.settings.teams) },
  });

  it.each(filters)('the numbers of a %s are the same by filter and by group', (key, filter, names) =>
    fc.assert(
      fc.asyncProperty(worlds, ranges, fc.constantFrom(...names), async (given, context, name) => {
        const world = arrange(given);
        const query: MetricsQuery = { ...base, groupBy: [key] };
        const grouped = await metricsOf(engineOver(world), query, context);
        const filtered = { ...query, filters: { ...query.filters, [filter]: [name] } };
        expect(await metricsOf(engineOver(world), filtered, context)).toEqual(
          grouped.filter(({ group }) => group[key] === name)
        );
        // Without a group the same, but for the group's own target and the seed of its interval.
        const [alone] = [await metricsOf(engineOver(world), { ...filtered, groupBy: [] }, context)];
        expect(alone.map(({ metric, n, k, value, open, unknown }) => ({ metric, n, k, value, open, unknown }))).toEqual(
          grouped
            .filter(({ group }) => group[key] === name)
            .map(({ metric, n, k, value, open, unknown }) => ({ metric, n, k, value, open, unknown }))
        );
      }),
      parameters
    )
  );
});
