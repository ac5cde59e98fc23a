import { DeploymentRow } from '../../src/engine';
import { Column, column, instant, iso, seconds, shortened, text } from './column';

export const deploymentColumns = (timeZone: string): ReadonlyArray<Column<DeploymentRow>> => [
  text('id', (row) => row.id),
  text('repository', (row) => row.repository),
  text('environment', (row) => row.environment),
  column(
    'sha',
    (row) => row.sha,
    (row) => row.sha.slice(0, 9)
  ),
  instant('finishedAt', (row) => row.finishedAt, timeZone),
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
  text('rule', (row) => row.rule),
  text('confidence', (row) => row.confidence),
  shortened('evidence', (row) => row.evidence),
  column('recoveredAt', (row) => iso(row.recoveredAt)),
  seconds('recoveryTime', (row) => row.recoveryTime),
  column('status', (row) => row.status),
  column('team', (row) => row.team),
  column('service', (row) => row.service),
  column('changes', (row) => row.changes),
  column('url', (row) => row.url),
];
