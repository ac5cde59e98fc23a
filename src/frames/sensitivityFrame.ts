import { DataFrame, Field, FieldConfig, FieldType } from '@grafana/data';
import { SensitivityRow } from '../engine';
import { SensitivityQuery } from '../query';
import { say } from '../words';
import { groupText, groupTitles } from './groups';
import { countText, displayOf, shownValue } from './metricDisplay';

/** One metric under every choice: a row per group and variant, the number as asked first. */
export function sensitivityFrame(query: SensitivityQuery, rows: readonly SensitivityRow[]): DataFrame {
  const display = displayOf(query.metric, { frequencyDisplay: 'perDay' });
  const text = (name: string, read: (row: SensitivityRow) => string | null, config: FieldConfig = {}): Field => ({
    name,
    type: FieldType.string,
    config,
    values: rows.map(read),
  });
  const inUnit = (name: string, read: (row: SensitivityRow) => number | null, config: FieldConfig = {}): Field => ({
    name,
    type: FieldType.number,
    config: { ...display.config, ...config },
    values: rows.map((row) => shownValue(read(row), display)),
  });
  const fields: Field[] = [
    ...query.groupBy.map((key) => text(groupTitles[key], (row) => groupText(row.group, key))),
    text(say('frames.sensitivity.variant', 'What is different'), (row) => row.label),
    inUnit(display.title, (row) => row.value),
    inUnit(
      say('frames.sensitivity.difference', 'Difference'),
      (row) => row.difference,
      // A difference may be below zero.
      { min: undefined, description: say('frames.sensitivity.difference.description', 'To the value as asked') }
    ),
    text(say('frames.sensitivity.observations', 'Observations'), countText, { custom: { align: 'right' } }),
    inUnit(say('frames.sensitivity.low', 'Low'), (row) => row.low),
    inUnit(say('frames.sensitivity.high', 'High'), (row) => row.high),
  ];
  return {
    name: say('frames.sensitivity.title', 'Sensitivity'),
    length: rows.length,
    fields,
    meta: { preferredVisualisationType: 'table' },
  };
}
