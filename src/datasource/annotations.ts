import { AnnotationQuery, AnnotationSupport } from '@grafana/data';
import { plainQuery, QueryContext, QueryType } from '../query';
import { isFromNewerVersion } from './storedQuery';
import { StoredQuery } from './types';

/** What can be marked on a time axis. */
export const annotationTypes = [
  'deployments',
  'incidents',
  'releases',
  'experiments',
] as const satisfies readonly QueryType[];
export type AnnotationType = (typeof annotationTypes)[number];

/**
 * Deployments, incidents, releases and experiments on the time axis of any panel, whatever its data source. The frames carry the names
 * that Grafana itself maps to annotations, so a dashboard's own mappings go on working.
 */
export function annotationSupport(
  QueryEditor: AnnotationSupport<StoredQuery>['QueryEditor']
): AnnotationSupport<StoredQuery> {
  return {
    ...(QueryEditor !== undefined && { QueryEditor }),
    getDefaultQuery: () => annotationQuery(undefined),
    prepareAnnotation: (saved: AnnotationQuery<StoredQuery>) => ({ ...saved, target: annotationQuery(saved.target) }),
    prepareQuery: ({ target }) => ({ ...annotationQuery(target), asAnnotations: true }),
  };
}

/** What cannot be marked becomes the deployments. What a newer version saved is left as it is. */
export function annotationQuery(target: StoredQuery | undefined): StoredQuery {
  if (target !== undefined && (isFromNewerVersion(target) || isMarkable(target.queryType))) {
    return target;
  }
  return { refId: target?.refId ?? 'Anno', ...plainQuery('deployments') };
}

function isMarkable(queryType: string | undefined): boolean {
  return annotationTypes.some((type) => type === queryType);
}

/** How long something may have been going on when the time range begins: as far back as the engine reads for a list. */
const carriedOver = 30 * 86_400_000;

/** Marks also show what began before the time range and lasts into it. */
export function annotationContext(context: QueryContext): QueryContext {
  return { ...context, listFrom: context.from - carriedOver };
}
