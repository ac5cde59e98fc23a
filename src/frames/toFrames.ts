import { DataFrame } from '@grafana/data';
import { Notice, Progress } from '../engine';
import { BenchmarkYear } from '../metrics';
import { describeQuery, DoraQuery } from '../query';
import { listFrame } from './listFrame';
import { metricList } from './metricList';
import { emptySeries, metricSeries } from './metricSeries';
import { metricTable } from './metricTable';
import { noticesOf } from './notices';

export interface FrameRequest {
  readonly refId: string;
  readonly query: DoraQuery;
  readonly progress: Progress;
  /** The settings' year; a query may have its own. */
  readonly benchmarkYear: BenchmarkYear;
  /** What else to say, e.g. what of the saved query was not understood. */
  readonly notices?: readonly Notice[];
}

/**
 * An answer, complete or partial, as data frames. There is always at least one, typed, however little is known; the
 * first one carries the notices and, for the inspector, the query in words.
 */
export function toFrames(request: FrameRequest): DataFrame[] {
  const notices = noticesOf(request.progress, request.notices ?? []);
  return framesOf(request).map((frame, index) => ({
    ...frame,
    refId: request.refId,
    meta: {
      ...frame.meta,
      ...(index === 0 && { notices, executedQueryString: describeQuery(request.query) }),
    },
  }));
}

function framesOf({ query, progress: { answer }, benchmarkYear }: FrameRequest): readonly DataFrame[] {
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
  const series = metricSeries(query, answer.rows, year);
  return series.length > 0 ? series : emptySeries(query, year);
}
