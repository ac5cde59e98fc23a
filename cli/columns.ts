import { Answer, ChangeRow, DeploymentRow, IncidentRow, ItemRow, MetricRow, RunRow } from '../src/engine';
import { Instant } from '../src/events';
import { GroupKey } from '../src/query';
import { count, duration, metricValue, moment, short } from './humanText';

export type Cell = string | number | boolean | null;

/** One field of a row, in the order and under the name of METRICS.md §10. */
export interface Column<Row> {
  readonly name: string;
  readonly cell: (row: Row) => Cell;
  /** As a person reads it; only these columns stand in tables for people. */
  readonly text?: (row: Row) => string;
}

/** A row ready to be written, whatever it was. */
export interface Line {
  readonly fields: ReadonlyArray<{ readonly name: string; readonly cell: Cell }>;
  /** Of `metrics`: what the row is grouped by; `null`: rows of this type have no groups. */
  readonly group: ReadonlyArray<{ readonly name: string; readonly cell: Cell }> | null;
  readonly texts: readonly string[];
}

export interface Sheet {
  /** Field names; those of the group stand where METRICS.md §10 has `group`, after `metric`. */
  readonly names: readonly string[];
  readonly headings: readonly string[];
  readonly lines: readonly Line[];
}

const iso = (at: Instant | null): string | null =>
  at === null ? null : new Date(at).toISOString().replace('.000Z', 'Z');

function column<Row>(name: string, cell: (row: Row) => Cell, text?: (row: Row) => string): Column<Row> {
  return text === undefined ? { name, cell } : { name, cell, text };
}

const metricColumns = (timeZone: string): ReadonlyArray<Column<MetricRow>> => [
  column(
    'metric',
    (row) => row.metric,
    (row) => row.metric
  ),
  column(
    'time',
    (row) => iso(row.time),
    (row) => (row.time === null ? '' : moment(row.time, timeZone))
  ),
  column(
    'value',
    (row) => row.value,
    (row) => metricValue(row.value, row.unit)
  ),
  column('unit', (row) => row.unit),
  column(
    'n',
    (row) => row.n,
    (row) => count(row.n)
  ),
  column(
    'k',
    (row) => row.k,
    (row) => (row.k === null ? '' : count(row.k))
  ),
  column(
    'low',
    (row) => row.low,
    (row) => metricValue(row.low, row.unit)
  ),
  column(
    'high',
    (row) => row.high,
    (row) => metricValue(row.high, row.unit)
  ),
  column(
    'level',
    (row) => row.level,
    (row) => row.level ?? ''
  ),
  column('from', (row) => iso(row.period.from)),
  column('to', (row) => iso(row.period.to)),
  column(
    'score',
    (row) => row.score,
    (row) => (row.score === null ? '' : row.score.toFixed(1))
  ),
  column(
    'open',
    (row) => row.open,
    (row) => count(row.open)
  ),
  column('unknown', (row) => row.unknown),
  column('approximate', (row) => row.approximate),
  column('target', (row) => row.target),
  column(
    'previous',
    (row) => row.previous?.value ?? null,
    (row) => (row.previous === null ? '' : metricValue(row.previous.value, row.unit))
  ),
  column('previousN', (row) => row.previous?.n ?? null),
  column('incomplete', (row) => row.incomplete),
];

const deploymentColumns = (timeZone: string): ReadonlyArray<Column<DeploymentRow>> => [
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

const changeColumns = (timeZone: string): ReadonlyArray<Column<ChangeRow>> => [
  column(
    'repository',
    (row) => row.repository,
    (row) => row.repository
  ),
  column(
    'number',
    (row) => row.number,
    (row) => (row.number === null ? row.id.slice(0, 9) : `#${row.number}`)
  ),
  column(
    'mergedAt',
    (row) => iso(row.mergedAt),
    (row) => moment(row.mergedAt, timeZone)
  ),
  column(
    'deployment',
    (row) => row.deployment,
    (row) => row.deployment ?? ''
  ),
  column(
    'deployedAt',
    (row) => iso(row.deployedAt),
    (row) => moment(row.deployedAt, timeZone)
  ),
  column(
    'leadTime',
    (row) => row.leadTime,
    (row) => duration(row.leadTime)
  ),
  column(
    'approximate',
    (row) => row.approximate,
    (row) => (row.approximate ? 'approximate' : '')
  ),
  column('id', (row) => row.id),
  column(
    'reason',
    (row) => row.reason,
    (row) => row.reason ?? ''
  ),
  column(
    'title',
    (row) => row.title,
    (row) => short(row.title)
  ),
  column('author', (row) => row.author),
  column('team', (row) => row.team),
  column('url', (row) => row.url),
];

const incidentColumns = (timeZone: string): ReadonlyArray<Column<IncidentRow>> => [
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

const runColumns = (timeZone: string): ReadonlyArray<Column<RunRow>> => [
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

const itemColumns = (timeZone: string): ReadonlyArray<Column<ItemRow>> => [
  column('metric', (row) => row.metric),
  column(
    'kind',
    (row) => row.kind,
    (row) => row.kind
  ),
  column(
    'id',
    (row) => row.id,
    (row) => row.id
  ),
  column(
    'repository',
    (row) => row.repository,
    (row) => row.repository ?? ''
  ),
  column(
    'at',
    (row) => iso(row.at),
    (row) => moment(row.at, timeZone)
  ),
  column(
    'value',
    (row) => row.value,
    (row) => (row.value === null ? '' : count(row.value))
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
    'reason',
    (row) => row.reason,
    (row) => row.reason ?? ''
  ),
  column(
    'title',
    (row) => row.title,
    (row) => short(row.title)
  ),
  column('team', (row) => row.team),
  column('url', (row) => row.url),
];

/** An answer as lines of named cells. `timeZone` is that of the texts; cells hold UTC. */
export function sheetOf(answer: Answer, groupBy: readonly GroupKey[], timeZone: string): Sheet {
  switch (answer.type) {
    case 'metrics':
      return metricSheet(answer.rows, groupBy, timeZone);
    case 'deployments':
      return plainSheet(answer.rows, deploymentColumns(timeZone));
    case 'changes':
      return plainSheet(answer.rows, changeColumns(timeZone));
    case 'incidents':
      return plainSheet(answer.rows, incidentColumns(timeZone));
    case 'runs':
      return plainSheet(answer.rows, runColumns(timeZone));
    case 'items':
      return plainSheet(answer.rows, itemColumns(timeZone));
  }
}

function plainSheet<Row>(rows: readonly Row[], columns: ReadonlyArray<Column<Row>>): Sheet {
  const readable = columns.flatMap(({ name, text }) => (text === undefined ? [] : [{ name, text }]));
  return {
    names: columns.map(({ name }) => name),
    headings: readable.map(({ name }) => name),
    lines: rows.map((row) => ({
      fields: columns.map(({ name, cell }) => ({ name, cell: cell(row) })),
      group: null,
      texts: readable.map(({ text }) => text(row)),
    })),
  };
}

function metricSheet(rows: readonly MetricRow[], groupBy: readonly GroupKey[], timeZone: string): Sheet {
  const sheet = plainSheet(rows, metricColumns(timeZone));
  const afterMetric = <Item>(list: readonly Item[], items: readonly Item[]) => [list[0], ...items, ...list.slice(1)];
  return {
    names: afterMetric(sheet.names, groupBy),
    headings: afterMetric(sheet.headings, groupBy),
    lines: sheet.lines.map((line, index) => {
      const group = groupBy.map((key) => ({ name: key, cell: rows[index].group[key] ?? null }));
      return {
        ...line,
        group,
        texts: afterMetric(
          line.texts,
          group.map(({ cell }) => cell ?? '(none)')
        ),
      };
    }),
  };
}
