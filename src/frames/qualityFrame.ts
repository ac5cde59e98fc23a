import { DataFrame, Field, FieldConfig, FieldType, MappingType, ThresholdsConfig, ThresholdsMode } from '@grafana/data';
import { QualityRow, QualityStatus, qualityThresholds } from '../engine';
import { say } from '../words';
import { levelColours, noLevels } from './levelColours';
import { withoutValue, written } from './metricDisplay';
import { unreadColour } from './unreadFrame';

/** The colours of the levels: told apart on light and dark panels, and by people who do not see red and green alike. */
const statusColours: Record<QualityStatus, string> = {
  good: levelColours.elite,
  look: levelColours.medium,
  act: levelColours.low,
};

/**
 * A row per check: for reading, with the value as text, because units differ from row to row; beside it the same as a
 * number in the column of its unit, for stats and bars. Of one single check these have its thresholds' colours.
 */
export function qualityFrame(rows: readonly QualityRow[], isComplete: boolean): DataFrame {
  const text = (name: string, read: (row: QualityRow) => string | null, config: FieldConfig = {}): Field => ({
    name,
    type: FieldType.string,
    config,
    values: rows.map(read),
  });
  const number = (name: string, config: FieldConfig, read: (row: QualityRow) => number | null): Field => ({
    name,
    type: FieldType.number,
    config,
    values: rows.map(read),
  });
  const inUnit = (unit: QualityRow['unit']) => (row: QualityRow) => (row.unit === unit ? row.value : null);
  // A stat has a single row: it says why there is nothing.
  const noValue = rows.length === 1 ? { noValue: withoutValue(rows, isComplete) } : {};
  const hasValue = rows.some(({ value }) => value !== null);
  const shared = { min: 0, thresholds: hasValue ? thresholdsOf(rows) : noLevels(), ...noValue };
  const isGrouped = rows.some(({ team }) => team !== null);
  const fields = [
    ...(isGrouped ? [text('Team', ({ team }) => team ?? say('frames.quality.nobody', '(nobody)'))] : []),
    text('Check', ({ title }) => title),
    text('Of', ({ subject }) => subject),
    text('Status', statusText, statusConfig(isComplete)),
    // Not "Value": Grafana calls a field of that name by its frame.
    text('Result', valueText),
    text('Counted', countedText),
    text('What it means', ({ meaning }) => meaning),
    text('What to do', ({ advice }) => advice),
    number('Share', { unit: 'percentunit', decimals: 0, max: 1, ...shared }, inUnit('ratio')),
    number('Count', { decimals: 0, ...shared }, inUnit('count')),
    number('Age', { unit: 's', ...shared }, inUnit('s')),
  ];
  return {
    name: 'Data quality',
    length: rows.length,
    fields,
    meta: { preferredVisualisationType: 'table' },
  };
}

/** Of what is not read the status says that. */
function statusText({ status, value, incomplete }: QualityRow): QualityStatus | 'unread' | null {
  return incomplete && value === null ? 'unread' : status;
}

function statusConfig(isComplete: boolean): FieldConfig {
  const unread = isComplete
    ? say('frames.quality.status.notRead', 'Not read')
    : say('frames.quality.status.reading', 'Reading');
  const options = {
    unread: { text: unread, color: unreadColour, index: 3 },
    good: { text: say('frames.quality.status.good', 'Good'), color: statusColours.good, index: 0 },
    look: { text: say('frames.quality.status.look', 'Look'), color: statusColours.look, index: 1 },
    act: { text: say('frames.quality.status.act', 'Act'), color: statusColours.act, index: 2 },
  };
  return {
    mappings: [{ type: MappingType.ValueToText, options }],
    custom: { cellOptions: { type: 'color-text' } },
  };
}

const units: Record<QualityRow['unit'], FieldConfig> = {
  ratio: { unit: 'percentunit', decimals: 0 },
  count: { unit: 'none', decimals: 0 },
  s: { unit: 's', decimals: 0 },
};

function valueText({ value, unit }: QualityRow): string | null {
  return written(value, units[unit]);
}

/** `38/41` for shares, `41` for what was looked at. */
function countedText({ k, n, value }: QualityRow): string | null {
  return value === null ? null : k === null ? String(n) : `${k}/${n}`;
}

function thresholdsOf(rows: readonly QualityRow[]): ThresholdsConfig {
  const checks = new Set(rows.map(({ check }) => check));
  const [check] = checks;
  const threshold = checks.size === 1 ? qualityThresholds[check] : null;
  if (threshold === null) {
    return noLevels();
  }
  const { better, good, look } = threshold;
  const first = { value: Number.NEGATIVE_INFINITY };
  if (better === 'higher') {
    return {
      mode: ThresholdsMode.Absolute,
      steps: [
        { ...first, color: statusColours.act },
        { value: look, color: statusColours.look },
        { value: good, color: statusColours.good },
      ],
    };
  }
  // A step colours from its value on, and what equals the limit is still within it.
  const beyond = (limit: number) => limit + Math.max(Math.abs(limit), 1) * 1e-9;
  return {
    mode: ThresholdsMode.Absolute,
    steps: [
      { ...first, color: statusColours.good },
      ...(look > good ? [{ value: beyond(good), color: statusColours.look }] : []),
      ...(Number.isFinite(look) ? [{ value: beyond(look), color: statusColours.act }] : []),
    ],
  };
}
