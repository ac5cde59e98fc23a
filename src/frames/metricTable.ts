import { DataFrame, DataFrameType, Field, FieldConfig, FieldType } from '@grafana/data';
import { MetricRow } from '../engine';
import { BenchmarkYear, levelThresholds, MetricName } from '../metrics';
import { MetricsQuery } from '../query';
import { comparisonName } from './comparison';
import { byGroup, groupText, groupTitles } from './groups';
import { levelConfig, noLevels, thresholdsOf } from './levelColours';
import { countOf, countText, displayOf, MetricDisplay, shownValue, withoutValue, written } from './metricDisplay';

/**
 * One value for the whole range: a row per group, columns per metric. The value columns are the only numbers unless
 * details are asked for, so that stat and bar gauge panels show just them; n stands beside them as text (`3/41`).
 */
export function metricTable(
  query: MetricsQuery,
  rows: readonly MetricRow[],
  year: BenchmarkYear,
  isComplete: boolean
): DataFrame {
  const groups = byGroup(rows);
  const fields: Field[] = query.groupBy.map((key) => ({
    name: groupTitles[key],
    type: FieldType.string,
    config: {},
    values: groups.map(({ group }) => groupText(group, key)),
  }));
  for (const metric of query.metrics) {
    const cells = groups.map((group) => group.rows.find((row) => row.metric === metric) ?? null);
    const [value, ...beside] = metricFields(metric, query, cells, year);
    // A single row is what stat panels show: they say why there is nothing.
    const own = rows.filter((row) => row.metric === metric);
    const noValue = groups.length === 1 ? { noValue: withoutValue(own, isComplete) } : {};
    fields.push({ ...value, config: { ...value.config, ...noValue } }, ...beside);
  }
  return {
    name: 'DORA metrics',
    length: groups.length,
    fields: fields.map(withWholeHeader),
    meta: { type: DataFrameType.NumericLong, typeVersion: [0, 1], preferredVisualisationType: 'table' },
  };
}

/** The names are longer than their values: `Failed deployment recovery time · level 2024`. */
function withWholeHeader(field: Field): Field {
  return { ...field, config: { ...field.config, custom: { ...field.config.custom, wrapHeaderText: true } } };
}

type Cell = MetricRow | null;

export function metricFields(
  metric: MetricName,
  query: MetricsQuery,
  cells: readonly Cell[],
  year: BenchmarkYear
): readonly Field[] {
  const display = displayOf(metric, query);
  const { title } = display;
  const number = (name: string, config: FieldConfig, read: (row: MetricRow) => number | null): Field => ({
    name: name === '' ? title : `${title} · ${name}`,
    type: FieldType.number,
    config,
    values: cells.map((row) => (row === null ? null : read(row))),
  });
  const text = (name: string, config: FieldConfig, read: (row: MetricRow) => string | null): Field => ({
    name: `${title} · ${name}`,
    type: FieldType.string,
    config,
    values: cells.map((row) => (row === null ? null : read(row))),
  });
  const inUnit = (read: (row: MetricRow) => number | null) => (row: MetricRow) => shownValue(read(row), display);
  const plain = display.config;
  const count: FieldConfig = { decimals: 0, min: 0 };

  const fields = [
    number(
      '',
      { ...plain, thresholds: thresholds(metric, cells, year, display) },
      inUnit((row) => row.value)
    ),
  ];
  if (query.comparison !== 'none') {
    fields.push(
      number(
        comparisonName(query),
        plain,
        inUnit((row) => row.previous?.value ?? null)
      )
    );
  }
  if (year === 2025) {
    fields.push(number('score 2025', { decimals: 1, min: 0, max: 10 }, (row) => row.score));
  } else if (levelThresholds(metric, year).length > 0) {
    fields.push(text(`level ${year}`, levelConfig(), (row) => row.level));
  }
  if (!query.showIntervals) {
    fields.push(text('n', atRight, countText));
    if (cells.some((row) => row !== null && row.target !== null)) {
      fields.push(text('target', atRight, (row) => written(shownValue(row.target, display), plain)));
    }
    return fields;
  }
  fields.push(
    number(
      'low',
      plain,
      inUnit((row) => row.low)
    ),
    number(
      'high',
      plain,
      inUnit((row) => row.high)
    ),
    number(
      'n',
      count,
      countOf((row) => row.n)
    )
  );
  const counts: ReadonlyArray<[string, (row: MetricRow) => number | null]> = [
    ['k', (row) => row.k],
    ['open', (row) => row.open],
    ['unknown', (row) => row.unknown],
    ['approximate', (row) => row.approximate],
  ];
  // What this metric does not have takes no column.
  const isKnown = (read: (row: MetricRow) => number | null) => cells.some((row) => row !== null && read(row) !== null);
  fields.push(
    ...counts.filter(([, read]) => isKnown(read)).map(([name, read]) => number(name, count, countOf(read))),
    ...(isKnown((row) => row.target)
      ? [
          number(
            'target',
            plain,
            inUnit((row) => row.target)
          ),
        ]
      : [])
  );
  return fields;
}

const atRight: FieldConfig = { custom: { align: 'right' } };

/** A column has one set of colours: with a single row that has no level there must be none. */
function thresholds(metric: MetricName, cells: readonly Cell[], year: BenchmarkYear, display: MetricDisplay) {
  const hasLevel = cells.length !== 1 || (cells[0] !== null && cells[0].level !== null);
  return hasLevel && display.hasThresholds ? thresholdsOf(metric, year, display.factor) : noLevels();
}
