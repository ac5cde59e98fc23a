import { DataFrame, Field, FieldConfig, FieldType } from '@grafana/data';
import { SensitivityRow } from '../engine';
import { metricUnit } from '../metrics';
import { SensitivityQuery } from '../query';
import { say } from '../words';
import { groupText, groupTitles } from './groups';
import { countText, displayOf, MetricDisplay, shownValue } from './metricDisplay';

/** One metric under every choice: a row per group and variant, the number as asked first. */
export function sensitivityFrame(query: SensitivityQuery, rows: readonly SensitivityRow[]): DataFrame {
  const display = displayOf(query.metric, { frequencyDisplay: 'perDay' });
  const text = (name: string, read: (row: SensitivityRow) => string | null, config: FieldConfig = {}): Field => ({
    name,
    type: FieldType.string,
    config,
    values: rows.map(read),
  });
  const inUnit = (name: string, read: (row: SensitivityRow) => number | null): Field => ({
    name,
    type: FieldType.number,
    config: display.config,
    values: rows.map((row) => shownValue(read(row), display)),
  });
  const fields: Field[] = [
    ...query.groupBy.map((key) => text(groupTitles[key], (row) => groupText(row.group, key))),
    text('What is different', (row) => row.label),
    inUnit(display.title, (row) => row.value),
    differences(query, rows, display),
    text('Observations', countText, { custom: { align: 'right' } }),
    inUnit('Low', (row) => row.low),
    inUnit('High', (row) => row.high),
  ];
  return {
    name: 'Sensitivity',
    length: rows.length,
    fields,
    meta: { preferredVisualisationType: 'table' },
  };
}

/** To the value as asked. Two percentages differ by points, not by percent; and a difference may be below zero. */
function differences({ metric }: SensitivityQuery, rows: readonly SensitivityRow[], display: MetricDisplay): Field {
  const isShare = metricUnit[metric] === 'ratio';
  const { min: _, ...config } = display.config;
  const description = isShare
    ? say('frames.sensitivity.points', 'To the value as asked, in percentage points')
    : say('frames.sensitivity.difference.description', 'To the value as asked');
  return {
    name: 'Difference',
    type: FieldType.number,
    config: { ...config, description, ...(isShare && { unit: 'suffix:pp' }) },
    values: rows.map(({ difference }) =>
      difference === null ? null : isShare ? difference * 100 : shownValue(difference, display)
    ),
  };
}
