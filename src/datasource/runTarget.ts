import { AdHocVariableFilter, DataFrame, DataQueryRequest } from '@grafana/data';
import { of } from 'rxjs';
import { Answer, Notice, Progress } from '../engine';
import { annotationFrame, AnsweringSource, framing, noticesOf } from '../frames';
import { BenchmarkYear, Slices } from '../metrics';
import { DoraQuery, editorRowOf, editorRowTitle, QueryContext, queryProblems, unfilled, validateQuery } from '../query';
import { say } from '../words';
import { withAdHocFilters } from './adHocFilters';
import { annotationContext } from './annotations';
import { QueryEngine } from './engine';
import { Templates, withVariables } from './interpolation';
import { TargetPacket, TargetStream } from './responses';
import { doraQueryOf, isFromNewerVersion, newerVersionMessage } from './storedQuery';
import { streamOf } from './stream';
import { StoredQuery } from './types';

export interface RunOptions {
  readonly engine: QueryEngine;
  readonly templates: Templates;
  readonly adHocFilters: readonly AdHocVariableFilter[];
  readonly benchmarkYear: BenchmarkYear;
  /** Where links lead. */
  readonly source: AnsweringSource;
  readonly now: () => number;
  /** Problems of the settings, which every panel rests on. */
  readonly notices: readonly Notice[];
  /** What to say of the storage to the panel of this name. */
  readonly storageNotices: (panel: string) => readonly Notice[];
}

/** One target of a request: migrated, interpolated, run (in this order), and turned into frames as answers come. */
export function runTarget(
  target: StoredQuery,
  request: DataQueryRequest<StoredQuery>,
  options: RunOptions
): TargetStream {
  const { refId } = target;
  if (isFromNewerVersion(target)) {
    const message = newerVersionMessage(target.schemaVersion);
    return { refId, packets: of({ frames: [], errors: [message], isLast: true }) };
  }
  const asked = withVariables(doraQueryOf(target), request.scopedVars, options.templates);
  const lacking = lackingIn(asked);
  if (lacking !== null) {
    return { refId, packets: of({ frames: [], errors: [lacking], isLast: true }) };
  }
  const { query, notices } = withAdHocFilters(asked, options.adHocFilters);
  const range = contextOf(request, options.now());
  const context = target.asAnnotations === true ? annotationContext(range) : range;
  const panel = `${request.dashboardUID ?? request.app}/${request.panelId ?? ''}/${refId}`;
  const asking: Asked = { target, query: query ?? asked, context, panel, notices };
  return {
    refId,
    packets: streamOf(async function* (signal) {
      const answers = query === null ? [nothingOf(asked, notices)] : options.engine.run(query, context, signal);
      for await (const progress of answers) {
        yield await options.engine.work(packetOf(asking, progress, options), signal);
      }
    }),
  };
}

/** What keeps a query, its variables filled in, from being answered, and where in the editor that is chosen. Null: nothing. */
function lackingIn(query: DoraQuery): string | null {
  const problems = [...unfilled(query), ...validateQuery(query)];
  if (problems.length === 0) {
    return null;
  }
  const rows = new Set(problems.map(({ field }) => editorRowOf(field)));
  return say('datasource.query.incomplete', '{{problems}} In the query editor: {{rows}}.', {
    problems: problems.map(({ message }) => message).join(' '),
    rows: [...rows].map(editorRowTitle).join(', '),
  });
}

/** The answer where filters leave nothing to ask about, with the reason. */
function nothingOf({ queryType }: DoraQuery, notices: readonly Notice[]): Progress {
  const answer: Answer = { type: queryType, rows: [], notices };
  return { answer, complete: true, done: 0, total: 0, problems: [], calls: [], waitingUntil: null, readyAt: null };
}

interface Asked {
  readonly target: StoredQuery;
  readonly query: DoraQuery;
  readonly context: QueryContext;
  readonly panel: string;
  /** What of the ad hoc filters was not applied. */
  readonly notices: readonly Notice[];
}

function* packetOf(
  { target, query, context, panel, notices: said }: Asked,
  progress: Progress,
  options: RunOptions
): Slices<TargetPacket> {
  const notices = [
    ...options.notices,
    ...queryProblems(target).map(({ message }): Notice => ({ severity: 'warning', text: message })),
    ...said,
    ...options.storageNotices(panel),
  ];
  const frames =
    target.asAnnotations === true
      ? [yield* marksOf(target.refId, progress, context, notices, options.now())]
      : yield* framing({
          refId: target.refId,
          query,
          progress,
          context: { ...context, now: options.now() },
          benchmarkYear: options.benchmarkYear,
          notices,
          source: options.source,
        });
  return { frames, errors: progress.complete ? totalFailures(progress) : [], isLast: progress.complete };
}

/** Marks on the time axis; where there are none, their notices say why to whoever looks at the query. */
function* marksOf(
  refId: string,
  progress: Progress,
  context: QueryContext,
  said: readonly Notice[],
  now: number
): Slices<DataFrame> {
  const frame = yield* annotationFrame(progress.answer, { from: context.from, now });
  return { ...frame, refId, meta: { ...frame.meta, notices: noticesOf(progress, { ...context, now }, said) } };
}

/** Where nothing can be shown because a whole source does not answer, a notice on an empty panel is not enough. */
function totalFailures({ answer, problems }: Progress): readonly string[] {
  const isEmpty = answer.type === 'metrics' ? answer.rows.every((row) => row.value === null) : answer.rows.length === 0;
  return isEmpty ? [...new Set(problems.filter(({ scope }) => scope === null).map(({ message }) => message))] : [];
}

function contextOf(request: DataQueryRequest<StoredQuery>, now: number): QueryContext {
  const from = request.range.from.valueOf();
  const to = request.range.to.valueOf();
  return {
    from,
    // "This week" ends on Sunday: the days to come have not been observed and must not thin out a frequency.
    to: from < now ? Math.min(to, now) : to,
    timeZone: timeZoneOf(request.timezone),
    now,
  };
}

/** Grafana says `browser`, `utc` or an IANA name. */
export function timeZoneOf(timezone: string | undefined): string {
  switch (timezone) {
    case 'utc':
      return 'UTC';
    case undefined:
    case '':
    case 'browser':
      return Intl.DateTimeFormat().resolvedOptions().timeZone;
    default:
      return timezone;
  }
}
