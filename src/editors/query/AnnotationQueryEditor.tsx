import { AnnotationQuery } from '@grafana/data';
import React from 'react';
import { annotationQuery, StoredQuery } from '../../datasource';
import { DoraQueryEditorProps, QueryFields } from './QueryEditor';

interface AnnotationQueryEditorProps extends DoraQueryEditorProps {
  readonly annotation?: AnnotationQuery<StoredQuery>;
  readonly onAnnotationChange?: (annotation: AnnotationQuery<StoredQuery>) => void;
}

/** Deployments or incidents on the time axis. */
export function AnnotationQueryEditor(props: AnnotationQueryEditorProps) {
  return <QueryFields {...props} query={annotationQuery(props.query)} types={['deployments', 'incidents']} />;
}
