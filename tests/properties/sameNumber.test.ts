import fc from 'fast-check';
import { Events } from '../../src/events';
import { metricNames } from '../../src/metrics';
import { DoraQuery, Filters, plainQuery, QueryContext } from '../../src/query';
import { day, historyDays, hour, present, steadyWorlds, World, worlds } from '../arbitraries/organizations';
import { contextOf, engineOver, itemsOf, lastProgress } from '../asking/lastProgress';

/** METRICS.md, fourth rule: the same number whoever asks. Histories are random, seeds are fixed. */
const parameters = { numRuns: 30, seed: 20260601 };

const noFilters = plainQuery('metrics').filters;

const ranges: fc.Arbitrary<QueryContext> = fc
  .tuple(fc.integer({ min: 1, max: historyDays + 10 }), fc.integer({ min: 0, max: 40 }))
  .map(([length, ago]) => contextOf(present - (length + ago) * day, present - ago * day));

const filters: fc.Arbitrary<Filters> = fc.constantFrom(
  noFilters,
  { ...noFilters, teams: ['Pay'] },
  { ...noFilters, teams: ['Shop'] },
  { ...noFilters, repositories: ['acme/pay'] },
  { ...noFilters, services: ['Payments'] },
  { ...noFilters, environments: ['prod-eu'] }
);

const queries: fc.Arbitrary<DoraQuery> = fc
  .record({
    filters,
    attribution: fc.constantFrom('strict' as const, 'inclusive' as const),
    metric: fc.constantFrom(...metricNames),
    type: fc.constantFrom('metrics', 'series', 'items', 'deployments', 'changes', 'incidents'),
    reworkWording: fc.constantFrom('userFacingBug' as const, 'incident' as const),
  })
  .map(({ filters: wanted, attribution, metric, type, reworkWording }): DoraQuery => {
    const shared = { filters: wanted, attribution, choices: { reworkWording } };
    switch (type) {
      case 'metrics':
        return { ...plainQuery('metrics'), ...shared, metrics: metricNames, groupBy: ['team'] };
      case 'series':
        return { ...plainQuery('metrics'), ...shared, metrics: metricNames, interval: 'week', windowDays: 30 };
      case 'items':
        return { ...plainQuery('items'), ...shared, metric };
      case 'deployments':
        return { ...plainQuery('deployments'), ...shared, outcome: 'all' };
      case 'changes':
        return { ...plainQuery('changes'), ...shared };
      default:
        return { ...plainQuery('incidents'), ...shared };
    }
  });

function reordered(world: World, order: (list: readonly unknown[]) => boolean): World {
  const turn = <Event>(list: readonly Event[]): Event[] => (order(list) ? [...list].reverse() : [...list]);
  const { events } = world;
  const turned: Events = {
    deployments: turn(events.deployments),
    changes: turn(events.changes),
    commits: turn(events.commits),
    comparisons: [],
    releases: [],
    incidents: turn(events.incidents),
    runs: [],
  };
  return { ...world, events: turned };
}

/**
 * What was delivered to an environment long ago and to another one lately: upstreams are asked for the predecessors in
 * the environments seen in the range and 30 days before it, so an environment given up earlier is not heard of.
 */
function hasIdleEnvironment({ events }: World, from: number): boolean {
  const latest = new Map<string, number>();
  const repositories = new Map<string, number>();
  for (const { repository, environment, status, finishedAt } of events.deployments) {
    if (status === 'success' && finishedAt !== null && environment.startsWith('prod')) {
      const key = `${repository} ${environment}`;
      latest.set(key, Math.max(latest.get(key) ?? 0, finishedAt));
      repositories.set(repository, Math.max(repositories.get(repository) ?? 0, finishedAt));
    }
  }
  const heardOf = from - 30 * day;
  return [...latest].some(
    ([key, at]) => at < heardOf && (repositories.get(key.slice(0, key.indexOf(' '))) ?? 0) >= heardOf
  );
}

describe('the same number', () => {
  it('whatever the order of events', () =>
    fc.assert(
      fc.asyncProperty(worlds, queries, ranges, async (world, query, context) => {
        const straight = await lastProgress(engineOver(world), query, context);
        const turned = await lastProgress(engineOver(reordered(world, () => true)), query, context);
        expect(turned.answer).toEqual(straight.answer);
      }),
      parameters
    ));

  it('however an upstream pages and in whatever order its reports arrive', () =>
    fc.assert(
      fc.asyncProperty(
        worlds,
        queries,
        ranges,
        fc.integer({ min: 1, max: 5 }),
        async (world, query, range, pageSize) => {
          const arrange = <Event>(list: readonly Event[]) => [...list].reverse();
          const whole = await lastProgress(engineOver(world), query, range);
          const paged = await lastProgress(engineOver(world, { pageSize, arrange }), query, range);
          expect(paged.answer).toEqual(whole.answer);
        }
      ),
      parameters
    ));

  it('whatever has been asked before', () =>
    fc.assert(
      fc.asyncProperty(
        worlds,
        queries,
        ranges,
        fc.array(fc.tuple(queries, ranges), { minLength: 1, maxLength: 3 }),
        async (world, query, context, before) => {
          const busy = engineOver(world);
          for (const [otherQuery, otherContext] of before) {
            await lastProgress(busy, otherQuery, otherContext);
          }
          const fresh = await lastProgress(engineOver(world), query, context);
          expect((await lastProgress(busy, query, context)).answer).toEqual(fresh.answer);
        }
      ),
      { ...parameters, numRuns: 40 }
    ));

  it('whether panels ask one after the other or at once', () =>
    fc.assert(
      fc.asyncProperty(
        worlds,
        fc.array(queries, { minLength: 2, maxLength: 4 }),
        ranges,
        async (world, asked, range) => {
          const shared = engineOver(world, { pageSize: 2 });
          const atOnce = await Promise.all(asked.map((query) => lastProgress(shared, query, range)));
          for (const [index, query] of asked.entries()) {
            expect(atOnce[index].answer).toEqual((await lastProgress(engineOver(world), query, range)).answer);
          }
        }
      ),
      parameters
    ));

  it.each(metricNames)('wherever the window starts: %s only gains and loses what entered and left', (metric) =>
    fc.assert(
      fc.asyncProperty(
        // After a month of silence the look-back ends: what was rolled back to before it is not heard of.
        steadyWorlds,
        fc.integer({ min: 2, max: historyDays }),
        fc.oneof(fc.constant(1), fc.integer({ min: 1, max: historyDays })),
        async (world, length, days) => {
          const query = { ...plainQuery('items'), metric };
          const from = present - length * day;
          const later = Math.min(from + days * day, present);
          fc.pre(!hasIdleEnvironment(world, later));
          const wide = await itemsOf(engineOver(world), query, contextOf(from));
          const narrow = await itemsOf(engineOver(world), query, contextOf(later));
          expect(narrow).toEqual(wide.filter(({ at }) => at >= later));
        }
      ),
      { ...parameters, numRuns: 40 }
    )
  );

  it.each(metricNames)('wherever the window ends: %s', (metric) =>
    fc.assert(
      fc.asyncProperty(worlds, fc.integer({ min: 2, max: 60 }), async (world, ago) => {
        const query = { ...plainQuery('items'), metric };
        const from = present - 100 * day;
        const to = present - ago * day - hour;
        const whole = await itemsOf(engineOver(world), query, contextOf(from));
        const cut = await itemsOf(engineOver(world), query, contextOf(from, to));
        expect(cut).toEqual(whole.filter(({ at }) => at < to));
      }),
      { ...parameters, numRuns: 40 }
    )
  );
});
