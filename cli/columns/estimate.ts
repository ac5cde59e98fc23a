import { MetricRow } from '../../src/engine';
import { count, metricValue } from '../humanText';
import { Column, column } from './column';

/** What every value of a metric is written with, whatever it was asked for. */
type Estimate = Pick<MetricRow, 'value' | 'unit' | 'n' | 'k' | 'low' | 'high'>;

export const valueColumn: Column<Estimate> = column(
  'value',
  (row) => row.value,
  (row) => metricValue(row.value, row.unit)
);

/** Unit, observations and the 95 % interval. */
export const restsOnColumns: ReadonlyArray<Column<Estimate>> = [
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
];
