import { FindingRow } from '../engine';
import { say } from '../words';
import type { Column } from './listColumns';

/** The columns of what the checks of data quality found. */
export const findingColumns: ReadonlyArray<Column<FindingRow>> = [
  { name: 'Check', kind: 'text', read: (row) => row.title },
  { name: 'Kind', kind: 'text', read: (row) => kindText(row.kind) },
  { name: 'Thing', kind: 'text', read: (row) => row.thing, isLink: true },
  { name: 'Team', kind: 'text', read: (row) => row.team },
  { name: 'How many', kind: 'count', read: (row) => row.count },
  { name: 'Since', kind: 'instant', read: (row) => row.since },
  { name: 'What was found', kind: 'text', read: (row) => row.found },
  { name: 'What to do', kind: 'text', read: (row) => row.advice },
];

function kindText(kind: FindingRow['kind']): string {
  switch (kind) {
    case 'repository':
      return say('frames.finding.repository', 'Repository');
    case 'service':
      return say('frames.finding.service', 'Service');
    case 'team':
      return say('frames.finding.team', 'Team');
    case 'deployment':
      return say('frames.finding.deployment', 'Deployment');
    case 'incident':
      return say('frames.finding.incident', 'Incident');
    case 'source':
      return say('frames.finding.source', 'Source');
  }
}
