import { DataFrame, DataTopic, Field, FieldType } from '@grafana/data';
import { Answer, DeploymentRow, IncidentRow, ReleaseRow } from '../engine';
import { Instant } from '../events';
import { mapped, Slices } from '../metrics';
import { say, sayCount } from '../words';
import { experimentMarks } from './experimentMarks';
import { words } from './listColumns';
import { escaped, Mark, MarkMeaning } from './mark';

/**
 * Grafana gives every mark of an annotation its one colour and overrules only by `newState`, the word of an alert; so
 * that is said beside the colour itself.
 */
const colours: Record<MarkMeaning, { readonly color: string; readonly newState: string }> = {
  failed: { color: 'red', newState: 'alerting' },
  rework: { color: 'yellow', newState: 'pending' },
  fine: { color: 'green', newState: 'ok' },
  washout: { color: 'gray', newState: 'no_data' },
};

export interface AnnotationMoment {
  /** Start of the time range: what ended before it is not marked. */
  readonly from: Instant;
  /** Where the region of what is still open ends. */
  readonly now: Instant;
}

/**
 * Deployments, incidents, releases and experiments as annotations; of the other lists there are none. Deployments are coloured by
 * what became of them, the washout of an experiment is grey; the others have the annotation's own colour. In steps: there
 * may be many.
 */
export function* annotationFrame(answer: Answer, { from, now }: AnnotationMoment): Slices<DataFrame> {
  const marks = (yield* marksOf(answer, now)).flat().filter(({ time, timeEnd }) => (timeEnd ?? time) >= from);
  const fields: Field[] = [];
  for (const [name, type, read] of columns) {
    fields.push({ name, type, config: {}, values: yield* mapped(marks, read) });
  }
  return {
    name: 'Annotations',
    length: marks.length,
    fields,
    meta: { dataTopic: DataTopic.Annotations },
  };
}

/** What Grafana takes an annotation from. */
const columns: ReadonlyArray<readonly [name: string, type: FieldType, read: (mark: Mark) => unknown]> = [
  ['time', FieldType.time, ({ time }) => time],
  ['timeEnd', FieldType.time, ({ timeEnd }) => timeEnd],
  ['title', FieldType.string, ({ title }) => title],
  ['text', FieldType.string, ({ text }) => text],
  ['tags', FieldType.other, ({ tags }) => tags],
  ['color', FieldType.string, ({ meaning }) => (meaning === null ? null : colours[meaning].color)],
  ['isRegion', FieldType.boolean, ({ timeEnd }) => timeEnd !== null],
  ['id', FieldType.string, ({ id }) => id],
  ['newState', FieldType.string, ({ meaning }) => (meaning === null ? null : colours[meaning].newState)],
];

/** Of each row none, one or several. */
function* marksOf(answer: Answer, now: Instant): Slices<ReadonlyArray<readonly Mark[]>> {
  switch (answer.type) {
    case 'deployments':
      return yield* mapped(answer.rows, deploymentMark);
    case 'incidents':
      return yield* mapped(answer.rows, (row) => [incidentMark(row, now)]);
    case 'releases':
      return yield* mapped(answer.rows, (row) => [releaseMark(row)]);
    case 'experiments':
      return yield* mapped(answer.rows, (row) => experimentMarks(row, now));
    default:
      return [];
  }
}

const outcomeSentences = {
  get recovered() {
    return say('frames.annotation.failedAndRecoveredAtThe', 'Failed, and recovered at the end of this region');
  },
  get failing() {
    return say('frames.annotation.failedAndNotRecoveredYet', 'Failed, and not recovered yet');
  },
  get rework() {
    return say('frames.annotation.reworkItRepairedAnEarlier', 'Rework: it repaired an earlier deployment');
  },
  get fine() {
    return say('frames.annotation.noFailureIsKnown', 'No failure is known');
  },
};

/** A failed one lasts until it was repaired. One that never finished has no place in time. */
function deploymentMark(row: DeploymentRow): readonly Mark[] {
  if (row.finishedAt === null) {
    return [];
  }
  const { finishedAt: time, recoveredAt: timeEnd } = row;
  const meaning = row.failed ? 'failed' : row.rework ? 'rework' : 'fine';
  const became = meaning !== 'failed' ? meaning : timeEnd === null ? 'failing' : 'recovered';
  const tags = [row.repository, row.environment, ...namesIn(row.team), ...outcomeTags(row)];
  const title = escaped(
    say('engine.item.to', '{{repository}} {{sha}} to {{environment}}', {
      repository: row.repository,
      sha: row.sha.slice(0, 7),
      environment: row.environment,
    })
  );
  const lines = [outcomeSentences[became], changesIn(row), ...reason(row), ...link(row.url)];
  return [{ time, timeEnd, title, text: lines.join('<br>'), tags, meaning, id: row.id }];
}

function changesIn({ changes }: DeploymentRow): string {
  return sayCount('frames.annotation.changes', { one: '1 change', other: '{{count}} changes' }, changes);
}

function outcomeTags(row: DeploymentRow): readonly string[] {
  return [...(row.failed ? ['failed'] : []), ...(row.rework ? ['rework'] : [])];
}

/** From start to resolution; an open one until now, and its text says so. */
function incidentMark(row: IncidentRow, now: Instant): Mark {
  const isOpen = row.resolvedAt === null;
  const tags = [
    row.service,
    row.urgency,
    row.priority,
    row.deployment === null ? null : 'change-related',
    isOpen ? 'open' : null,
  ];
  const laidTo =
    row.deployment === null
      ? []
      : [
          say('frames.annotation.laidToDeployment', 'Laid to deployment {{deployment}}', {
            deployment: escaped(row.deployment),
          }),
        ];
  const standing = isOpen
    ? say('frames.annotation.stillOpenThisRegionEnds', 'Still open: this region ends now, the incident does not')
    : say('frames.annotation.resolvedAtTheEndOf', 'Resolved at the end of this region');
  return {
    time: row.createdAt,
    timeEnd: row.resolvedAt ?? Math.max(now, row.createdAt),
    title: escaped(row.title),
    text: [standing, ...laidTo, ...reason(row), ...link(row.url)].join('<br>'),
    tags: [...tags.flatMap((tag) => tag ?? []), ...namesIn(row.team)],
    meaning: null,
    id: row.id,
  };
}

function releaseMark(row: ReleaseRow): Mark {
  return {
    time: row.at,
    timeEnd: null,
    title: escaped(`${row.repository} ${row.tag}`),
    text: [words[row.kind], ...(row.name === null ? [] : [escaped(row.name)]), ...link(row.url)].join('<br>'),
    tags: [row.repository, row.kind, ...namesIn(row.team)],
    meaning: null,
    id: row.id,
  };
}

interface Reasoned {
  readonly rule: string | null;
  readonly confidence: string | null;
  readonly evidence: string | null;
}

function reason({ rule, confidence, evidence }: Reasoned): readonly string[] {
  if (rule === null) {
    return [];
  }
  return [
    `${words[rule] ?? escaped(rule)}${evidence === null ? '' : `: ${escaped(evidence)}`}`,
    ...(confidence === null
      ? []
      : [
          say('frames.annotation.confidence', 'Confidence: {{value}}', {
            value: words[confidence] ?? escaped(confidence),
          }),
        ]),
  ];
}

/** Grafana shows an annotation's text as sanitised HTML. */
function link(url: string | null): readonly string[] {
  return url === null || !/^https?:\/\//i.test(url)
    ? []
    : [
        `<a href="${escaped(url)}" target="_blank" rel="noreferrer">${escaped(say('frames.annotation.open', 'Open'))}</a>`,
      ];
}

function namesIn(list: string | null): readonly string[] {
  return list === null ? [] : list.split(', ');
}
