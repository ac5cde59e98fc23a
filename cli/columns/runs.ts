import { RunRow } from '../../src/engine';
import { count } from '../humanText';
import { Column, column, instant, iso, seconds, text } from './column';

export const runColumns = (timeZone: string): ReadonlyArray<Column<RunRow>> => [
  text('id', (row) => row.id),
  text('repository', (row) => row.repository),
  text('workflow', (row) => row.workflow),
  text('branch', (row) => row.branch),
  column(
    'sha',
    (row) => row.sha,
    (row) => row.sha.slice(0, 9)
  ),
  column('event', (row) => row.event),
  column(
    'attempt',
    (row) => row.attempt,
    (row) => count(row.attempt)
  ),
  column(
    'conclusion',
    (row) => row.conclusion,
    (row) => row.conclusion ?? 'running'
  ),
  column('createdAt', (row) => iso(row.createdAt)),
  instant('startedAt', (row) => row.startedAt, timeZone),
  column('finishedAt', (row) => iso(row.finishedAt)),
  seconds('duration', (row) => row.duration),
  column('url', (row) => row.url),
];
