import { DataFrame, Field, FieldConfig, FieldType } from '@grafana/data';
import { MetricRow } from '../engine';
import { BenchmarkYear } from '../metrics';
import { MetricsQuery } from '../query';
import { say } from '../words';
import { comparisonName } from './comparison';
import { groupText, groupTitles } from './groups';
import { levelConfig } from './levelColours';
import { capitalised, countOf, countText, displayOf, shownValue, written } from './metricDisplay';

/** What the column of the values is called. */
export const resultName = 'Result';

/**
 * One value for the whole range, a row per metric and group: for reading, with everything needed to believe a number
 * beside it. The units differ from row to row, so values are text.
 */
export function metricList(query: MetricsQuery, rows: readonly MetricRow[], year: BenchmarkYear): DataFrame {
  const inUnit = (row: MetricRow, value: number | null) => {
    const display = displayOf(row.metric, query);
    return written(shownValue(value, display), display.config);
  };
  const text = (name: string, read: (row: MetricRow) => string | null, config: FieldConfig = {}): Field => ({
    name,
    type: FieldType.string,
    config,
    values: rows.map(read),
  });
  const count = (name: string, description: string, read: (row: MetricRow) => number): Field => ({
    name,
    type: FieldType.number,
    config: { decimals: 0, description },
    values: rows.map(countOf(read)),
  });
  const right: FieldConfig = { custom: { align: 'right' } };
  const fields: Field[] = [
    ...query.groupBy.map((key) => text(groupTitles[key], (row) => groupText(row.group, key))),
    text('Metric', (row) => displayOf(row.metric, query).title),
    text(resultName, (row) => inUnit(row, row.value), right),
  ];
  if (year === 2025) {
    fields.push(text('Score 2025', (row) => row.score?.toFixed(1) ?? null, right));
  } else {
    fields.push(text(`Level ${year}`, (row) => row.level, levelConfig()));
  }
  if (query.comparison !== 'none') {
    fields.push(text(capitalised(comparisonName(query)), (row) => inUnit(row, row.previous?.value ?? null), right));
  }
  if (query.showIntervals) {
    const interval = (row: MetricRow) => {
      const [low, high] = [inUnit(row, row.low), inUnit(row, row.high)];
      return low === null || high === null ? null : `${low} to ${high}`;
    };
    fields.push(text('95 % interval', interval, right));
  }
  fields.push(text('Observations', countText, right));
  if (rows.some((row) => row.target !== null)) {
    fields.push(text('Target', (row) => inUnit(row, row.target), right));
  }
  fields.push(
    count(
      'Open',
      say(
        'frames.metricList.notDeployedRecoveredOrResolved',
        'Not deployed, recovered or resolved yet: counted beside the value, never in it'
      ),
      (row) => row.open
    ),
    count(
      'Unknown',
      say(
        'frames.metricList.leftOutBecauseItCannot',
        'Left out because it cannot be known, such as what a first deployment delivered'
      ),
      (row) => row.unknown
    ),
    count(
      'Approximate',
      say(
        'frames.metricList.decidedByTheMergeTime',
        'Decided by the merge time because the commit graph did not reach'
      ),
      (row) => row.approximate
    )
  );
  return { name: 'DORA metrics', length: rows.length, fields, meta: { preferredVisualisationType: 'table' } };
}
