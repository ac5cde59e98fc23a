import { FieldConfig, formattedValueToString, getValueFormat } from '@grafana/data';
import { MetricRow } from '../engine';
import { MetricName, metricUnit } from '../metrics';
import { FrequencyDisplay, metricTitles, MetricsQuery } from '../query';
import { say } from '../words';

/** How one metric is written: its name, its unit, and the factor from the engine's unit to it. */
export interface MetricDisplay {
  readonly title: string;
  readonly config: FieldConfig;
  readonly factor: number;
  /** False where the shown number is not the one that levels are about. */
  readonly hasThresholds: boolean;
}

/** Days in a month of a Gregorian year. */
const daysPerMonth = 365.2425 / 12;

/** Titles name columns and series, so they are the same in every language; units are read and are not. */
function frequencyDisplay(display: FrequencyDisplay): MetricDisplay {
  switch (display) {
    case 'perDay':
      return frequency('Deployment frequency', say('frames.unit.perDay', 'per day'), 2, 1);
    case 'perWeek':
      return frequency('Deployment frequency', say('frames.unit.perWeek', 'per week'), 1, 7);
    case 'perMonth':
      return frequency('Deployment frequency', say('frames.unit.perMonth', 'per month'), 1, daysPerMonth);
    case 'deploymentDaysPerWeek':
      return {
        ...frequency('Deployment days per week', say('frames.unit.daysPerWeek', 'days per week'), 1, 1),
        hasThresholds: false,
      };
  }
}

export function displayOf(metric: MetricName, query: Pick<MetricsQuery, 'frequencyDisplay'>): MetricDisplay {
  const title = capitalised(metricTitles[metric]);
  switch (metricUnit[metric]) {
    case 's':
      return { title, config: { unit: 's', decimals: 1, min: 0 }, factor: 1, hasThresholds: true };
    case 'ratio':
      return { title, config: { unit: 'percentunit', decimals: 1, min: 0 }, factor: 1, hasThresholds: true };
    default:
      return frequencyDisplay(query.frequencyDisplay);
  }
}

/** In the unit shown; null stays null, because no data is not zero. */
export function shownValue(value: number | null, display: MetricDisplay): number | null {
  return value === null ? null : value * display.factor;
}

/** A shown value as text, with its unit; null stays null. */
export function written(value: number | null, { unit, decimals }: FieldConfig): string | null {
  return value === null ? null : formattedValueToString(getValueFormat(unit)(value, decimals));
}

type Counted = Pick<MetricRow, 'n' | 'k' | 'value' | 'incomplete'>;

/** What was counted so far of what is not read; where that is not enough for a value it is no count either: null. */
export function countOf<Row extends Counted>(read: (row: Row) => number | null): (row: Row) => number | null {
  return (row) => (isUnread(row) ? null : read(row));
}

/** `3/41` for shares, `41` for everything else; null where it is not read. */
export function countText(row: Counted): string | null {
  return isUnread(row) ? null : row.k === null ? String(row.n) : `${row.k}/${row.n}`;
}

function isUnread({ value, incomplete }: Counted): boolean {
  return incomplete && value === null;
}

/** What a stat shows where there is no value: its change alone, "0%", would read like a value. */
export function withoutValue(rows: ReadonlyArray<Pick<MetricRow, 'incomplete'>>, isComplete: boolean): string {
  const isUnread = rows.some(({ incomplete }) => incomplete);
  return !isUnread ? 'No data' : isComplete ? 'Could not be read' : 'Not read yet';
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function frequency(title: string, unit: string, decimals: number, factor: number): MetricDisplay {
  return { title, config: { unit: `suffix:${unit}`, decimals, min: 0 }, factor, hasThresholds: true };
}
