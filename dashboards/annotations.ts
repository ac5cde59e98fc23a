import type * as cog from '@grafana/grafana-foundation-sdk/cog';
import { AnnotationQuery, AnnotationQueryBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { DoraQuery } from '../src/query';
import { inSight } from './inSight';
import { datasource, list, target } from './target';

/**
 * What can be marked on the time axis of all panels, of the chosen team(s). All but the experiments are a switch away: a
 * line for each deployment, failed ones too, hides more than it tells in a quarter.
 */
export function deliveryAnnotations(): ReadonlyArray<cog.Builder<AnnotationQuery>> {
  const annotation = (name: string, color: string, query: DoraQuery, isShown = false) =>
    inSight(
      new AnnotationQueryBuilder()
        .name(name)
        .datasource(datasource)
        .enable(isShown)
        .hide(false)
        .iconColor(color)
        .target(target(query, 'Anno'))
    );
  return [
    annotation('Experiments', 'blue', list('experiments', {}), true),
    annotation('Failed deployments', 'red', list('deployments', { outcome: 'failed' })),
    annotation('Deployments', 'green', list('deployments', {})),
    annotation('Incidents', 'orange', list('incidents', {})),
  ];
}
