import { DataFrame, DataFrameType, Field, FieldType } from '@grafana/data';
import { MetricRow } from '../engine';
import { BenchmarkYear } from '../metrics';
import { MetricsQuery } from '../query';
import { byGroup, groupText, groupTitles } from './groups';
import { metricFields } from './metricTable';

/**
 * A row for each time and group, a column for each metric: for tables, SQL expressions and transformations. The groups are
 * the only texts, so that Grafana can turn it into series by itself.
 */
export function longFrame(query: MetricsQuery, rows: readonly MetricRow[], year: BenchmarkYear): DataFrame {
  const times = [...new Set(rows.map(({ time }) => time))].sort((a, b) => (a ?? 0) - (b ?? 0));
  const groups = byGroup(rows);
  const lines = times.flatMap((time) =>
    groups.map(({ group, rows: own }) => ({ time, group, cells: own.filter((row) => row.time === time) }))
  );
  const fields: Field[] = [
    { name: 'Time', type: FieldType.time, config: {}, values: lines.map(({ time }) => time) },
    ...query.groupBy.map((key): Field => ({
      name: groupTitles[key],
      type: FieldType.string,
      config: {},
      values: lines.map(({ group }) => groupText(group, key)),
    })),
    ...query.metrics.flatMap((metric) => {
      const cells = lines.map((line) => line.cells.find((row) => row.metric === metric) ?? null);
      return metricFields(metric, query, cells, year).filter(({ type }) => type === FieldType.number);
    }),
  ];
  return {
    name: 'DORA metrics',
    length: lines.length,
    fields,
    meta: { type: DataFrameType.TimeSeriesLong, typeVersion: [0, 1], preferredVisualisationType: 'table' },
  };
}
