import { FindingRow, QualityRow } from '../../src/engine';
import { count, duration } from '../humanText';
import { Column, column, instant, text } from './column';

export const qualityColumns: ReadonlyArray<Column<QualityRow>> = [
  column('check', (row) => row.check),
  text('title', (row) => row.title),
  text('team', (row) => row.team),
  text('subject', (row) => row.subject),
  text('status', (row) => row.status),
  column('value', (row) => row.value, valueText),
  column('unit', (row) => row.unit),
  column('k', (row) => row.k),
  column(
    'n',
    (row) => row.n,
    (row) => count(row.n)
  ),
  column(
    'meaning',
    (row) => row.meaning,
    (row) => row.meaning
  ),
  column('advice', (row) => row.advice),
  column('incomplete', (row) => row.incomplete),
];

export const findingColumns = (timeZone: string): ReadonlyArray<Column<FindingRow>> => [
  column('check', (row) => row.check),
  text('title', (row) => row.title),
  text('kind', (row) => row.kind),
  text('thing', (row) => row.thing),
  text('team', (row) => row.team),
  column(
    'count',
    (row) => row.count,
    (row) => count(row.count)
  ),
  instant('since', (row) => row.since, timeZone),
  column(
    'found',
    (row) => row.found,
    (row) => row.found
  ),
  column('advice', (row) => row.advice),
  column('url', (row) => row.url),
];

function valueText({ value, unit }: QualityRow): string {
  switch (unit) {
    case 'ratio':
      return value === null ? '' : `${Math.round(value * 100)} %`;
    case 'count':
      return value === null ? '' : count(value);
    case 's':
      return duration(value);
  }
}
