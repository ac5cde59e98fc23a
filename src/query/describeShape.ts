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
          return [say('query.describe.wide', 'as one wide table')];
        case 'long':
          return [say('query.describe.long', 'as one long table')];
        case 'levels':
          return [say('query.describe.levels', 'as levels over time')];
        case 'distribution':
          return [say('query.describe.distribution', 'as a distribution of how long each took')];
      }
    case 'deployments':
      switch (query.shape) {
        case 'plain':
          return [];
        case 'states':
          return [say('query.describe.deploymentStates', 'as states over time of each repository and environment')];
        case 'hours':
          return [say('query.describe.hours', 'by hour of day and weekday')];
        case 'graph':
          return [say('query.describe.graph', 'with their changes, incidents and repairs as a graph')];
      }
    case 'incidents':
      return query.shape === 'states'
        ? [say('query.describe.incidentStates', 'as states over time of each service')]
        : [];
    default:
      return [];
  }
}
