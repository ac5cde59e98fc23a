import { IncidentRow } from '../../src/engine';
import { duration, moment, short } from '../humanText';
import { Column, column, iso } from './column';

export const incidentColumns = (timeZone: string): ReadonlyArray<Column<IncidentRow>> => [
  column(
    'id',
    (row) => row.id,
    (row) => row.id
  ),
  column(
    'service',
    (row) => row.service,
    (row) => row.service ?? ''
  ),
  column(
    'createdAt',
    (row) => iso(row.createdAt),
    (row) => moment(row.createdAt, timeZone)
  ),
  column('acknowledgedAt', (row) => iso(row.acknowledgedAt)),
  column(
    'resolvedAt',
    (row) => iso(row.resolvedAt),
    (row) => moment(row.resolvedAt, timeZone) || 'open'
  ),
  column(
    'deployment',
    (row) => row.deployment,
    (row) => row.deployment ?? ''
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
    'timeToRestore',
    (row) => row.timeToRestore,
    (row) => duration(row.timeToRestore)
  ),
  column(
    'title',
    (row) => row.title,
    (row) => short(row.title)
  ),
  column('urgency', (row) => row.urgency),
  column('priority', (row) => row.priority),
  column('team', (row) => row.team),
  column('url', (row) => row.url),
];
