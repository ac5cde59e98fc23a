import { MetricName, metricUnit } from '../metrics';
import { DoraQuery, MetricsQuery } from './types';

/**
 * The forms one answer can have, for the panels that want another one than the plain one. `plain` is what a query without
 * a shape has always been: series with an interval, a table without, a table of a list.
 */

/**
 * `wide`: one frame, a field for each metric and group. `long`: one frame, a row for each time and group. `levels`: the
 * level over time, for a state timeline. `distribution`: how many events took how long, for a heatmap.
 */
export type MetricShape = 'plain' | 'wide' | 'long' | 'levels' | 'distribution';

/**
 * `states`: good, rework or failed until recovered, for a state timeline. `hours`: by hour of day and weekday, for a
 * heatmap. `graph`: change, deployment, incident and repair, for a node graph.
 */
export type DeploymentShape = 'plain' | 'states' | 'hours' | 'graph';

/** `states`: open, acknowledged or neither, for a state timeline. */
export type IncidentShape = 'plain' | 'states';

export type QueryShape = MetricShape | DeploymentShape | IncidentShape;

export const metricShapes: readonly MetricShape[] = ['plain', 'wide', 'long', 'levels', 'distribution'];
export const deploymentShapes: readonly DeploymentShape[] = ['plain', 'states', 'hours', 'graph'];
export const incidentShapes: readonly IncidentShape[] = ['plain', 'states'];

/** The shapes that a metrics query can have as it is; `plain` always comes first. */
export function metricShapesOf(query: MetricsQuery): readonly MetricShape[] {
  return metricShapes.filter((shape) => lackingFor({ ...query, shape }) === null);
}

/** What a shape asks of a metrics query that this one does not have. */
export type Lacking = 'interval' | 'oneDuration' | 'oneGroup';

/** Null: nothing is lacking. */
export function lackingFor({ shape, interval, metrics, metricVariable, groupBy }: MetricsQuery): Lacking | null {
  switch (shape) {
    case 'plain':
    case 'wide':
      return null;
    case 'long':
    case 'levels':
      return interval === 'none' ? 'interval' : null;
    case 'distribution':
      return interval === 'none'
        ? 'interval'
        : metricVariable === undefined && durationOf(metrics) === null
          ? 'oneDuration'
          : groupBy.length > 0
            ? 'oneGroup'
            : null;
  }
}

/** The only metric, where it is a time that something took: what a distribution can be of. */
export function durationOf(metrics: readonly MetricName[]): MetricName | null {
  return metrics.length === 1 && metricUnit[metrics[0]] === 's' ? metrics[0] : null;
}

/** A level or a distribution is set beside nothing, and has no interval. */
export function isComparable({ shape }: MetricsQuery): boolean {
  return shape !== 'levels' && shape !== 'distribution';
}

/** `plain` for the lists that have but one shape. */
export function shapeOfQuery(query: DoraQuery): QueryShape {
  switch (query.queryType) {
    case 'metrics':
    case 'deployments':
    case 'incidents':
      return query.shape;
    default:
      return 'plain';
  }
}
