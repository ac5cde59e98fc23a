import Table from 'cli-table3';
import { Engine, MetricRow, Progress } from '../src/engine';
import { MetricName } from '../src/metrics';
import { fiveMetrics, metricTitles, plainQuery, QueryContext } from '../src/query';
import { metricValue, moment } from './humanText';
import { runQuery } from './runQuery';

export interface TeamTableOptions {
  readonly engine: Engine;
  readonly context: QueryContext;
  readonly write: (text: string) => void;
  readonly signal: AbortSignal;
}

/** Prints DORA's five metrics, a team a row, each with its level, over the context's range. */
export async function printTeamTable({ engine, context, write, signal }: TeamTableOptions): Promise<Progress> {
  const query = { ...plainQuery('metrics'), groupBy: ['team'] } as const;
  const progress = await runQuery(engine, query, context, signal);
  const rows = progress.answer.type === 'metrics' ? progress.answer.rows : [];
  const day = (at: number) => moment(at, context.timeZone).slice(0, 10);
  write(`${teamTable(rows)}\n${day(context.from)} to ${day(context.to)} (${context.timeZone})\n`);
  progress.answer.notices.forEach(({ text }) => write(`${text}\n`));
  progress.problems.forEach(({ message }) => write(`${message}\n`));
  return progress;
}

/** Rows of a `metrics` query grouped by team, as a table of teams × metrics. */
export function teamTable(rows: readonly MetricRow[]): string {
  const teams = [...new Set(rows.map(teamOf))];
  const table = new Table({
    head: ['team', ...fiveMetrics.map((metric) => metricTitles[metric])],
    style: { head: [], border: [] },
  });
  for (const team of teams) {
    const own = rows.filter((row) => teamOf(row) === team);
    table.push([team ?? '(no team)', ...fiveMetrics.map((metric) => cellOf(own, metric))]);
  }
  return table.toString();
}

function teamOf(row: MetricRow): string | null {
  return row.group.team ?? null;
}

function cellOf(rows: readonly MetricRow[], metric: MetricName): string {
  const row = rows.find((one) => one.metric === metric);
  if (row === undefined) {
    return '–';
  }
  const basis = row.k === null ? `n=${row.n}` : `${row.k}/${row.n}`;
  return `${metricValue(row.value, row.unit)}${row.level === null ? '' : ` ${row.level}`} (${basis})`;
}
