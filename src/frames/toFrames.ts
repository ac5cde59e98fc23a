import { DataFrame } from '@grafana/data';
import { Notice, Progress } from '../engine';
import { BenchmarkYear } from '../metrics';
import { describeQuery, DoraQuery, QueryContext } from '../query';
import { costMeta } from './costMeta';
import { listFrame } from './listFrame';
import { metricList } from './metricList';
import { AnsweringSource, withExplainLinks } from './explainLinks';
import { emptySeries, metricSeries } from './metricSeries';
import { metricTable } from './metricTable';
import { noticesOf } from './notices';
import { withRulingLinks } from './rulingLinks';
import { sensitivityFrame } from './sensitivityFrame';
import { unreadFrame } from './unreadFrame';

export interface FrameRequest {
  readonly refId: string;
  readonly query: DoraQuery;
  readonly progress: Progress;
  /** What the query was asked with; its `now` is the moment of this answer. */
  readonly context: QueryContext;
  /** The settings' year; a query may have its own. */
  readonly benchmarkYear: BenchmarkYear;
  /** What else to say, e.g. what of the saved query was not understood. */
  readonly notices?: readonly Notice[];
  /** Where links to explanations and rulings lead; absent: there are none. */
  readonly source?: AnsweringSource;
}

/**
 * An answer, complete or partial, as data frames. There is always at least one, typed, however little is known; the
 * first one carries the notices and, for the inspector, the query in words and what it has cost. Series are followed by
 * a frame of shaded regions (`DataTopic.Annotations`) where something is not known.
 */
export function toFrames(request: FrameRequest): DataFrame[] {
  const { progress, context, query } = request;
  const notices = noticesOf(progress, context, request.notices ?? []);
  return linked(framesOf(request), request).map((frame, index) => ({
    ...frame,
    refId: request.refId,
    meta: {
      ...frame.meta,
      ...(index === 0 && { notices, executedQueryString: describeQuery(query), ...costMeta(progress.calls) }),
    },
  }));
}

function linked(frames: readonly DataFrame[], request: FrameRequest): readonly DataFrame[] {
  const { query, progress, context, source } = request;
  const { answer } = progress;
  if (source === undefined) {
    return frames;
  }
  return answer.type === 'metrics' && query.queryType === 'metrics'
    ? withExplainLinks(frames, { query, rows: answer.rows, context, source })
    : frames.map((frame) => withRulingLinks(frame, answer, source));
}

function framesOf({ query, progress, context, benchmarkYear }: FrameRequest): readonly DataFrame[] {
  const { answer, complete } = progress;
  if (answer.type === 'sensitivity') {
    return query.queryType === 'sensitivity' ? [sensitivityFrame(query, answer.rows)] : [];
  }
  if (answer.type !== 'metrics') {
    return [listFrame(answer)];
  }
  if (query.queryType !== 'metrics') {
    return [];
  }
  const year = query.benchmarkYear ?? benchmarkYear;
  if (query.interval === 'none') {
    return [
      query.tableLayout === 'rows' ? metricList(query, answer.rows, year) : metricTable(query, answer.rows, year),
    ];
  }
  const series = metricSeries(query, answer.rows, year, complete);
  const unread = unreadFrame(query, answer.rows, context.from, complete);
  return [...(series.length > 0 ? series : emptySeries(query, year)), ...(unread === null ? [] : [unread])];
}
