import { ExperimentRow } from '../engine';
import { MetricName } from '../metrics';
import { metricTitles } from '../query';
import { say } from '../words';
import { Column, ListLayout } from './listColumns';

/** The experiments as a list. Whom one concerns is said in words where it is everybody. */
const columns: ReadonlyArray<Column<ExperimentRow>> = [
  { name: 'Started', kind: 'instant', read: (row) => row.start },
  { name: 'Experiment', kind: 'text', read: (row) => row.name },
  { name: 'Hypothesis', kind: 'text', read: (row) => row.hypothesis },
  { name: 'Metric', kind: 'text', read: (row) => (row.metric === null ? null : titled([row.metric])) },
  { name: 'Status', kind: 'choice', read: (row) => row.standing },
  { name: 'Ended', kind: 'instant', read: (row) => row.end },
  { name: 'Days running', kind: 'count', read: (row) => Math.floor(row.daysRunning) },
  { name: 'Teams', kind: 'text', read: whomOf },
  { name: 'Repositories', kind: 'text', read: (row) => row.repositories.join(', ') || null },
  { name: 'Washout until', kind: 'instant', read: (row) => row.washoutUntil },
  { name: 'Smallest effect', kind: 'share', read: (row) => row.smallestEffect },
  {
    name: 'Guardrails',
    kind: 'text',
    read: (row) => titled(row.guardrails) || null,
  },
  { name: 'Notes', kind: 'text', read: (row) => row.notes || null },
];

/** As a cell begins: `Change lead time, change fail rate`. */
function titled(metrics: readonly MetricName[]): string {
  const titles = metrics.map((metric) => metricTitles[metric]).join(', ');
  return titles.charAt(0).toUpperCase() + titles.slice(1);
}

function whomOf({ teams, repositories }: ExperimentRow): string | null {
  if (teams.length > 0) {
    return teams.join(', ');
  }
  return repositories.length > 0 ? null : say('frames.experiments.everybody', 'Everybody');
}

export const experimentLayout: ListLayout<ExperimentRow> = {
  title: 'Experiments',
  columns,
  get nothing() {
    return say(
      'frames.experiments.nothing',
      'No experiment of the settings falls into this time range and fits the filters. Change the time range or the filters.'
    );
  },
};
