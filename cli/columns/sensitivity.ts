import { SensitivityRow } from '../../src/engine';
import { count, metricValue } from '../humanText';
import { Column, column, iso, text } from './column';

export const sensitivityColumns = (): ReadonlyArray<Column<SensitivityRow>> => [
  text('metric', (row) => row.metric),
  column('variant', (row) => row.variant),
  text('label', (row) => row.label),
  column(
    'value',
    (row) => row.value,
    (row) => metricValue(row.value, row.unit)
  ),
  column(
    'difference',
    (row) => row.difference,
    (row) => differenceText(row)
  ),
  column('unit', (row) => row.unit),
  column(
    'n',
    (row) => row.n,
    (row) => count(row.n)
  ),
  column(
    'k',
    (row) => row.k,
    (row) => (row.k === null ? '' : count(row.k))
  ),
  column(
    'low',
    (row) => row.low,
    (row) => metricValue(row.low, row.unit)
  ),
  column(
    'high',
    (row) => row.high,
    (row) => metricValue(row.high, row.unit)
  ),
  column('from', (row) => iso(row.period.from)),
  column('to', (row) => iso(row.period.to)),
  column('incomplete', (row) => row.incomplete),
];

/** With its sign: durations are written without one. */
function differenceText({ difference, unit }: SensitivityRow): string {
  if (difference === null || difference === 0) {
    return difference === null ? '\u2013' : '';
  }
  return `${difference < 0 ? '\u2212' : '+'}${metricValue(Math.abs(difference), unit)}`;
}
