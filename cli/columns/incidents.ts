import { IncidentRow } from '../../src/engine';
import { moment } from '../humanText';
import { Column, column, instant, iso, seconds, shortened, text } from './column';

export const incidentColumns = (timeZone: string): ReadonlyArray<Column<IncidentRow>> => [
  text('id', (row) => row.id),
  text('service', (row) => row.service),
  instant('createdAt', (row) => row.createdAt, timeZone),
  column('acknowledgedAt', (row) => iso(row.acknowledgedAt)),
  column(
    'resolvedAt',
    (row) => iso(row.resolvedAt),
    (row) => moment(row.resolvedAt, timeZone) || 'open'
  ),
  text('deployment', (row) => row.deployment),
  text('rule', (row) => row.rule),
  text('confidence', (row) => row.confidence),
  shortened('evidence', (row) => row.evidence),
  seconds('timeToRestore', (row) => row.timeToRestore),
  shortened('title', (row) => row.title),
  column('urgency', (row) => row.urgency),
  column('priority', (row) => row.priority),
  column('team', (row) => row.team),
  column('url', (row) => row.url),
  column('because', (row) => row.because),
];
