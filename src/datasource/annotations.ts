import { AnnotationQuery, AnnotationSupport } from '@grafana/data';
import { plainQuery } from '../query';
import { StoredQuery } from './types';

/** Deployments and incidents on the time axis of any panel. */
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

/** Only deployments and incidents can be marked; anything else becomes the deployments. */
export function annotationQuery(target: StoredQuery | undefined): StoredQuery {
  return target?.queryType === 'deployments' || target?.queryType === 'incidents'
    ? target
    : { refId: target?.refId ?? 'Anno', ...plainQuery('deployments') };
}
