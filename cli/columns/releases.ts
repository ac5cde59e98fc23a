import { ReleaseRow } from '../../src/engine';
import { Column, column, instant, text } from './column';

export const releaseColumns = (timeZone: string): ReadonlyArray<Column<ReleaseRow>> => [
  text('repository', (row) => row.repository),
  text('tag', (row) => row.tag),
  text('kind', (row) => row.kind),
  instant('at', (row) => row.at, timeZone),
  text('name', (row) => row.name),
  column('team', (row) => row.team),
  column(
    'sha',
    (row) => row.sha,
    (row) => row.sha.slice(0, 9)
  ),
  column('id', (row) => row.id),
  column('url', (row) => row.url),
];
