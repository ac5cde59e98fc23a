import { DeploymentShape, IncidentShape, MetricShape } from '../../query';
import { say } from '../../words';
import { Word } from '../words';

/** How the shapes are called, and for which panel each is. */

export const showAs = () => say('editors.query.shape.label', 'Show as');

export function metricShapeWords(): Record<MetricShape, Word> {
  return {
    plain: {
      label: say('editors.query.shape.metrics', 'Series, or a table'),
      description: say('editors.query.shape.metricsFor', 'A series each; without an interval a row per group'),
    },
    wide: {
      label: say('editors.query.shape.wide', 'One wide table'),
      description: say('editors.query.shape.wideFor', 'A column per metric and group: stat, gauge, bar gauge'),
    },
    long: {
      label: say('editors.query.shape.long', 'One long table'),
      description: say('editors.query.shape.longFor', 'A row per time and group: table, SQL expressions'),
    },
    levels: {
      label: say('editors.query.shape.levels', 'Levels over time'),
      description: say('editors.query.shape.levelsFor', 'State timeline'),
    },
    distribution: {
      label: say('editors.query.shape.distribution', 'Distribution'),
      description: say('editors.query.shape.distributionFor', 'How many took how long: heatmap'),
    },
  };
}

export function deploymentShapeWords(): Record<DeploymentShape, Word> {
  return {
    plain: list(),
    states: {
      label: say('editors.query.shape.deploymentStates', 'States over time'),
      description: say(
        'editors.query.shape.deploymentStatesFor',
        'Good, rework, failed until recovered: state timeline'
      ),
    },
    hours: {
      label: say('editors.query.shape.hours', 'By hour and weekday'),
      description: say('editors.query.shape.hoursFor', 'Heatmap'),
    },
    graph: {
      label: say('editors.query.shape.graph', 'Delivery chain'),
      description: say('editors.query.shape.graphFor', 'Changes, deployments, incidents, repairs: node graph'),
    },
  };
}

export function incidentShapeWords(): Record<IncidentShape, Word> {
  return {
    plain: list(),
    states: {
      label: say('editors.query.shape.incidentStates', 'States over time'),
      description: say('editors.query.shape.incidentStatesFor', 'Open or acknowledged, by service: state timeline'),
    },
  };
}

function list(): Word {
  return {
    label: say('editors.query.shape.list', 'A list'),
    description: say('editors.query.shape.listFor', 'A row each: table'),
  };
}
