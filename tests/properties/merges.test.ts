import fc from 'fast-check';
import { metricNames } from '../../src/metrics';
import { DoraQuery, plainQuery, QueryContext } from '../../src/query';
import { day, historyDays, present, steadyWorlds, World, worlds } from '../arbitraries/organizations';
import { contextOf, engineOver, itemsOf, lastProgress } from '../asking/lastProgress';

/**
 * Pull requests come with the commits of their merges, and a repository's history is read only where these do not tell
 * what was deployed. That must not be seen in any number: neither whether history was read, nor who caused it.
 */
const parameters = { numRuns: 50, seed: 20260603 };

const engineWithMerges = (world: World) => engineOver(world, { deliversMerges: true, pageSize: 3 });

const ranges: fc.Arbitrary<QueryContext> = fc
  .tuple(fc.integer({ min: 1, max: historyDays + 10 }), fc.integer({ min: 0, max: 40 }))
  .map(([length, ago]) => contextOf(present - (length + ago) * day, present - ago * day));

const queries: fc.Arbitrary<DoraQuery> = fc.oneof(
  fc.constant({ ...plainQuery('metrics'), metrics: metricNames, groupBy: ['team' as const] }),
  fc.constant(plainQuery('changes')),
  fc.constant(plainQuery('deployments')),
  fc.constantFrom(...metricNames).map((metric) => ({ ...plainQuery('items'), metric }))
);

describe('merges that come with their pull requests', () => {
  it('tell what the whole history tells', () =>
    fc.assert(
      fc.asyncProperty(worlds, queries, ranges, async (world, query, context) => {
        const byHistory = await lastProgress(engineOver(world), query, context);
        const byMerges = await lastProgress(engineWithMerges(world), query, context);
        expect(byMerges.answer).toEqual(byHistory.answer);
      }),
      parameters
    ));

  it('tell the same whoever has asked before', () =>
    fc.assert(
      fc.asyncProperty(
        worlds,
        queries,
        ranges,
        fc.array(fc.tuple(queries, ranges), { minLength: 1, maxLength: 3 }),
        async (world, query, context, before) => {
          const busy = engineWithMerges(world);
          for (const [otherQuery, otherContext] of before) {
            await lastProgress(busy, otherQuery, otherContext);
          }
          const fresh = await lastProgress(engineWithMerges(world), query, context);
          expect((await lastProgress(busy, query, context)).answer).toEqual(fresh.answer);
        }
      ),
      { ...parameters, numRuns: 60 }
    ));

  it('tell the same wherever the window ends', () =>
    fc.assert(
      fc.asyncProperty(
        steadyWorlds,
        fc.integer({ min: 2, max: 60 }),
        fc.constantFrom(...metricNames),
        async (world, ago, metric) => {
          const query = { ...plainQuery('items'), metric };
          const [from, to] = [present - 100 * day, present - ago * day];
          const whole = await itemsOf(engineWithMerges(world), query, contextOf(from));
          const cut = await itemsOf(engineWithMerges(world), query, contextOf(from, to));
          expect(cut).toEqual(whole.filter(({ at }) => at < to));
        }
      ),
      parameters
    ));
});
