import { ExperimentRow } from '../../src/engine';
import { Column, column, instant, iso, text } from './column';

export const experimentColumns = (timeZone: string): ReadonlyArray<Column<ExperimentRow>> => [
  text('name', (row) => row.name),
  text('metric', (row) => row.metric),
  text('status', (row) => row.standing),
  instant('start', (row) => row.start, timeZone),
  instant('end', (row) => row.end, timeZone),
  column(
    'daysRunning',
    (row) => row.daysRunning,
    (row) => String(Math.floor(row.daysRunning))
  ),
  text('teams', (row) => row.teams.join(', ')),
  column('repositories', (row) => row.repositories.join(', ')),
  column('hypothesis', (row) => row.hypothesis),
  column('washoutUntil', (row) => iso(row.washoutUntil)),
  column('smallestEffect', (row) => row.smallestEffect),
  column('guardrails', (row) => row.guardrails.join(', ')),
  column('notes', (row) => row.notes),
];
