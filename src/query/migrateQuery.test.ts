import fc from 'fast-check';
import { defaultQuery, isComplete, migrateQuery, plainQuery, queryProblems, queryTypes } from '.';

/** Fields of the model with values right, wrong and absurd. */
const savedQuery = fc.record(
  {
    refId: fc.constant('A'),
    schemaVersion: fc.oneof(fc.integer({ min: -1, max: 4 }), fc.anything()),
    queryType: fc.oneof(fc.constantFrom(...queryTypes), fc.anything()),
    metrics: fc.oneof(fc.array(fc.constantFrom('changeLeadTime', 'changeFailRate', 'mttr', 7)), fc.anything()),
    metric: fc.oneof(fc.constantFrom('changeFailRate'), fc.anything()),
    statistic: fc.oneof(fc.constantFrom('p90', 'p50'), fc.anything()),
    groupBy: fc.oneof(fc.array(fc.constantFrom('team', 'repository', 'city')), fc.anything()),
    interval: fc.oneof(fc.constantFrom('week', 'none'), fc.anything()),
    windowDays: fc.oneof(fc.double(), fc.constantFrom('90', -1), fc.anything()),
    comparisonDate: fc.anything(),
    benchmarkYear: fc.oneof(fc.constantFrom(2024, '2023', 1999), fc.anything()),
    showIntervals: fc.oneof(fc.boolean(), fc.constantFrom('true', 'yes')),
    filters: fc.oneof(fc.record({ teams: fc.array(fc.string()), services: fc.anything() }), fc.anything()),
    choices: fc.oneof(
      fc.record({ attributionWindowHours: fc.anything(), recoveryStart: fc.constantFrom('incident', 'never') }),
      fc.anything()
    ),
    workflows: fc.anything(),
    outcome: fc.anything(),
    shape: fc.oneof(fc.constantFrom('wide', 'levels', 'states', 'graph', 'pie'), fc.anything()),
  },
  { requiredKeys: [] }
);

describe('migrateQuery', () => {
  it.each([[undefined], [null], [7], ['x'], [[]], [{}], [{ refId: 'A', hide: false }]])(
    'gives the default query for a panel nobody has touched (%j)',
    (saved) => {
      expect(migrateQuery(saved)).toEqual(defaultQuery());
    }
  );

  it('shows all five metrics, weekly, over a rolling 90 days at first', () => {
    expect(migrateQuery({})).toMatchObject({
      metrics: [
        'deploymentFrequency',
        'changeLeadTime',
        'changeFailRate',
        'failedDeploymentRecoveryTime',
        'deploymentReworkRate',
      ],
      interval: 'week',
      windowDays: 90,
      attribution: 'inclusive',
    });
    expect(isComplete(defaultQuery())).toBe(true);
  });

  it('fills what is left out with the plainest choice, so that a short query by hand can be answered', () => {
    const query = migrateQuery({ queryType: 'metrics', metrics: ['changeLeadTime'] });
    expect(query).toEqual({ ...plainQuery('metrics'), metrics: ['changeLeadTime'] });
    expect(isComplete(query)).toBe(true);
  });

  it('keeps foreign fields out and drops unknown values', () => {
    const query = migrateQuery({
      refId: 'A',
      datasource: { uid: 'x' },
      queryType: 'metrics',
      metrics: ['mttr', 'changeFailRate', 'changeFailRate'],
      groupBy: ['team', 'city'],
      statistic: 'p50',
      filters: { teams: [' Pay ', '', 'Pay', 3], planets: ['Mars'] },
      windowDays: '30',
    });
    expect(query).toEqual({
      ...plainQuery('metrics'),
      metrics: ['changeFailRate'],
      groupBy: ['team'],
      filters: { teams: ['Pay', '3'], repositories: [], services: [], environments: [] },
      windowDays: 30,
    });
  });

  it('is idempotent, never throws and leaves nothing to report about its own result', () => {
    fc.assert(
      fc.property(fc.oneof(savedQuery, fc.anything({ withBigInt: true })), (saved) => {
        const once = migrateQuery(saved);
        expect(migrateQuery(once)).toEqual(once);
        expect(migrateQuery(JSON.parse(JSON.stringify(once)))).toEqual(once);
        expect(queryProblems(once)).toEqual([]);
        expect(queryTypes).toContain(once.queryType);
        expect(Object.keys(once).sort()).toEqual(Object.keys(plainQuery(once.queryType)).sort());
      })
    );
  });
});

describe('queryProblems', () => {
  it('has a sentence even for what cannot be written down', () => {
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    expect(queryProblems({ statistic: circular })[0]?.message).toMatch(/^object is not known as statistic/);
    expect(queryProblems({ statistic: BigInt(1) })[0]?.message).toMatch(/^bigint is not known as statistic/);
  });

  it.each([
    [{ refId: 'A', queryType: 'metrics' }, []],
    [{ schemaVersion: 3 }, ['schemaVersion']],
    [{ queryType: 'pipelines' }, ['queryType']],
    [{ metrics: ['mttr'] }, ['metrics']],
    [{ metrics: 'changeLeadTime' }, []],
    [{ windowDays: 'many' }, ['windowDays']],
    [{ filters: ['Pay'] }, ['filters']],
    [{ filters: { teams: [{}] } }, ['filters.teams']],
    [{ choices: { recoveryStart: 'never' } }, ['choices.recoveryStart']],
    ['text', ['']],
  ])('of %j names the fields %j', (saved, fields) => {
    expect(queryProblems(saved).map((problem) => problem.field)).toEqual(fields);
  });

  it('says what to do about a query from a newer version', () => {
    expect(queryProblems({ schemaVersion: 3, queryType: 'metrics' })[0]?.message).toMatch(
      /^This query was saved by a newer version of the plugin \(schema 3; this one knows 1\)\. Update the plugin/
    );
  });
});
