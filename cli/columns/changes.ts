import { ChangeRow } from '../../src/engine';
import { Column, column, instant, seconds, shortened, text } from './column';

export const changeColumns = (timeZone: string): ReadonlyArray<Column<ChangeRow>> => [
  text('repository', (row) => row.repository),
  column(
    'number',
    (row) => row.number,
    (row) => (row.number === null ? row.id.slice(0, 9) : `#${row.number}`)
  ),
  instant('mergedAt', (row) => row.mergedAt, timeZone),
  text('deployment', (row) => row.deployment),
  instant('deployedAt', (row) => row.deployedAt, timeZone),
  seconds('leadTime', (row) => row.leadTime),
  column(
    'approximate',
    (row) => row.approximate,
    (row) => (row.approximate ? 'approximate' : '')
  ),
  column('id', (row) => row.id),
  text('reason', (row) => row.reason),
  shortened('title', (row) => row.title),
  column('author', (row) => row.author),
  column('team', (row) => row.team),
  column('url', (row) => row.url),
];
