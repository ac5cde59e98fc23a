import { DataFrame, DataFrameType, FieldConfig, FieldType, Labels } from '@grafana/data';
import { Group, MetricRow } from '../engine';
import { BenchmarkYear, MetricName } from '../metrics';
import { MetricsQuery } from '../query';
import { say } from '../words';
import { comparisonName } from './comparison';
import { byGroup, groupName, groupText } from './groups';
import { noLevels, thresholdsOf } from './levelColours';
import { displayOf, MetricDisplay, shownValue } from './metricDisplay';

/**
 * Values over time: a frame per metric and group, in the order of the query's metrics. A point without data, or not
 * fetched yet, is null, so that the line has a gap there.
 */
export function metricSeries(
  query: MetricsQuery,
  rows: readonly MetricRow[],
  year: BenchmarkYear,
  isComplete: boolean
): DataFrame[] {
  return query.metrics.flatMap((metric) => {
    const own = byGroup(rows.filter((row) => row.metric === metric && row.time !== null));
    const groups = own.length > 0 ? own : query.groupBy.length === 0 ? [{ group: {}, rows: [] }] : [];
    return groups.flatMap(({ group, rows: points }) =>
      framesOf(metric, group, inOrder(points), query, year, isComplete)
    );
  });
}

/** Typed and empty, for when there is not even a group. */
export function emptySeries(query: MetricsQuery, year: BenchmarkYear): DataFrame[] {
  return query.metrics.flatMap((metric) => framesOf(metric, {}, [], { ...query, groupBy: [] }, year, true).slice(0, 1));
}

function framesOf(
  metric: MetricName,
  group: Group,
  rows: readonly MetricRow[],
  query: MetricsQuery,
  year: BenchmarkYear,
  isComplete: boolean
): DataFrame[] {
  const display = displayOf(metric, query);
  const prefix = groupName(group, query.groupBy);
  const name = prefix === '' ? display.title : `${prefix} · ${display.title}`;
  const labels: Labels = Object.fromEntries(query.groupBy.map((key) => [key, groupText(group, key)]));
  const noValue = withoutValue(rows, isComplete);
  const series = (suffix: string, config: FieldConfig, read: (row: MetricRow) => number | null) =>
    seriesFrame(name + suffix, labels, rows, { noValue, ...display.config, ...config }, (row) =>
      shownValue(read(row), display)
    );

  const frames = [series('', { thresholds: thresholds(metric, rows, year, display) }, (row) => row.value)];
  if (query.comparison !== 'none') {
    const dashed = { lineStyle: { fill: 'dash', dash: [6, 6] }, lineWidth: 1 };
    frames.push(series(` (${comparisonName(query)})`, { custom: dashed }, (row) => row.previous?.value ?? null));
  }
  if (query.showIntervals) {
    // A band: the upper bound is filled down to the lower one; neither needs a place in the legend.
    const bound = { lineWidth: 0, showPoints: 'never', hideFrom: { legend: true, tooltip: false, viz: false } };
    frames.push(
      series(' low', { custom: bound }, (row) => row.low),
      series(' high', { custom: { ...bound, fillBelowTo: `${name} low`, fillOpacity: 12 } }, (row) => row.high)
    );
  }
  return frames;
}

function seriesFrame(
  name: string,
  labels: Labels,
  rows: readonly MetricRow[],
  config: FieldConfig,
  read: (row: MetricRow) => number | null
): DataFrame {
  const values = rows.map(read);
  // Where there is nothing but gaps there are no points: a stat would make a change of "0%" out of them.
  const points = values.every((value) => value === null) ? [] : rows;
  return {
    name,
    length: points.length,
    fields: [
      { name: 'Time', type: FieldType.time, config: {}, values: points.map((row) => row.time) },
      {
        name: 'Value',
        type: FieldType.number,
        labels,
        config: { ...config, displayNameFromDS: name },
        values: points.length === 0 ? [] : values,
      },
    ],
    meta: { type: DataFrameType.TimeSeriesMulti, typeVersion: [0, 1], preferredVisualisationType: 'graph' },
  };
}

/** What a stat shows for a series without a value: its change alone, "0%", would read like a value. */
function withoutValue(rows: readonly MetricRow[], isComplete: boolean): string {
  const isUnread = rows.some(({ incomplete }) => incomplete);
  if (!isUnread) {
    return say('frames.series.noData', 'No data');
  }
  return isComplete ? say('frames.series.unread', 'Could not be read') : say('frames.series.notYet', 'Not read yet');
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
