import { ItemRow } from '../../src/engine';
import { count, moment, short } from '../humanText';
import { Column, column, iso } from './column';

export const itemColumns = (timeZone: string): ReadonlyArray<Column<ItemRow>> => [
  column('metric', (row) => row.metric),
  column(
    'kind',
    (row) => row.kind,
    (row) => row.kind
  ),
  column(
    'id',
    (row) => row.id,
    (row) => row.id
  ),
  column(
    'repository',
    (row) => row.repository,
    (row) => row.repository ?? ''
  ),
  column(
    'at',
    (row) => iso(row.at),
    (row) => moment(row.at, timeZone)
  ),
  column(
    'value',
    (row) => row.value,
    (row) => (row.value === null ? '' : count(row.value))
  ),
  column(
    'rule',
    (row) => row.rule,
    (row) => row.rule ?? ''
  ),
  column(
    'confidence',
    (row) => row.confidence,
    (row) => row.confidence ?? ''
  ),
  column(
    'evidence',
    (row) => row.evidence,
    (row) => short(row.evidence)
  ),
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
  column('team', (row) => row.team),
  column('url', (row) => row.url),
];
