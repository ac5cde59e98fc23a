import { ChangeRow } from '../../src/engine';
import { duration, moment, short } from '../humanText';
import { Column, column, iso } from './column';

export const changeColumns = (timeZone: string): ReadonlyArray<Column<ChangeRow>> => [
  column(
    'repository',
    (row) => row.repository,
    (row) => row.repository
  ),
  column(
    'number',
    (row) => row.number,
    (row) => (row.number === null ? row.id.slice(0, 9) : `#${row.number}`)
  ),
  column(
    'mergedAt',
    (row) => iso(row.mergedAt),
    (row) => moment(row.mergedAt, timeZone)
  ),
  column(
    'deployment',
    (row) => row.deployment,
    (row) => row.deployment ?? ''
  ),
  column(
    'deployedAt',
    (row) => iso(row.deployedAt),
    (row) => moment(row.deployedAt, timeZone)
  ),
  column(
    'leadTime',
    (row) => row.leadTime,
    (row) => duration(row.leadTime)
  ),
  column(
    'approximate',
    (row) => row.approximate,
    (row) => (row.approximate ? 'approximate' : '')
  ),
  column('id', (row) => row.id),
  column(
    'reason',
    (row) => row.reason,
    (row) => row.reason ?? ''
  ),
  column(
    'title',
    (row) => row.title,
    (row) => short(row.title)
  ),
  column('author', (row) => row.author),
  column('team', (row) => row.team),
  column('url', (row) => row.url),
];
