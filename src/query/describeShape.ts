import { say } from '../words';
import { DoraQuery } from './types';

/** The shape as a clause of the query's sentence; none for the plain one. */
export function describeShape(query: DoraQuery): readonly string[] {
  switch (query.queryType) {
    case 'metrics':
      switch (query.shape) {
        case 'plain':
          return [];
        case 'wide':
          return [say('query.shape.wide', 'as one wide table')];
        case 'long':
          return [say('query.shape.long', 'as one long table')];
        case 'levels':
          return [say('query.shape.levels', 'as levels over time')];
        case 'distribution':
          return [say('query.shape.distribution', 'as a distribution of how long each took')];
      }
    case 'deployments':
      switch (query.shape) {
        case 'plain':
          return [];
        case 'states':
          return [say('query.shape.deploymentStates', 'as states over time of each repository and environment')];
        case 'hours':
          return [say('query.shape.hours', 'by hour of day and weekday')];
        case 'graph':
          return [say('query.shape.graph', 'with their changes, incidents and repairs as a graph')];
      }
    case 'incidents':
      return query.shape === 'states' ? [say('query.shape.incidentStates', 'as states over time of each service')] : [];
    default:
      return [];
  }
}
