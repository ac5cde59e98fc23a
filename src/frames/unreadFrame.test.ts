import { createTheme, DataFrame, DataTopic } from '@grafana/data';
import { MetricRow } from '../engine';
import { complete } from '../engine/testing/complete';
import { MetricsQuery, plainQuery } from '../query';
import { toFrames } from './testing/toFrames';
import { contrast } from './testing/contrast';
import { context, day, metricsAnswer, monday } from './testing/rows';
import { unreadColour } from './unreadFrame';

const week = 7 * day * 1000;
const weekly = { interval: 'week' } as const;
const rolling = { interval: 'week', windowDays: 90 } as const;

/** The row of a bucket, the n-th week from the first Monday. */
function bucket(index: number, given: Partial<MetricRow>): Partial<MetricRow> {
  const from = monday + index * week;
  return { time: from, period: { from, to: from + week }, ...given };
}

/** The row of a window that ends with the n-th week. */
function windowed(index: number, given: Partial<MetricRow>): Partial<MetricRow> {
  const to = monday + (index + 1) * week;
  return { time: to, period: { from: to - 90 * day * 1000, to }, ...given };
}

function framesOf(query: Partial<MetricsQuery>, rows: ReadonlyArray<Partial<MetricRow>>, isComplete = false) {
  const full: MetricsQuery = { ...plainQuery('metrics'), metrics: ['changeLeadTime'], ...query };
  const progress = complete(metricsAnswer(rows), { complete: isComplete });
  return toFrames({ refId: 'A', query: full, progress, context, benchmarkYear: 2024 });
}

const isUnread = (frame: DataFrame) => frame.meta?.dataTopic === DataTopic.Annotations;

/** Week numbers and text of each region. */
function regionsOf(frames: readonly DataFrame[]): ReadonlyArray<readonly [number, number, string]> {
  return frames.filter(isUnread).flatMap(({ fields, length }) => {
    const read = (name: string, index: number) => fields.find((field) => field.name === name)?.values[index];
    const weekOf = (at: number) => (at - monday) / week;
    return Array.from(
      { length },
      (_, index) => [weekOf(read('time', index)), weekOf(read('timeEnd', index)), read('text', index)] as const
    );
  });
}

const unread = { value: null, incomplete: true };
const read = { value: 60, n: 9 };
const notYet = 'Not read yet';
const inPart = 'Not read yet in full: the values here may still move';

describe('the regions of a series', () => {
  it('are none, and no frame, once everything is known', () => {
    expect(framesOf(weekly, [bucket(0, read), bucket(1, { value: null })], true).filter(isUnread)).toEqual([]);
    expect(framesOf(weekly, [], false).filter(isUnread)).toEqual([]);
  });

  it.each<[string, Partial<MetricsQuery>, ReadonlyArray<Partial<MetricRow>>, ReadonlyArray<[number, number, string]>]>([
    [
      'a stretch of buckets, in whatever order the rows are',
      weekly,
      [bucket(2, read), bucket(1, unread), bucket(0, unread)],
      [[0, 2, notYet]],
    ],
    [
      'two stretches with what is known between them',
      weekly,
      [bucket(0, unread), bucket(1, read), bucket(2, unread)],
      [
        [0, 1, notYet],
        [2, 3, notYet],
      ],
    ],
    [
      'what one of several groups lacks',
      { ...weekly, groupBy: ['team'] },
      [
        bucket(0, { ...unread, group: { team: 'web' } }),
        bucket(0, { ...read, group: { team: 'pay' } }),
        bucket(1, { ...read, group: { team: 'web' } }),
        bucket(1, { ...read, group: { team: 'pay' } }),
      ],
      [[0, 1, inPart]],
    ],
    ['values that are estimates of a part', weekly, [bucket(0, { ...read, incomplete: true })], [[0, 1, inPart]]],
    // The point of a window stands at its end: its bucket reaches back to the point before, the first to the range.
    [
      'rolling windows, back to the point before',
      rolling,
      [windowed(0, unread), windowed(1, unread), windowed(2, read)],
      [[0, 2, notYet]],
    ],
    ['a rolling window in the middle', rolling, [windowed(0, read), windowed(1, unread)], [[1, 2, notYet]]],
  ])('mark %s', (_, query, rows, regions) => {
    expect(regionsOf(framesOf(query, rows))).toEqual(regions);
  });

  it('say that it could not be read once nothing more comes', () => {
    expect(regionsOf(framesOf(weekly, [bucket(0, unread), bucket(1, read)], true))).toEqual([
      [0, 1, 'Could not be read'],
    ]);
    expect(regionsOf(framesOf(weekly, [bucket(0, { ...read, incomplete: true })], true))).toEqual([
      [0, 1, "Could not be read in full: the panel's notices say what is missing"],
    ]);
  });

  it('are one frame of annotations after the series, with what Grafana needs to draw a region', () => {
    const frames = framesOf(weekly, [bucket(0, unread), bucket(1, read)]);
    expect(frames.map(isUnread)).toEqual([false, true]);
    expect(frames[1].refId).toBe('A');
    expect(frames[1].fields.map(({ name, type, values }) => [name, type, values])).toEqual([
      ['time', 'time', [monday]],
      ['timeEnd', 'time', [monday + week]],
      ['isRegion', 'boolean', [true]],
      ['color', 'string', [unreadColour]],
      ['text', 'string', [notYet]],
    ]);
  });

  it('are not drawn over a table', () => {
    expect(framesOf({}, [{ time: null, ...unread }]).filter(isUnread)).toEqual([]);
  });

  // WCAG 2.1, 1.4.11: graphical objects need 3:1.
  it.each(['light', 'dark'] as const)('stand out on %s panels', (mode) => {
    const { background } = createTheme({ colors: { mode } }).colors;
    expect(contrast(unreadColour, background.primary)).toBeGreaterThanOrEqual(3);
  });
});

describe('a series without a value', () => {
  it.each<[string, boolean, Partial<MetricRow>, string]>([
    ['not read', false, unread, 'Not read yet'],
    ['not readable', true, unread, 'Could not be read'],
    ['read and without an event', true, { value: null }, 'No data'],
  ])('says so where it is %s', (_, isComplete, row, text) => {
    const [frame] = framesOf(weekly, [bucket(0, row)], isComplete);
    expect(frame.fields[1].config.noValue).toBe(text);
  });
});
