import { SensitivityRow } from '../../src/engine';
import { metricValue } from '../humanText';
import { Column, column, iso, text } from './column';
import { restsOnColumns, valueColumn } from './estimate';

export const sensitivityColumns = (): ReadonlyArray<Column<SensitivityRow>> => [
  text('metric', (row) => row.metric),
  column('variant', (row) => row.variant),
  text('label', (row) => row.label),
  valueColumn,
  column(
    'difference',
    (row) => row.difference,
    (row) => differenceText(row)
  ),
  ...restsOnColumns,
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
