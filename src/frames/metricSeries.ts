import { DataFrame, DataFrameType, Field, FieldConfig, FieldType, Labels } from '@grafana/data';
import { Group, MetricRow } from '../engine';
import { Instant } from '../events';
import { BenchmarkYear, MetricName, Slices } from '../metrics';
import { MetricsQuery } from '../query';
import { comparisonName } from './comparison';
import { byGroup, groupText, seriesName } from './groups';
import { noLevels, thresholdsOf } from './levelColours';
import { displayOf, MetricDisplay, shownValue, withoutValue } from './metricDisplay';

/** The values of one metric and group, or what they are compared with, or a bound of their interval. */
interface Series {
  /** Of the metric; the same for every group. */
  readonly title: string;
  /** What a legend calls it; no other series of the query is called so. */
  readonly name: string;
  readonly labels: Labels;
  readonly config: FieldConfig;
  readonly points: ReadonlyArray<{ readonly time: Instant | null; readonly value: number | null }>;
}

/**
 * Values over time: a frame per metric and group, in the order of the query's metrics. A point without data, or not
 * fetched yet, is null, so that the line has a gap there. A group is a step.
 */
export function* metricSeries(
  query: MetricsQuery,
  rows: readonly MetricRow[],
  year: BenchmarkYear,
  isComplete: boolean
): Slices<DataFrame[]> {
  return (yield* seriesOf(query, rows, year, isComplete)).map(multiFrame);
}

/** Typed and empty, for when there is not even a group. */
export function emptySeries(query: MetricsQuery, year: BenchmarkYear): DataFrame[] {
  return query.metrics.flatMap((metric) =>
    seriesOfGroup(metric, {}, [], { ...query, groupBy: [] }, year, true)
      .slice(0, 1)
      .map(multiFrame)
  );
}

/**
 * The same series as fields of one frame, which share its times; without an interval one row without a time. Stat and bar
 * gauge panels show every field of it, a table a column for each. A group is a step.
 */
export function* wideFrame(
  query: MetricsQuery,
  rows: readonly MetricRow[],
  year: BenchmarkYear,
  isComplete: boolean
): Slices<DataFrame> {
  const series = yield* seriesOf(query, rows, year, isComplete);
  const times = [...new Set(series.flatMap(({ points }) => points.map(({ time }) => time)))].sort(
    (a, b) => (a ?? 0) - (b ?? 0)
  );
  const isOverTime = query.interval !== 'none';
  const fields = series.map(({ title, name, labels, config, points }): Field => {
    const values = new Map(points.map(({ time, value }) => [time, value]));
    return {
      name: title,
      type: FieldType.number,
      labels,
      config: { ...config, displayNameFromDS: name },
      values: times.map((time) => values.get(time) ?? null),
    };
  });
  return {
    name: 'DORA metrics',
    length: times.length,
    fields: isOverTime ? [{ name: 'Time', type: FieldType.time, config: {}, values: times }, ...fields] : fields,
    meta: {
      type: isOverTime ? DataFrameType.TimeSeriesWide : DataFrameType.NumericWide,
      typeVersion: [0, 1],
      preferredVisualisationType: isOverTime ? 'graph' : 'table',
    },
  };
}

function* seriesOf(
  query: MetricsQuery,
  rows: readonly MetricRow[],
  year: BenchmarkYear,
  isComplete: boolean
): Slices<readonly Series[]> {
  const series: Series[] = [];
  for (const metric of query.metrics) {
    const own = byGroup(rows.filter((row) => row.metric === metric));
    yield;
    const groups = own.length > 0 ? own : query.groupBy.length === 0 ? [{ group: {}, rows: [] }] : [];
    for (const { group, rows: points } of groups) {
      series.push(...seriesOfGroup(metric, group, inOrder(points), query, year, isComplete));
      yield;
    }
  }
  return series;
}

function seriesOfGroup(
  metric: MetricName,
  group: Group,
  rows: readonly MetricRow[],
  query: MetricsQuery,
  year: BenchmarkYear,
  isComplete: boolean
): readonly Series[] {
  const display = displayOf(metric, query);
  const name = seriesName(query, display.title, group);
  const labels: Labels = Object.fromEntries(query.groupBy.map((key) => [key, groupText(group, key)]));
  const noValue = withoutValue(rows, isComplete);
  const series = (suffix: string, config: FieldConfig, read: (row: MetricRow) => number | null): Series => ({
    title: display.title + suffix,
    name: name + suffix,
    labels,
    config: { noValue, ...display.config, ...config },
    points: rows.map((row) => ({ time: row.time, value: shownValue(read(row), display) })),
  });

  const all = [series('', { thresholds: thresholds(metric, rows, year, display) }, (row) => row.value)];
  if (query.comparison !== 'none') {
    const dashed = { lineStyle: { fill: 'dash', dash: [6, 6] }, lineWidth: 1 };
    all.push(series(` (${comparisonName(query)})`, { custom: dashed }, (row) => row.previous?.value ?? null));
  }
  if (query.showIntervals) {
    // A band: the upper bound is filled down to the lower one; neither needs a place in the legend.
    const bound = { lineWidth: 0, showPoints: 'never', hideFrom: { legend: true, tooltip: false, viz: false } };
    all.push(
      series(' low', { custom: bound }, (row) => row.low),
      series(' high', { custom: { ...bound, fillBelowTo: `${name} low`, fillOpacity: 12 } }, (row) => row.high)
    );
  }
  return all;
}

function multiFrame({ name, labels, config, points: all }: Series): DataFrame {
  // Where there is nothing but gaps there are no points: a stat would make a change of "0%" out of them.
  const points = all.every(({ value }) => value === null) ? [] : all;
  return {
    name,
    length: points.length,
    fields: [
      { name: 'Time', type: FieldType.time, config: {}, values: points.map(({ time }) => time) },
      {
        name: 'Value',
        type: FieldType.number,
        labels,
        config: { ...config, displayNameFromDS: name },
        values: points.map(({ value }) => value),
      },
    ],
    meta: { type: DataFrameType.TimeSeriesMulti, typeVersion: [0, 1], preferredVisualisationType: 'graph' },
  };
}

/** A panel colours a series by its last value: below five observations that one has no level and no colour. */
function thresholds(metric: MetricName, rows: readonly MetricRow[], year: BenchmarkYear, display: MetricDisplay) {
  const last = [...rows].reverse().find((row) => row.value !== null);
  return display.hasThresholds && last !== undefined && last.level !== null
    ? thresholdsOf(metric, year, display.factor)
    : noLevels();
}

function inOrder(rows: readonly MetricRow[]): readonly MetricRow[] {
  return [...rows].sort((a, b) => (a.time ?? 0) - (b.time ?? 0));
}
