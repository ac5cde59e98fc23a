import { DataFrame } from '@grafana/data';
import { Notice, Progress } from '../engine';
import { BenchmarkYear, levelThresholds, Slices } from '../metrics';
import { DoraQuery, MetricsQuery, metricTitles, QueryContext } from '../query';
import { say, sayList } from '../words';
import { graphFrames } from './graphFrames';
import { distributionFrame, hoursFrame } from './heatmapFrames';
import { longFrame } from './longFrame';
import { wideFrame } from './metricSeries';
import { laneFrame, levelFrame } from './stateFrames';

/** An answer in the shape its query asks for; null: in the plain one. `year`: of the levels. */
export function* shapedFrames(
  query: DoraQuery,
  { answer, complete }: Pick<Progress, 'answer' | 'complete'>,
  { from, timeZone }: Pick<QueryContext, 'from' | 'timeZone'>,
  year: BenchmarkYear
): Slices<readonly DataFrame[] | null> {
  const { shaped } = answer;
  if (query.queryType === 'metrics' && answer.type === 'metrics') {
    switch (query.shape) {
      case 'plain':
        return null;
      case 'wide':
        return [yield* wideFrame(query, answer.rows, year, complete)];
      case 'long':
        return [longFrame(query, answer.rows, year)];
      case 'levels':
        return [levelFrame(query, answer.rows, year, from)];
      case 'distribution':
        return [distributionFrame(query, shaped?.kind === 'distribution' ? shaped.columns : [], timeZone)];
    }
  }
  if (query.queryType === 'deployments') {
    switch (query.shape) {
      case 'plain':
        return null;
      case 'states':
        return [laneFrame('deployments', shaped?.kind === 'states' ? shaped.lanes : [])];
      case 'hours':
        return [hoursFrame(shaped?.kind === 'hours' ? shaped.counts : [])];
      case 'graph':
        return graphFrames(shaped?.kind === 'graph' ? shaped : { nodes: [], edges: [] }, timeZone);
    }
  }
  return query.queryType === 'incidents' && query.shape === 'states'
    ? [laneFrame('incidents', shaped?.kind === 'states' ? shaped.lanes : [])]
    : null;
}

/** Why a lane is not there that somebody asks for. */
export function shapeNotices(query: DoraQuery, year: BenchmarkYear): readonly Notice[] {
  if (query.queryType !== 'metrics' || query.shape !== 'levels') {
    return [];
  }
  const without = query.metrics.filter((metric) => levelThresholds(metric, year).length === 0);
  return without.length === 0 ? [] : [{ severity: 'info', text: saidWithout(query, without, year) }];
}

function saidWithout({ metrics }: MetricsQuery, without: MetricsQuery['metrics'], year: BenchmarkYear): string {
  return without.length === metrics.length
    ? say(
        'frames.levels.none',
        'The report of {{year}} has no levels for what this panel asks for. Choose another year under Compared with.',
        { year: String(year) }
      )
    : say('frames.levels.without', 'The report of {{year}} has no levels for {{metrics}}.', {
        year: String(year),
        metrics: sayList(without.map((metric) => metricTitles[metric])),
      });
}
