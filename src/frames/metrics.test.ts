import { createTheme, DataFrame, formattedValueToString, getDisplayProcessor } from '@grafana/data';
import { MetricRow } from '../engine';
import { complete } from '../engine/testing/complete';
import { MetricsQuery, plainQuery } from '../query';
import { levelColours } from '.';
import { toFrames } from './testing/toFrames';
import { context, day, metricsAnswer, monday, weekBefore } from './testing/rows';

const week = 7 * day * 1000;

function framesOf(query: Partial<MetricsQuery>, rows: ReadonlyArray<Partial<MetricRow>>): DataFrame[] {
  const full: MetricsQuery = { ...plainQuery('metrics'), metrics: ['changeLeadTime'], ...query };
  return toFrames({ refId: 'A', query: full, progress: complete(metricsAnswer(rows)), context, benchmarkYear: 2024 });
}

/** Columns by name, as a table panel would read them. */
function columns(frame: DataFrame): Record<string, unknown[]> {
  return Object.fromEntries(frame.fields.map(({ name, values }) => [name, values]));
}

/** What a person reads in the first cell of a field. */
function readText(frame: DataFrame, name: string, index = 0): string {
  const field = frame.fields.find((one) => one.name === name);
  if (field === undefined) {
    throw new Error(`There is no field ${name}.`);
  }
  return formattedValueToString(getDisplayProcessor({ field, theme: createTheme() })(field.values[index]));
}

describe('metrics without an interval', () => {
  it('are one table: groups, then value, level and n of each metric', () => {
    const [frame, ...others] = framesOf({ metrics: ['changeLeadTime', 'changeFailRate'], groupBy: ['team'] }, [
      { group: { team: 'payments' }, value: 2 * day, n: 40, level: 'high' },
      { group: { team: null }, value: 3600, n: 2 },
      {
        metric: 'changeFailRate',
        group: { team: 'payments' },
        value: 0.075,
        unit: 'ratio',
        n: 40,
        k: 3,
        level: 'high',
      },
      { metric: 'changeFailRate', group: { team: null }, value: null, unit: 'ratio', n: 0, k: 0 },
    ]);
    expect(others).toEqual([]);
    expect(columns(frame)).toEqual({
      Team: ['payments', '(no team)'],
      'Change lead time': [2 * day, 3600],
      'Change lead time · level 2024': ['high', null],
      'Change lead time · n': ['40', '2'],
      'Change fail rate': [0.075, null],
      'Change fail rate · level 2024': ['high', null],
      'Change fail rate · n': ['3/40', '0/0'],
    });
    expect(frame.refId).toBe('A');
    expect(frame.length).toBe(2);
    expect(frame.meta?.preferredVisualisationType).toBe('table');
  });

  it('show only values as numbers, so that a stat panel shows them and nothing else', () => {
    const [frame] = framesOf({}, [{ value: 60, n: 9, level: 'elite', target: 3600 }]);
    expect(frame.fields.filter(({ type }) => type === 'number').map(({ name }) => name)).toEqual(['Change lead time']);
  });

  it.each<[string, Partial<MetricsQuery>, Partial<MetricRow>, string]>([
    ['a duration', {}, { value: 2 * day }, '2.0 days'],
    ['a share', { metrics: ['changeFailRate'] }, { metric: 'changeFailRate', value: 0.075 }, '7.5%'],
    // 3 in 7 days = 0.428… a day
    ['a frequency', {}, { value: 3 / 7 }, '0.43 per day'],
    ['a frequency per week', { frequencyDisplay: 'perWeek' }, { value: 3 / 7 }, '3.0 per week'],
    // 0.5 a day × 365.2425 / 12 = 15.22
    ['a frequency per month', { frequencyDisplay: 'perMonth' }, { value: 0.5 }, '15.2 per month'],
    // Already in days per week: not multiplied again.
    [
      'deployment days',
      { frequencyDisplay: 'deploymentDaysPerWeek' },
      { value: 2.5, unit: 'daysPerWeek' },
      '2.5 days per week',
    ],
  ])('write %s in its unit', (name, query, row, text) => {
    const isFrequency = /frequency|days/.test(name);
    const metrics = isFrequency ? { metrics: ['deploymentFrequency' as const] } : {};
    const [frame] = framesOf({ ...metrics, ...query }, [
      { ...(isFrequency && { metric: 'deploymentFrequency' }), ...row },
    ]);
    const [value] = frame.fields.filter(({ type }) => type === 'number');
    expect(readText(frame, value.name)).toBe(text);
  });

  it('give counts, interval and what was left out when asked', () => {
    const [frame] = framesOf({ metrics: ['changeFailRate'], showIntervals: true }, [
      { metric: 'changeFailRate', value: 0.25, n: 8, k: 2, low: 0.07, high: 0.59, unknown: 1, level: 'low' },
    ]);
    expect(columns(frame)).toEqual({
      'Change fail rate': [0.25],
      'Change fail rate · level 2024': ['low'],
      'Change fail rate · low': [0.07],
      'Change fail rate · high': [0.59],
      'Change fail rate · n': [8],
      'Change fail rate · k': [2],
      'Change fail rate · open': [0],
      'Change fail rate · unknown': [1],
      'Change fail rate · approximate': [0],
    });
  });

  it('count nothing of what is not read: not even zero', () => {
    const row = { metric: 'changeFailRate', group: { team: 'Web' }, n: 0, k: 0, incomplete: true } as const;
    const read = { ...row, group: { team: 'Pay' }, value: 0.25, n: 8, k: 2 };
    const query = { metrics: ['changeFailRate'], groupBy: ['team'] } as const;
    expect(columns(framesOf(query, [read, row])[0])).toMatchObject({ 'Change fail rate · n': ['2/8', null] });
    expect(columns(framesOf({ ...query, showIntervals: true }, [read, row])[0])).toMatchObject({
      'Change fail rate · n': [8, null],
      'Change fail rate · k': [2, null],
      'Change fail rate · open': [0, null],
    });
    expect(columns(framesOf({ ...query, tableLayout: 'rows' }, [read, row])[0])).toMatchObject({
      Observations: ['2/8', null],
      Open: [0, null],
      Unknown: [0, null],
      Approximate: [0, null],
    });
    // Of what is read, zero is zero.
    expect(columns(framesOf(query, [{ ...row, incomplete: false }])[0])).toMatchObject({
      'Change fail rate · n': ['0/0'],
    });
  });

  it('name what they are compared with, and keep "nothing there" apart from zero', () => {
    const row = { value: 60, n: 6, previous: { value: null, n: 0, period: weekBefore } };
    expect(columns(framesOf({ comparison: 'previousPeriod' }, [row])[0])).toMatchObject({
      'Change lead time · previous period': [null],
    });
    expect(columns(framesOf({ comparison: 'previousYear' }, [row])[0])).toHaveProperty(
      'Change lead time · a year before'
    );
    expect(columns(framesOf({ comparison: 'date', comparisonDate: '2026-01-01' }, [row])[0])).toHaveProperty(
      'Change lead time · before 2026-01-01'
    );
  });

  it('give Quick Check scores for 2025, which has no levels', () => {
    const [frame] = framesOf({ benchmarkYear: 2025 }, [{ value: 60, n: 9, score: 7.5 }]);
    expect(columns(frame)).toHaveProperty('Change lead time · score 2025', [7.5]);
    expect(Object.keys(columns(frame))).not.toContain('Change lead time · level 2025');
  });

  it('have headers that wrap, because names are longer than values', () => {
    const [frame] = framesOf({ metrics: ['failedDeploymentRecoveryTime'], groupBy: ['team'] }, [
      { metric: 'failedDeploymentRecoveryTime', group: { team: 'payments' }, value: day, n: 7, level: 'high' },
    ]);
    expect(frame.fields.map(({ config }) => config.custom?.wrapHeaderText)).toEqual([true, true, true, true]);
  });

  it('write a level in its colour and a team target in its unit', () => {
    const [frame] = framesOf({}, [{ value: 60, n: 9, level: 'elite', target: 4 * 3600 }]);
    expect(readText(frame, 'Change lead time · level 2024')).toBe('Elite');
    expect(columns(frame)['Change lead time · target']).toEqual(['4.0 hours']);
  });
});

describe('metrics over time', () => {
  const rolling = { interval: 'week', windowDays: 90 } as const;

  it('are a frame per metric and group, in time order, null where nothing is known', () => {
    const frames = framesOf({ ...rolling, groupBy: ['team'] }, [
      { group: { team: 'payments' }, time: monday + week, value: null },
      { group: { team: 'web' }, time: monday, value: 10, n: 5 },
      { group: { team: 'payments' }, time: monday, value: 60, n: 9 },
    ]);
    expect(frames.map(({ name }) => name)).toEqual(['payments', 'web']);
    const [payments] = frames;
    expect(payments.fields.map(({ values }) => values)).toEqual([
      [monday, monday + week],
      [60, null],
    ]);
    expect(payments.fields[1].labels).toEqual({ team: 'payments' });
    expect(payments.fields[1].config.displayNameFromDS).toBe('payments');
    expect(payments.meta).toMatchObject({ type: 'timeseries-multi', preferredVisualisationType: 'graph' });
  });

  it('colour by the limits of the year, in the unit shown', () => {
    const [frame] = framesOf({ ...rolling, metrics: ['deploymentFrequency'], frequencyDisplay: 'perWeek' }, [
      { metric: 'deploymentFrequency', time: monday, value: 1, n: 90, level: 'high' },
    ]);
    // DORA 2024: low below once a month, medium from there, high from once a week, elite above once a day.
    const steps = frame.fields[1].config.thresholds?.steps ?? [];
    expect(steps.map(({ color }) => color)).toEqual([
      levelColours.low,
      levelColours.medium,
      levelColours.high,
      levelColours.elite,
    ]);
    expect(steps[0].value).toBe(Number.NEGATIVE_INFINITY);
    expect(steps[2].value).toBeCloseTo(1, 10);
    expect(steps[3].value).toBeCloseTo(7, 10);
  });

  it.each<[string, Partial<MetricRow>]>([
    ['fewer than five observations', { value: 1, n: 3, level: null }],
    ['no value at all', { value: null, n: 0, level: null }],
  ])('have no colour of a level with %s', (_, row) => {
    const [frame] = framesOf(rolling, [{ time: monday, ...row }]);
    expect(frame.fields[1].config.thresholds?.steps.map(({ color }) => color)).toEqual(['text']);
  });

  it('draw the comparison and the interval as series of their own', () => {
    const frames = framesOf({ ...rolling, comparison: 'previousPeriod', showIntervals: true }, [
      { time: monday, value: 60, n: 9, low: 50, high: 80, previous: { value: 70, n: 7, period: weekBefore } },
    ]);
    expect(frames.map(({ name, fields }) => [name, fields[1].values[0]])).toEqual([
      ['Change lead time', 60],
      ['Change lead time (previous period)', 70],
      ['Change lead time low', 50],
      ['Change lead time high', 80],
    ]);
    expect(frames[3].fields[1].config.custom.fillBelowTo).toBe('Change lead time low');
  });
});

describe('metrics without any row', () => {
  it.each<[string, Partial<MetricsQuery>, string[]]>([
    [
      'a table',
      { groupBy: ['team'] },
      ['Team', 'Change lead time', 'Change lead time · level 2024', 'Change lead time · n'],
    ],
    ['series', { groupBy: ['team'], interval: 'week' }, ['Time', 'Value']],
  ])('are %s with typed fields and a notice that says why', (_, query, names) => {
    const [frame] = framesOf(query, []);
    expect(frame.length).toBe(0);
    expect(frame.fields.map(({ name }) => name)).toEqual(names);
    expect(frame.meta?.notices?.map(({ text }) => text)).toEqual([expect.stringContaining('nothing to group by')]);
  });
});
