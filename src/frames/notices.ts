import { QueryResultMetaNotice } from '@grafana/data';
import { Notice, Progress, progressSentence, sayNoGroups } from '../engine';
import { QueryContext } from '../query';
import { say } from '../words';
import { clockTime } from './clockTime';
import { layouts } from './listColumns';

type Problem = Progress['problems'][number];

/** More would hide the panel; the rest is counted. */
const mostProblems = 8;

/** Everything a reader must know about these frames, the gravest first; nothing is said twice. */
export function noticesOf(
  progress: Progress,
  context: QueryContext,
  before: readonly Notice[]
): QueryResultMetaNotice[] {
  const all = [
    ...before,
    ...reading(progress, context),
    ...problems(progress.problems),
    ...progress.answer.notices,
    ...nothing(progress),
  ];
  const said = new Set<string>();
  return all
    .filter(({ text }) => !said.has(text) && said.add(text))
    .sort((a, b) => gravity[a.severity] - gravity[b.severity])
    .map(({ severity, text }) => ({ severity, text }));
}

const gravity: Record<Notice['severity'], number> = { error: 0, warning: 1, info: 2 };

function reading(progress: Progress, { now, timeZone }: QueryContext): readonly Notice[] {
  const sentence = progressSentence(progress, { now, time: (at) => clockTime(at, now, timeZone) });
  return sentence === null
    ? []
    : [
        {
          severity: 'info',
          text: say('frames.notice.theNumbersMayStillMove', '{{sentence}} The numbers may still move.', { sentence }),
        },
      ];
}

function problems(found: readonly Problem[]): readonly Notice[] {
  const texts = [...new Map(found.map((problem) => [problem.message, problem])).values()].sort(
    (a, b) => gravity[severityOf(a)] - gravity[severityOf(b)]
  );
  const shown = texts.slice(0, mostProblems).map((problem): Notice => ({
    severity: severityOf(problem),
    text: problem.message,
  }));
  const rest = texts.length - shown.length;
  return rest === 0
    ? shown
    : [
        ...shown,
        {
          severity: 'warning',
          text: say(
            'frames.notice.moreProblems',
            'And {{rest}} more problems. The findings of a data quality query name them all.',
            { rest }
          ),
        },
      ];
}

/** A whole source that does not answer is an error; one repository that may not be read is a warning. */
function severityOf({ kind, scope }: Problem): Notice['severity'] {
  return scope === null && kind !== 'badRecord' && kind !== 'truncated' ? 'error' : 'warning';
}

/** An empty panel says why, where the engine has not said it. */
function nothing({ answer, complete, problems: found }: Progress): readonly Notice[] {
  if (
    !complete ||
    answer.rows.length > 0 ||
    found.length > 0 ||
    answer.notices.some((one) => one.severity !== 'info' || one.explainsEmptiness === true)
  ) {
    return [];
  }
  const text =
    answer.type === 'metrics' || answer.type === 'sensitivity'
      ? sayNoGroups()
      : answer.type === 'quality'
        ? layouts.findings.nothing
        : layouts[answer.type].nothing;
  return [{ severity: 'info', text }];
}
