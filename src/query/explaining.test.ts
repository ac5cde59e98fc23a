import { interpolateQuery } from './interpolateQuery';
import { defaultSettings, defaultTeam, plainQuery } from './defaults';
import { describeQuery } from './describeQuery';
import { isGroupText, noGroupText } from './groupText';
import { migrateQuery, queryProblems } from './migrateQuery';
import { pointInstant } from './pointInstant';
import { rulingProblems } from './rulingProblems';
import { ItemsPeriod, ItemsQuery, SensitivityQuery } from './types';
import { unfilled, validateQuery } from './validateQuery';

const items = plainQuery('items');
const period: ItemsPeriod = { at: '1772323200000', interval: 'week', windowDays: 90, timeZone: '' };

describe('a query for what is behind a number', () => {
  it('means what it meant when it was saved before there were outcomes, items, groups and points', () => {
    const old = {
      schemaVersion: 1,
      queryType: 'items',
      metric: 'changeLeadTime',
      attribution: 'inclusive',
      choices: {},
    };
    expect(migrateQuery(old)).toEqual({
      ...items,
      metric: 'changeLeadTime',
      outcome: 'observed',
      item: '',
      period: null,
    });
    expect(queryProblems(old)).toEqual([]);
  });

  it('is read as it is written, and again', () => {
    const query: ItemsQuery = { ...items, outcome: 'all', item: '#7', group: { team: 'Pay' }, period };
    const compared: ItemsQuery = { ...query, period: { ...period, comparison: 'previousPeriod' } };
    for (const one of [query, compared]) {
      expect(migrateQuery(one)).toEqual(one);
      expect(queryProblems(one)).toEqual([]);
    }
  });

  it('takes a point as the number a template makes of it, and reports what it does not know', () => {
    const saved = {
      queryType: 'items',
      group: { colour: 'red', team: 'Pay' },
      period: { at: 1772323200000, interval: 'none' },
    };
    expect(migrateQuery(saved)).toMatchObject({
      group: { team: 'Pay' },
      period: { at: '1772323200000', interval: 'week', windowDays: 0, timeZone: '' },
    });
    expect(queryProblems(saved).map(({ field }) => field)).toEqual(['period.interval']);
  });

  it('gets its variables filled in; all of them are none in particular', () => {
    const values: Record<string, readonly string[]> = {
      $item: ['d2', 'd3'],
      $team: ['Pay'],
      $at: ['17'],
      $all: ['All'],
    };
    const expand = (text: string) => values[text] ?? [text];
    const asked = { ...items, item: '$item', group: { team: '$team' }, period: { ...period, at: '$at' } };
    expect(interpolateQuery(asked, expand)).toMatchObject({
      item: 'd2',
      group: { team: 'Pay' },
      period: { at: '17', windowDays: 90 },
    });
    expect(interpolateQuery({ ...items, item: '$all' }, expand)).toMatchObject({ item: '' });
  });

  it.each<[string, Partial<ItemsQuery>, readonly string[]]>([
    ['a point that is no instant', { period: { ...period, at: 'yesterday' } }, ['period.at']],
    ['a window that is no number of days', { period: { ...period, windowDays: -1 } }, ['period.windowDays']],
    ['a zone that is none', { period: { ...period, timeZone: 'Mars' } }, ['period.timeZone']],
    ['nothing: the last point', { period: { ...period, at: '' } }, []],
    ['nothing: a point still to be filled in', { period: { ...period, at: '${__value.time}' } }, []],
    ['nothing: a variable', { group: { team: '$team' } }, []],
  ])('is wrong in %s', (_, more, fields) => {
    expect(validateQuery({ ...items, ...more }).map(({ field }) => field)).toEqual(fields);
  });

  it.each<[Partial<ItemsQuery>, string]>([
    [{}, 'The events behind change fail rate, inclusive attribution'],
    [{ outcome: 'counted' }, 'The events that count in change fail rate, inclusive attribution'],
    [{ outcome: 'notCounted' }, 'The events that do not count in change fail rate, inclusive attribution'],
    [
      { outcome: 'all', item: '#7', group: { team: 'Pay', service: 'pay' } },
      'All events that count or do not count in change fail rate, only #7, as counted for team Pay, as counted for service pay, inclusive attribution',
    ],
    [
      // 1772323200 s is 2026-03-01, 00:00 UTC: one o'clock in Berlin.
      { period: { ...period, timeZone: 'Europe/Berlin' } },
      'The events behind change fail rate, in the 90 days before 2026-03-01 01:00 Europe/Berlin, inclusive attribution',
    ],
    [
      { period: { ...period, windowDays: 0 } },
      'The events behind change fail rate, in the week from 2026-03-01 00:00 UTC, inclusive attribution',
    ],
    [
      { period: { ...period, at: '', interval: 'month', windowDays: 0 } },
      'The events behind change fail rate, in the last month of the time range, inclusive attribution',
    ],
    [
      { period: { ...period, windowDays: 0, comparison: 'previousYear' } },
      'The events behind change fail rate, in the week from 2026-03-01 00:00 UTC, a year earlier, inclusive attribution',
    ],
    [
      { period: { ...period, windowDays: 0, comparison: 'previousPeriod' } },
      'The events behind change fail rate, in the week from 2026-03-01 00:00 UTC, set back by the length of the time range, inclusive attribution',
    ],
    [
      { period: { ...period, at: '' } },
      'The events behind change fail rate, in the last 90 days of the time range, inclusive attribution',
    ],
  ])('reads as a sentence', (more, sentence) => {
    expect(describeQuery({ ...items, ...more })).toBe(sentence);
  });
});

describe('a query for how much hangs on what', () => {
  const sensitivity: SensitivityQuery = { ...plainQuery('sensitivity'), groupBy: ['team'] };

  it('reads as a sentence', () => {
    expect(describeQuery(sensitivity)).toBe(
      'How much change fail rate depends on the choices behind it, per team, inclusive attribution'
    );
    expect(describeQuery({ ...sensitivity, metric: 'changeLeadTime', groupBy: [] })).toBe(
      'How much median change lead time depends on the choices behind it'
    );
  });

  it('is read as it is written', () => {
    expect(migrateQuery(sensitivity)).toEqual(sensitivity);
    expect(queryProblems({ ...sensitivity, statistic: 'mode' }).map(({ field }) => field)).toEqual(['statistic']);
  });
});

it.each([
  ['1772323200000', 1772323200000],
  ['2026-03-01T00:00:00Z', 1772323200000],
  ['2026-03-01T01:00:00+01:00', 1772323200000],
  ['2026-03-01', null],
  ['', null],
])('a point %s', (text, expected) => {
  expect(pointInstant(text)).toBe(expected);
});

it('what belongs to nobody is found by what a table says of it', () => {
  expect(isGroupText(noGroupText('team'), 'team', null)).toBe(true);
  expect(isGroupText('(no team)', 'team', null)).toBe(true);
  expect(isGroupText('(no team)', 'team', 'Pay')).toBe(false);
  expect(isGroupText('Pay', 'team', 'Pay')).toBe(true);
  expect(isGroupText('Pay', 'team', null)).toBe(false);
});

describe('rulings', () => {
  const ruling = (deployment: string | null, author = 'Ann') => ({ incident: 'P1', deployment, author, reason: 'x' });
  const of = (
    overrides: ReadonlyArray<ReturnType<typeof ruling>>,
    ofTeam: ReadonlyArray<ReturnType<typeof ruling>> = []
  ) =>
    rulingProblems({
      rules: { ...defaultSettings.rules, overrides },
      teams: [{ ...defaultTeam, name: 'Pay', rules: { overrides: ofTeam } }],
    });

  it('of the same effect are no contradiction', () => {
    expect(of([ruling('d1'), ruling('d1', 'Bob')], [ruling('d1')])).toEqual([]);
  });

  it('of different effects are, also between a team and the data source', () => {
    expect(of([ruling('d1'), ruling(null, '')])).toEqual([
      {
        field: 'rules.overrides[1].incident',
        message:
          'Two rulings on incident P1 contradict each other: caused by d1 (Ann), and not change-related (nobody by name). Only one of them holds. Remove the other in the settings.',
      },
    ]);
    expect(of([ruling('d1')], [ruling('d2')]).map(({ field }) => field)).toEqual([
      'teams[0].rules.overrides[0].incident',
    ]);
  });
});

describe('a metric that a dashboard variable names', () => {
  const expand = (value: string) => (text: string) => (text === '$metric' ? [value] : [text]);
  const asked = { ...items, metricVariable: '$metric' };

  it('is kept, described and filled in, in each query about metrics', () => {
    expect(migrateQuery(asked)).toEqual(asked);
    expect(describeQuery(asked)).toMatch(/^The events behind \$metric/);
    expect(interpolateQuery(asked, expand('changeLeadTime'))).toEqual({ ...items, metric: 'changeLeadTime' });
    const sensitivity = { ...plainQuery('sensitivity'), metricVariable: '$metric' };
    expect(interpolateQuery(sensitivity, expand('timetorestore'))).toEqual({
      ...plainQuery('sensitivity'),
      metric: 'timeToRestore',
    });
    const metrics = { ...plainQuery('metrics'), metricVariable: '$metric' };
    expect(interpolateQuery(metrics, expand('changeFailRate'))).toEqual({
      ...plainQuery('metrics'),
      metrics: ['changeFailRate'],
    });
  });

  it('that there is none of is no other metric', () => {
    expect(validateQuery(asked)).toEqual([]);
    const filled = interpolateQuery(asked, (text) => (text === '$metric' ? ['velocity'] : [text]));
    expect(unfilled(filled).map(({ message }) => message)).toEqual([
      'No metric is chosen by $metric. The variable must have one of these values: deploymentFrequency, changeLeadTime, changeFailRate, failedDeploymentRecoveryTime, deploymentReworkRate, timeToRestore.',
    ]);
    expect(unfilled(interpolateQuery(asked, expand('changeFailRate')))).toEqual([]);
  });

  it('and a row that a link could not tell, are asked for instead of answered by another', () => {
    const group = { team: '${__data.fields["Team"]}' };
    expect(unfilled({ ...items, group }).map(({ field }) => field)).toEqual(['group']);
    expect(unfilled({ ...items, group: { team: 'Pay' } })).toEqual([]);
  });
});
