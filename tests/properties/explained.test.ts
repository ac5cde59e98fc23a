import fc from 'fast-check';
import { ItemRow, MetricRow } from '../../src/engine';
import { MetricName, metricNames } from '../../src/metrics';
import { GroupKey, groupKeys, ItemsQuery, MetricsQuery, noGroupText, plainQuery } from '../../src/query';
import { day, historyDays, present, World, worlds } from '../arbitraries/organizations';
import { contextOf, engineOver, itemsOf, lastProgress, metricsOf } from '../asking/lastProgress';

/** The counted items are the number: its n, its k, its value, worked out again by hand from nothing but the rows. */
const parameters = { numRuns: 25, seed: 20260604 };

const shared = fc.record({
  attribution: fc.constantFrom('strict' as const, 'inclusive' as const),
  choices: fc.record(
    {
      attributionWindowHours: fc.constantFrom(2, 24, 72),
      leadTimeStart: fc.constantFrom('authored' as const, 'merged' as const),
      recoveryStart: fc.constantFrom('deployment' as const, 'incident' as const),
      reworkWording: fc.constantFrom('userFacingBug' as const, 'incident' as const),
    },
    { requiredKeys: [] }
  ),
  filters: fc.record({
    teams: fc.constantFrom<readonly string[]>([], ['Pay'], ['Shop']),
    repositories: fc.constantFrom<readonly string[]>([], ['acme/pay']),
    services: fc.constantFrom<readonly string[]>([], ['Payments']),
    environments: fc.constantFrom<readonly string[]>([], ['production'], ['!prod-eu']),
  }),
});

const ranges = fc
  .tuple(fc.integer({ min: 1, max: historyDays }), fc.integer({ min: 0, max: 30 }))
  .map(([length, ago]) => contextOf(present - (length + ago) * day, present - ago * day));

const series = fc.record({
  interval: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
  windowDays: fc.constantFrom(0, 7, 30, 90),
});

/** The middle of the sorted values, as anybody works it out. */
function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length === 0
    ? null
    : Number.isInteger(middle)
      ? (sorted[middle - 1] + sorted[middle]) / 2
      : sorted[Math.floor(middle)];
}

function valueOf(metric: MetricName, values: readonly number[], { from, to }: MetricRow['period']): number | null {
  const sum = values.reduce((total, value) => total + value, 0);
  switch (metric) {
    case 'deploymentFrequency':
      return values.length / ((to - from) / day);
    case 'changeFailRate':
    case 'deploymentReworkRate':
      return values.length === 0 ? null : sum / values.length;
    default:
      return medianOf(values);
  }
}

function expectExplained(row: MetricRow, items: readonly ItemRow[]): void {
  const counted = items.filter((item) => item.counted);
  const values = counted.map(({ value }) => value ?? Number.NaN);
  expect(counted.length).toBe(row.n);
  expect(row.k).toBe(row.k === null ? null : values.reduce((total, value) => total + value, 0));
  const expected = valueOf(row.metric, values, row.period);
  if (row.value === null) {
    // Nothing to look at has no frequency, which is not zero (METRICS.md, first rule).
    expect(values).toEqual([]);
  } else {
    expect(expected).toBeCloseTo(row.value, 6);
  }
  expect(items.filter(({ isBeside }) => isBeside)).toHaveLength(row.open + row.unknown);
  expect(items.filter(({ because }) => !/^[A-Z].*\.$/.test(because))).toEqual([]);
}

function groupTexts(row: MetricRow, keys: readonly GroupKey[]): ItemsQuery['group'] {
  return Object.fromEntries(keys.map((key) => [key, row.group[key] ?? noGroupText(key)]));
}

const itemsFor = (query: MetricsQuery, row: MetricRow): ItemsQuery => ({
  ...plainQuery('items'),
  metric: row.metric,
  outcome: 'all',
  attribution: query.attribution,
  choices: query.choices,
  filters: query.filters,
  group: groupTexts(row, query.groupBy),
});

describe('the items of a number', () => {
  it.each(metricNames)('make it up again, group by group: %s', (metric) =>
    fc.assert(
      fc.asyncProperty(
        worlds,
        ranges,
        shared,
        fc.constantFrom<readonly GroupKey[]>([], ...groupKeys.map((key) => [key]), ['team', 'environment']),
        async (world: World, context, choices, groupBy) => {
          const engine = engineOver(world);
          const query: MetricsQuery = { ...plainQuery('metrics'), ...choices, metrics: [metric], groupBy };
          for (const row of await metricsOf(engine, query, context)) {
            expectExplained(row, await itemsOf(engine, itemsFor(query, row), context));
          }
        }
      ),
      parameters
    )
  );

  it.each(metricNames)('make up one point of a series, also for whoever asks for that point alone: %s', (metric) =>
    fc.assert(
      fc.asyncProperty(
        worlds,
        ranges,
        shared,
        series,
        fc.nat(),
        fc.constantFrom('UTC', 'Europe/Berlin'),
        async (world: World, range, choices, steps, choice, timeZone) => {
          const context = { ...range, timeZone };
          const query: MetricsQuery = { ...plainQuery('metrics'), ...choices, ...steps, metrics: [metric] };
          const rows = await metricsOf(engineOver(world), query, context);
          const row = rows[choice % rows.length];
          const period = { at: String(row.time), ...steps, timeZone };
          // Another engine that has read nothing else, and a viewer elsewhere.
          const there = { ...context, timeZone: 'America/New_York' };
          expectExplained(row, await itemsOf(engineOver(world), { ...itemsFor(query, row), period }, there));
          const last = await itemsOf(
            engineOver(world),
            { ...itemsFor(query, row), period: { ...period, at: '' } },
            context
          );
          expectExplained(rows[rows.length - 1], last);
        }
      ),
      parameters
    )
  );

  it('are each counted or not, never both, and each outcome is a part of all', () =>
    fc.assert(
      fc.asyncProperty(
        worlds,
        ranges,
        shared,
        fc.constantFrom(...metricNames),
        async (world, context, choices, metric) => {
          const engine = engineOver(world);
          const of = (outcome: ItemsQuery['outcome']) =>
            itemsOf(engine, { ...plainQuery('items'), ...choices, metric, outcome }, context);
          const [all, counted, notCounted, observed] = await Promise.all([
            of('all'),
            of('counted'),
            of('notCounted'),
            of('observed'),
          ]);
          expect([...counted, ...notCounted]).toEqual(all);
          expect(new Set(observed.map(({ id }) => id))).toEqual(
            new Set(all.filter((row) => row.counted || row.isBeside).map(({ id }) => id))
          );
          expect(new Set(all.map(({ kind, id }) => `${kind} ${id}`)).size).toBe(all.length);
        }
      ),
      parameters
    ));

  it('name every incident of the period: behind a deployment, or with the reason why it is behind none', () =>
    fc.assert(
      fc.asyncProperty(worlds, ranges, shared, async (world, context, { attribution }) => {
        const engine = engineOver(world);
        const query: ItemsQuery = { ...plainQuery('items'), attribution, outcome: 'all' };
        const listed = await lastProgress(engine, { ...plainQuery('incidents'), attribution }, context);
        const incidents = listed.answer.type === 'incidents' ? listed.answer.rows : [];
        for (const { id, deployment } of incidents) {
          const found = await itemsOf(engine, { ...query, item: id }, context);
          expect(found.length).toBeGreaterThan(0);
          if (deployment === null) {
            expect(found.filter(({ kind, counted }) => kind === 'incident' && !counted)).toHaveLength(1);
          }
        }
      }),
      parameters
    ));
});

describe('the sensitivity of a number', () => {
  it.each(metricNames)('begins with the number as a panel shows it, and each variant is one: %s', (metric) =>
    fc.assert(
      fc.asyncProperty(worlds, ranges, shared, async (world, context, choices) => {
        const asked = { ...plainQuery('sensitivity'), ...choices, metric, groupBy: ['team' as const] };
        const { answer } = await lastProgress(engineOver(world), asked, context);
        const rows = answer.type === 'sensitivity' ? answer.rows : [];
        const plain: MetricsQuery = {
          ...plainQuery('metrics'),
          ...choices,
          metrics: [metric],
          groupBy: ['team'],
          showIntervals: true,
        };
        const numbers = (list: ReadonlyArray<Pick<MetricRow, 'group' | 'value' | 'n' | 'k' | 'low' | 'high'>>) =>
          list.map(({ group, value, n, k, low, high }) => ({ group, value, n, k, low, high }));
        const variant = (id: string) => numbers(rows.filter((row) => row.variant === id));
        const shownAs = async (query: MetricsQuery, from = context.from) =>
          numbers(await metricsOf(engineOver(world), query, { ...context, from }));
        expect(variant('asAsked')).toEqual(await shownAs(plain));
        expect(rows.filter((row) => row.variant === 'asAsked').every(({ difference }) => (difference ?? 0) === 0)).toBe(
          true
        );
        if (context.to - context.from !== 180 * day) {
          expect(variant('days=180')).toEqual(await shownAs(plain, context.to - 180 * day));
        }
        const other = choices.attribution === 'strict' ? 'inclusive' : 'strict';
        if (rows.some((row) => row.variant === `attribution=${other}`)) {
          expect(variant(`attribution=${other}`)).toEqual(await shownAs({ ...plain, attribution: other }));
        }
      }),
      { ...parameters, numRuns: 12 }
    )
  );
});
