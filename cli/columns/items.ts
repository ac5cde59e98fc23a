import { ItemRow } from '../../src/engine';
import { count } from '../humanText';
import { Column, column, instant, shortened, text } from './column';

export const itemColumns = (timeZone: string): ReadonlyArray<Column<ItemRow>> => [
  column('metric', (row) => row.metric),
  text('kind', (row) => row.kind),
  text('id', (row) => row.id),
  text('repository', (row) => row.repository),
  instant('at', (row) => row.at, timeZone),
  column(
    'value',
    (row) => row.value,
    (row) => (row.value === null ? '' : count(row.value))
  ),
  text('rule', (row) => row.rule),
  text('confidence', (row) => row.confidence),
  shortened('evidence', (row) => row.evidence),
  text('reason', (row) => row.reason),
  column(
    'counted',
    (row) => row.counted,
    (row) => (row.counted ? 'counted' : 'not counted')
  ),
  text('because', (row) => row.because),
  shortened('title', (row) => row.title),
  column('team', (row) => row.team),
  column('url', (row) => row.url),
];
