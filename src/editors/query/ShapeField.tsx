import React from 'react';
import { deploymentShapes, DoraQuery, incidentShapes, metricShapesOf, MetricsQuery, MetricShape } from '../../query';
import { ChoiceField } from '../fields';
import { choicesOf } from '../words';
import { QueryForm } from './form';
import { deploymentShapeWords, incidentShapeWords, metricShapeWords, showAs } from './shapeWords';

/** Has the query more than one shape? */
export function hasShapes({ queryType }: DoraQuery): boolean {
  return queryType === 'metrics' || queryType === 'deployments' || queryType === 'incidents';
}

/** For which panel the answer is meant; only the shapes that the query can have as it is. */
export function ShapeField({ query, change, id, problem }: QueryForm) {
  const field = { id: id('shape'), label: showAs(), problem: problem('shape'), width: 28 };
  switch (query.queryType) {
    case 'metrics':
      return (
        <ChoiceField
          {...field}
          value={query.shape}
          choices={choicesOf(offeredFor(query), metricShapeWords())}
          onChange={(shape) => change({ ...query, shape })}
        />
      );
    case 'deployments':
      return (
        <ChoiceField
          {...field}
          value={query.shape}
          choices={choicesOf(deploymentShapes, deploymentShapeWords())}
          onChange={(shape) => change({ ...query, shape })}
        />
      );
    case 'incidents':
      return (
        <ChoiceField
          {...field}
          value={query.shape}
          choices={choicesOf(incidentShapes, incidentShapeWords())}
          onChange={(shape) => change({ ...query, shape })}
        />
      );
    default:
      return null;
  }
}

/** What is chosen stays in sight, so that it can be mended. */
function offeredFor(query: MetricsQuery): readonly MetricShape[] {
  const possible = metricShapesOf(query);
  return possible.includes(query.shape) ? possible : [...possible, query.shape];
}
