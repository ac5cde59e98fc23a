import fc from 'fast-check';
import { MetricRow } from '../../src/engine';
import { MetricName, metricNames } from '../../src/metrics';
import { MetricsQuery, plainQuery } from '../../src/query';
import { day, historyDays, present, worlds } from '../arbitraries/organizations';
import { contextOf, engineOver, itemsOf, metricsOf } from '../asking/lastProgress';

/** METRICS.md, second rule: every number carries its n, and n is the number of the events one is shown. */
const parameters = { numRuns: 30, seed: 20260602 };

const base: MetricsQuery = { ...plainQuery('metrics'), metrics: metricNames };

const ranges = fc
  .tuple(fc.integer({ min: 1, max: historyDays }), fc.integer({ min: 0, max: 30 }))
  .map(([length, ago]) => contextOf(present - (length + ago) * day, present - ago * day));

const sum = (numbers: ReadonlyArray<number | null>) => numbers.reduce<number>((total, one) => total + (one ?? 0), 0);

const ofMetric = (rows: readonly MetricRow[], metric: MetricName) => rows.filter((row) => row.metric === metric);

/** What adds up, whatever the statistic: n, k and what stands beside them. */
function totals(rows: readonly MetricRow[]) {
  return {
    n: sum(rows.map(({ n }) => n)),
    k: sum(rows.map(({ k }) => k)),
    open: sum(rows.map(({ open }) => open)),
    unknown: sum(rows.map(({ unknown }) => unknown)),
    approximate: sum(rows.map(({ approximate }) => approximate)),
  };
}

describe('counts', () => {
  it.each(['day', 'week', 'month', 'quarter'] as const)('of each %s add up to those of the range', (interval) =>
    fc.assert(
      fc.asyncProperty(worlds, ranges, async (world, context) => {
        const engine = engineOver(world);
        const whole = await metricsOf(engine, base, context);
        const buckets = await metricsOf(engine, { ...base, interval }, context);
        for (const metric of metricNames) {
          expect(totals(ofMetric(buckets, metric))).toEqual(totals(ofMetric(whole, metric)));
        }
        // A rate per day times its days is a count again.
        const deployments = ofMetric(buckets, 'deploymentFrequency').map(
          ({ value, period }) => ((value ?? 0) * (period.to - period.from)) / day
        );
        expect(sum(deployments)).toBeCloseTo(sum(ofMetric(whole, 'deploymentFrequency').map(({ n }) => n)), 6);
      }),
      { ...parameters, numRuns: 15 }
    )
  );

  it('have k within n, and no value over nothing', () =>
    fc.assert(
      fc.asyncProperty(worlds, ranges, async (world, context) => {
        const rows = await metricsOf(engineOver(world), { ...base, groupBy: ['repository'] }, context);
        for (const { metric, value, n, k, level, incomplete } of rows) {
          expect(incomplete).toBe(false);
          expect(value === null).toBe(n === 0 && metric !== 'deploymentFrequency');
          if (k !== null) {
            expect(k).toBeLessThanOrEqual(n);
            expect(value).toBe(n === 0 ? null : k / n);
          }
          expect(n < 5 && level !== null).toBe(false);
        }
      }),
      parameters
    ));

  it.each(metricNames)('of %s are those of its items', (metric) =>
    fc.assert(
      fc.asyncProperty(worlds, ranges, async (world, context) => {
        const engine = engineOver(world);
        const items = await itemsOf(engine, { ...plainQuery('items'), metric }, context);
        const [row] = await metricsOf(engine, { ...base, metrics: [metric] }, context);
        const counted = items.filter(({ value }) => value !== null);
        expect(row.n).toBe(counted.length);
        expect(row.open + row.unknown).toBe(items.length - counted.length);
        if (row.k !== null) {
          expect(row.k).toBe(sum(counted.map(({ value }) => value)));
        }
      }),
      parameters
    )
  );

  it('of disjoint teams and of repositories add up to the total, those of environments for deployments', () =>
    fc.assert(
      fc.asyncProperty(worlds, ranges, async (world, context) => {
        const engine = engineOver(world);
        const whole = await metricsOf(engine, base, context);
        for (const key of ['team', 'environment'] as const) {
          const grouped = await metricsOf(engine, { ...base, groupBy: [key] }, context);
          for (const metric of metricNames) {
            expect(totals(ofMetric(grouped, metric))).toEqual(totals(ofMetric(whole, metric)));
          }
        }
        const byRepository = await metricsOf(engine, { ...base, groupBy: ['repository'] }, context);
        // An incident that no deployment is to blame for stands in every repository of its service.
        for (const metric of metricNames.filter((name) => name !== 'timeToRestore')) {
          expect(totals(ofMetric(byRepository, metric))).toEqual(totals(ofMetric(whole, metric)));
        }
      }),
      parameters
    ));

  it('of a team are the same by filter and by group', () =>
    fc.assert(
      fc.asyncProperty(worlds, ranges, fc.constantFrom('Pay', 'Shop'), async (world, context, team) => {
        const grouped = await metricsOf(engineOver(world), { ...base, groupBy: ['team'] }, context);
        const query = { ...base, groupBy: ['team' as const], filters: { ...base.filters, teams: [team] } };
        const filtered = await metricsOf(engineOver(world), query, context);
        expect(filtered).toEqual(grouped.filter(({ group }) => group.team === team));
      }),
      parameters
    ));

  it('strict blames no deployment that inclusive does not', () =>
    fc.assert(
      fc.asyncProperty(worlds, ranges, async (world, context) => {
        const engine = engineOver(world);
        const query = { ...plainQuery('items'), metric: 'changeFailRate' as const };
        const failed = async (attribution: 'strict' | 'inclusive') =>
          (await itemsOf(engine, { ...query, attribution }, context))
            .filter(({ value }) => value === 1)
            .map(({ id }) => id);
        expect(await failed('inclusive')).toEqual(expect.arrayContaining(await failed('strict')));
      }),
      parameters
    ));
});
