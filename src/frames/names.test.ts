import { createTheme, DataFrame, FieldType, getFieldDisplayName, getFieldDisplayValues } from '@grafana/data';
import { MetricRow } from '../engine';
import { complete } from '../engine/testing/complete';
import { MetricsQuery, plainQuery } from '../query';
import { toFrames } from './testing/toFrames';
import { context, day, metricsAnswer, monday, weekBefore } from './testing/rows';

const week = 7 * day * 1000;
const rolling = { interval: 'week', windowDays: 90 } as const;

function framesOf(query: Partial<MetricsQuery>, rows: ReadonlyArray<Partial<MetricRow>>): DataFrame[] {
  const full: MetricsQuery = { ...plainQuery('metrics'), ...query };
  return toFrames({ refId: 'A', query: full, progress: complete(metricsAnswer(rows)), context, benchmarkYear: 2024 });
}

/** As a legend, a tooltip or a table's header writes them. */
function namesOf(frames: DataFrame[]): string[] {
  return frames.flatMap((frame) =>
    frame.fields
      .filter(({ type }) => type === FieldType.number)
      .map((field) => getFieldDisplayName(field, frame, frames))
  );
}

/** What a stat or a bar gauge shows as it comes out of the box: the title and text of each. */
function shownBy(frames: DataFrame[]): string[] {
  return getFieldDisplayValues({
    data: frames,
    reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
    fieldConfig: { defaults: {}, overrides: [] },
    replaceVariables: (value) => value,
    theme: createTheme(),
  }).map(({ display: { title, text, suffix } }) => `${title}: ${text}${suffix ?? ''}`);
}

const leadTime = { metric: 'changeLeadTime', unit: 's', value: 2 * day, n: 9, level: 'high' } as const;
const failRate = { metric: 'changeFailRate', unit: 'ratio', value: 0.075, n: 40, k: 3, level: 'high' } as const;
const [payments, web] = [{ team: 'payments' }, { team: 'web' }];

describe('a legend', () => {
  const both = ['changeLeadTime', 'changeFailRate'] as const;

  it.each<[string, Partial<MetricsQuery>, Array<Partial<MetricRow>>, string[]]>([
    ['the metric, where there is one of everything', { metrics: ['changeLeadTime'] }, [leadTime], ['Change lead time']],
    ['the metrics of one group', { metrics: both }, [leadTime, failRate], ['Change lead time', 'Change fail rate']],
    [
      'the groups of one metric',
      { metrics: ['changeLeadTime'], groupBy: ['team'] },
      [
        { ...leadTime, group: payments },
        { ...leadTime, group: web },
        { ...leadTime, group: { team: null } },
      ],
      ['payments', 'web', '(no team)'],
    ],
    [
      'both, where there are several of both',
      { metrics: both, groupBy: ['team'] },
      [
        { ...leadTime, group: payments },
        { ...leadTime, group: web },
        { ...failRate, group: payments },
        { ...failRate, group: web },
      ],
      [
        'payments · Change lead time',
        'web · Change lead time',
        'payments · Change fail rate',
        'web · Change fail rate',
      ],
    ],
    [
      'groups of several keys',
      { metrics: ['changeLeadTime'], groupBy: ['team', 'environment'] },
      [{ ...leadTime, group: { team: 'web', environment: 'live' } }],
      ['web · live'],
    ],
    [
      'what a value is compared with, and the bounds of its interval',
      {
        metrics: ['changeLeadTime'],
        groupBy: ['team'],
        comparison: 'date',
        comparisonDate: '2025-03-31',
        showIntervals: true,
      },
      [{ ...leadTime, group: web, low: 1, high: 2, previous: { value: 3, n: 9, period: weekBefore } }],
      ['web', 'web (before 2025-03-31)', 'web low', 'web high'],
    ],
  ])('names %s, whether in several frames or in one', (_, query, rows, names) => {
    const timed = rows.map((row) => ({ ...row, time: monday }));
    expect(namesOf(framesOf({ ...rolling, ...query }, timed))).toEqual(names);
    expect(namesOf(framesOf({ ...rolling, ...query, shape: 'wide' }, timed))).toEqual(names);
  });

  it('can still be made of the labels', () => {
    const [frame] = framesOf({ ...rolling, metrics: ['changeLeadTime'], groupBy: ['team'] }, [
      { ...leadTime, group: web, time: monday },
    ]);
    expect(frame.fields[1].labels).toEqual({ team: 'web' });
  });
});

describe('a stat or a bar gauge shows, as it comes out of the box', () => {
  const query: Partial<MetricsQuery> = { metrics: ['changeLeadTime'], groupBy: ['team'] };
  const rows = [
    { ...leadTime, group: payments },
    { ...leadTime, group: web, value: 3600 },
  ];

  it('every group of a wide answer', () => {
    expect(shownBy(framesOf({ ...query, shape: 'wide' }, rows))).toEqual(['payments: 2.0 days', 'web: 1.0 hour']);
  });

  it('every group over time by its last value', () => {
    const timed = rows.flatMap((row) => [
      { ...row, time: monday, value: 60 },
      { ...row, time: monday + week },
    ]);
    expect(shownBy(framesOf({ ...query, ...rolling }, timed))).toEqual(['payments: 2.0 days', 'web: 1.0 hour']);
    expect(shownBy(framesOf({ ...query, ...rolling, shape: 'wide' }, timed))).toEqual([
      'payments: 2.0 days',
      'web: 1.0 hour',
    ]);
  });

  it('each metric of a table without groups, and nothing else', () => {
    expect(shownBy(framesOf({ metrics: ['changeLeadTime', 'changeFailRate'] }, [leadTime, failRate]))).toEqual([
      'Change lead time: 2.0 days',
      'Change fail rate: 7.5%',
    ]);
  });

  it.each(['plain', 'wide'] as const)(
    'that there is none, or that it is not read yet, where there is no value: %s',
    (shape) => {
      const nothing = { ...leadTime, value: null, n: 0, level: null };
      const single = { metrics: ['changeLeadTime'], shape } as const;
      expect(shownBy(framesOf(single, [nothing]))).toEqual(['Change lead time: No data']);
      expect(shownBy(framesOf(single, [{ ...nothing, incomplete: true }]))).toEqual([
        'Change lead time: Could not be read',
      ]);
    }
  );
});
