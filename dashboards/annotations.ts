import type * as cog from '@grafana/grafana-foundation-sdk/cog';
import { AnnotationQuery, AnnotationQueryBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { DoraQuery } from '../src/query';
import { datasource, list, target } from './target';

export type AnnotationName = 'Experiments' | 'Failed deployments' | 'Deployments' | 'Incidents';

/**
 * What can be marked on the time axis of all panels, of the chosen team(s). Those that are not `shown` are a switch away:
 * a line for each deployment hides more than it tells.
 */
export function deliveryAnnotations(shown: readonly AnnotationName[]): ReadonlyArray<cog.Builder<AnnotationQuery>> {
  const annotation = (name: AnnotationName, color: string, query: DoraQuery) =>
    withVisibleSwitch(
      new AnnotationQueryBuilder()
        .name(name)
        .datasource(datasource)
        .enable(shown.includes(name))
        .hide(false)
        .iconColor(color)
        .target(target(query, 'Anno'))
    );
  return [
    annotation('Experiments', 'blue', list('experiments', {})),
    annotation('Failed deployments', 'red', list('deployments', { outcome: 'failed' })),
    annotation('Deployments', 'green', list('deployments', {})),
    annotation('Incidents', 'orange', list('incidents', {})),
  ];
}

/** The builder would put the switch into a menu of newer Grafanas. */
function withVisibleSwitch(annotation: AnnotationQueryBuilder): cog.Builder<AnnotationQuery> {
  return { build: () => ({ ...annotation.build(), placement: undefined }) };
}
