import { DeploymentRow } from '../../src/engine';
import { duration, moment, short } from '../humanText';
import { Column, column, iso } from './column';

export const deploymentColumns = (timeZone: string): ReadonlyArray<Column<DeploymentRow>> => [
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
    'environment',
    (row) => row.environment,
    (row) => row.environment
  ),
  column(
    'sha',
    (row) => row.sha,
    (row) => row.sha.slice(0, 9)
  ),
  column(
    'finishedAt',
    (row) => iso(row.finishedAt),
    (row) => moment(row.finishedAt, timeZone)
  ),
  column(
    'failed',
    (row) => row.failed,
    (row) => (row.failed ? 'failed' : '')
  ),
  column(
    'rework',
    (row) => row.rework,
    (row) => (row.rework ? 'rework' : '')
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
  column('recoveredAt', (row) => iso(row.recoveredAt)),
  column(
    'recoveryTime',
    (row) => row.recoveryTime,
    (row) => duration(row.recoveryTime)
  ),
  column('status', (row) => row.status),
  column('team', (row) => row.team),
  column('service', (row) => row.service),
  column('changes', (row) => row.changes),
  column('url', (row) => row.url),
];
