import { createTheme, DataFrame, formattedValueToString, getDisplayProcessor } from '@grafana/data';
import { Lane, MetricRow } from '../engine';
import { complete } from '../engine/testing/complete';
import { MetricsQuery, plainQuery } from '../query';
import { levelColours } from '.';
import { toFrames } from './testing/toFrames';
import { neutralColour } from './stateColours';
import { laneFrame } from './stateFrames';
import { context, day, metricsAnswer, monday } from './testing/rows';

const week = 7 * day * 1000;

/** What a lane shows, row by row: word and colour; null: nothing. */
function shown(frame: DataFrame, index: number): ReadonlyArray<[string, string | undefined] | null> {
  const field = frame.fields[index];
  const display = getDisplayProcessor({ field, theme: createTheme() });
  return field.values.map((value: unknown) => {
    const read = display(value);
    return value === null ? null : [formattedValueToString(read), read.color];
  });
}

describe('lanes', () => {
  const lanes: readonly Lane[] = [
    {
      group: { service: 'app' },
      spells: [
        { from: 0, to: 10, state: 'quiet' },
        { from: 10, to: 40, state: 'open' },
      ],
    },
    {
      group: { service: null },
      spells: [
        { from: 0, to: 20, state: null },
        { from: 20, to: 40, state: 'acknowledged' },
      ],
    },
  ];
  const frame = laneFrame('incidents', lanes);

  it('share their times, carry on what does not change, and end', () => {
    expect(frame.fields.map(({ name, values }) => [name, values])).toEqual([
      ['Time', [0, 10, 20, 40]],
      ['app', ['quiet', 'open', 'open', null]],
      ['(no service)', [null, null, 'acknowledged', null]],
    ]);
  });

  it('say every state by a word beside its colour', () => {
    expect(shown(frame, 1)).toEqual([
      ['No open incident', neutralColour],
      ['Open', levelColours.low],
      ['Open', levelColours.low],
      null,
    ]);
  });
});

describe('levels over time', () => {
  const query: MetricsQuery = {
    ...plainQuery('metrics'),
    metrics: ['changeLeadTime', 'deploymentReworkRate'],
    interval: 'week',
    shape: 'levels',
  };
  const row = (time: number, given: Partial<MetricRow>) => ({
    time,
    period: { from: time, to: time + week },
    ...given,
  });
  const framesOf = (given: Partial<MetricsQuery>, rows: Array<Partial<MetricRow>>) =>
    toFrames({
      refId: 'A',
      query: { ...query, ...given },
      progress: complete(metricsAnswer(rows)),
      context,
      benchmarkYear: 2024,
    });
  const rows = [
    row(monday, { value: 60, n: 9, level: 'elite' }),
    row(monday + week, { value: 60, n: 3, level: null }),
    row(monday + 2 * week, { value: null, n: 0, level: null }),
  ];

  it('name the level, or that there are too few to have one, and leave a gap without a value', () => {
    const [frame] = framesOf({}, rows);
    expect(frame.fields[0].values).toEqual([monday, monday + week, monday + 2 * week, monday + 3 * week]);
    expect(shown(frame, 1).map((state) => state?.[0] ?? null)).toEqual([
      'Elite',
      'Too few to have a level',
      null,
      null,
    ]);
  });

  it('say which metrics have no levels in the year', () => {
    const [frame] = framesOf({}, rows);
    expect(frame.fields).toHaveLength(2);
    expect(frame.meta?.notices?.map(({ text }) => text)).toEqual([
      'The report of 2024 has no levels for deployment rework rate.',
    ]);
    const [none] = framesOf({ benchmarkYear: 2025 }, rows);
    expect(none.meta?.notices?.map(({ text }) => text)).toEqual([
      expect.stringContaining('2025 has no levels for what'),
    ]);
  });

  it('stand over the interval that a rolling window ends with', () => {
    // Windows that end on the second and third Monday; the time range begins on the first.
    const rolling = [monday + week, monday + 2 * week].map((end) => ({
      time: end,
      period: { from: end - 90 * day * 1000, to: end },
      value: 60,
      n: 9,
      level: 'elite' as const,
    }));
    const [frame] = framesOf({ windowDays: 90 }, rolling);
    expect(frame.fields[0].values).toEqual([monday, monday + week, monday + 2 * week]);
    expect(frame.fields[1].values).toEqual(['elite', 'elite', null]);
  });
});
