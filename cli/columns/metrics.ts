import { MetricRow } from '../../src/engine';
import { count, metricValue } from '../humanText';
import { Column, column, instant, iso, text } from './column';
import { restsOnColumns, valueColumn } from './estimate';

export const metricColumns = (timeZone: string): ReadonlyArray<Column<MetricRow>> => [
  text('metric', (row) => row.metric),
  instant('time', (row) => row.time, timeZone),
  valueColumn,
  ...restsOnColumns,
  text('level', (row) => row.level),
  column('from', (row) => iso(row.period.from)),
  column('to', (row) => iso(row.period.to)),
  column(
    'score',
    (row) => row.score,
    (row) => (row.score === null ? '' : row.score.toFixed(1))
  ),
  column(
    'open',
    (row) => row.open,
    (row) => count(row.open)
  ),
  column('unknown', (row) => row.unknown),
  column('approximate', (row) => row.approximate),
  column('target', (row) => row.target),
  column(
    'previous',
    (row) => row.previous?.value ?? null,
    (row) => (row.previous === null ? '' : metricValue(row.previous.value, row.unit))
  ),
  column('previousN', (row) => row.previous?.n ?? null),
  column('incomplete', (row) => row.incomplete),
];
