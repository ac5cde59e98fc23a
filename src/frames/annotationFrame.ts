import { DataFrame, DataTopic, Field, FieldType } from '@grafana/data';
import { Answer, DeploymentRow, IncidentRow } from '../engine';
import { words } from './listColumns';

/** An event on the time axis; `timeEnd` makes it a region. */
interface Mark {
  readonly time: number;
  readonly timeEnd: number | null;
  readonly title: string;
  readonly text: string;
  readonly tags: readonly string[];
  readonly id: string;
}

/** Deployments and incidents as annotations; of the other lists there are none. */
export function annotationFrame(answer: Answer): DataFrame {
  const marks =
    answer.type === 'deployments'
      ? answer.rows.flatMap(deploymentMark)
      : answer.type === 'incidents'
        ? answer.rows.map(incidentMark)
        : [];
  const field = (name: keyof Mark, type: FieldType): Field => ({
    name,
    type,
    config: {},
    values: marks.map((mark) => mark[name]),
  });
  return {
    name: 'Annotations',
    length: marks.length,
    fields: [
      field('time', FieldType.time),
      field('timeEnd', FieldType.time),
      field('title', FieldType.string),
      field('text', FieldType.string),
      field('tags', FieldType.other),
      field('id', FieldType.string),
    ],
    meta: { dataTopic: DataTopic.Annotations },
  };
}

/** A failed one lasts until it was repaired. One that never finished has no place in time. */
function deploymentMark(row: DeploymentRow): readonly Mark[] {
  if (row.finishedAt === null) {
    return [];
  }
  const { finishedAt: time, recoveredAt: timeEnd } = row;
  const tags = [row.repository, row.environment, ...namesIn(row.team), ...outcome(row)];
  const title = escaped(`${row.repository} ${row.sha.slice(0, 7)} to ${row.environment}`);
  const lines = [`${row.changes} ${row.changes === 1 ? 'change' : 'changes'}`, ...reason(row), ...link(row.url)];
  return [{ time, timeEnd, title, text: lines.join('<br>'), tags, id: row.id }];
}

function outcome(row: DeploymentRow): readonly string[] {
  return [...(row.failed ? ['failed'] : []), ...(row.rework ? ['rework'] : [])];
}

function incidentMark(row: IncidentRow): Mark {
  const tags = [row.service, row.urgency, row.priority, row.deployment === null ? null : 'change-related'];
  return {
    time: row.createdAt,
    timeEnd: row.resolvedAt,
    title: escaped(row.title),
    text: [row.resolvedAt === null ? 'Still open' : 'Resolved', ...reason(row), ...link(row.url)].join('<br>'),
    tags: [...tags.flatMap((tag) => tag ?? []), ...namesIn(row.team)],
    id: row.id,
  };
}

function reason({ rule, evidence }: { rule: string | null; evidence: string | null }): readonly string[] {
  if (rule === null) {
    return [];
  }
  return [`${words[rule] ?? rule}${evidence === null ? '' : `: ${escaped(evidence)}`}`];
}

/** Grafana shows an annotation's text as sanitised HTML. */
function link(url: string | null): readonly string[] {
  return url === null || !/^https?:\/\//i.test(url)
    ? []
    : [`<a href="${escaped(url)}" target="_blank" rel="noreferrer">Open</a>`];
}

function namesIn(list: string | null): readonly string[] {
  return list === null ? [] : list.split(', ');
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
