import { RunRow } from '../../src/engine';
import { count, duration, moment } from '../humanText';
import { Column, column, iso } from './column';

export const runColumns = (timeZone: string): ReadonlyArray<Column<RunRow>> => [
  column(
    'id',
    (row) => row.id,
    (row) => row.id
  ),
  column(
    'repository',
    (row) => row.repository,
    (row) => row.repository
  ),
  column(
    'workflow',
    (row) => row.workflow,
    (row) => row.workflow
  ),
  column(
    'branch',
    (row) => row.branch,
    (row) => row.branch ?? ''
  ),
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
  column(
    'startedAt',
    (row) => iso(row.startedAt),
    (row) => moment(row.startedAt, timeZone)
  ),
  column('finishedAt', (row) => iso(row.finishedAt)),
  column(
    'duration',
    (row) => row.duration,
    (row) => duration(row.duration)
  ),
  column('url', (row) => row.url),
];
