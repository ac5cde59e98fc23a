import { DataFrame } from '@grafana/data';
import { MetricRow, Notice, Progress } from '../engine';
import { BenchmarkYear, Slices } from '../metrics';
import { describeQuery, DoraQuery, MetricsQuery, QueryContext, shapeOfQuery } from '../query';
import { costMeta } from './costMeta';
import { listFrame } from './listFrame';
import { metricList } from './metricList';
import { withExplainLinks } from './explainLinks';
import { AnsweringSource } from './itemsLink';
import { emptySeries, metricSeries } from './metricSeries';
import { metricTable } from './metricTable';
import { noticesOf } from './notices';
import { qualityFrame } from './qualityFrame';
import { withRulingLinks } from './rulingLinks';
import { sensitivityFrame } from './sensitivityFrame';
import { withSensitivityLinks } from './sensitivityLinks';
import { shapedFrames, shapeNotices } from './shapedFrames';
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
 * a frame of shaded regions (`DataTopic.Annotations`) where something is not known. In steps: a list may be long.
 */
export function* framing(request: FrameRequest): Slices<DataFrame[]> {
  const { progress, context, query } = request;
  const shaping = shapeNotices(query, yearOf(request));
  const notices = noticesOf(progress, context, [...(request.notices ?? []), ...shaping]);
  return (yield* linked(yield* framesOf(request), request)).map((frame, index) => ({
    ...frame,
    refId: request.refId,
    meta: {
      ...frame.meta,
      ...(index === 0 && { notices, executedQueryString: describeQuery(query), ...costMeta(progress.calls) }),
    },
  }));
}

function* linked(frames: readonly DataFrame[], request: FrameRequest): Slices<readonly DataFrame[]> {
  const { query, progress, context, source } = request;
  const { answer } = progress;
  if (source === undefined) {
    return frames;
  }
  if (answer.type !== 'metrics' && shapeOfQuery(query) !== 'plain') {
    return frames;
  }
  if (answer.type === 'sensitivity' && query.queryType === 'sensitivity') {
    return frames.map((frame) => withSensitivityLinks(frame, query, answer.rows, context, source));
  }
  return answer.type === 'metrics' && query.queryType === 'metrics'
    ? yield* withExplainLinks(frames, { query, rows: answer.rows, context, source })
    : frames.map((frame) => withRulingLinks(frame, answer, source));
}

function* framesOf(request: FrameRequest): Slices<readonly DataFrame[]> {
  const { query, progress, context } = request;
  const { answer, complete } = progress;
  const year = yearOf(request);
  const shaped = yield* shapedFrames(query, progress, context, year);
  if (answer.type === 'sensitivity') {
    return query.queryType === 'sensitivity' ? [sensitivityFrame(query, answer.rows)] : [];
  }
  if (answer.type === 'quality') {
    return [qualityFrame(answer.rows, complete)];
  }
  if (answer.type !== 'metrics') {
    return shaped ?? [yield* listFrame(answer)];
  }
  if (query.queryType !== 'metrics') {
    return [];
  }
  if (query.interval === 'none') {
    return (
      shaped ?? [
        query.tableLayout === 'rows'
          ? metricList(query, answer.rows, year)
          : metricTable(query, answer.rows, year, complete),
      ]
    );
  }
  const unread = unreadFrame(query, answer.rows, context.from, complete);
  return [
    ...(shaped ?? (yield* plainSeries(query, answer.rows, year, complete))),
    ...(unread === null ? [] : [unread]),
  ];
}

function* plainSeries(
  query: MetricsQuery,
  rows: readonly MetricRow[],
  year: BenchmarkYear,
  isComplete: boolean
): Slices<readonly DataFrame[]> {
  const series = yield* metricSeries(query, rows, year, isComplete);
  return series.length > 0 ? series : emptySeries(query, year);
}

/** A query may have its own; a list needs none. */
function yearOf({ query, benchmarkYear }: FrameRequest): BenchmarkYear {
  return query.queryType === 'metrics' ? (query.benchmarkYear ?? benchmarkYear) : benchmarkYear;
}
