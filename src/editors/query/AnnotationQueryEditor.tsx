import { AnnotationQuery } from '@grafana/data';
import { Stack } from '@grafana/ui';
import React from 'react';
import {
  annotationQuery,
  annotationTypes,
  doraQueryOf,
  isFromNewerVersion,
  StoredQuery,
  storeQuery,
} from '../../datasource';
import { describeQuery, DoraQuery, isComplete } from '../../query';
import { selectors } from '../selectors';
import { say } from '../../words';
import { AnnotationLegend } from './AnnotationLegend';
import { FieldRow } from './FieldRow';
import { queryForm } from './form';
import { DoraQueryEditorProps } from './QueryEditor';
import { QuerySentence } from './QuerySentence';
import { hasRules, RuleFields } from './RuleFields';
import { NewerVersionAlert, NotUnderstoodAlert } from './SavedQueryAlerts';
import { WhatFields } from './WhatFields';
import { WhomFields } from './WhomFields';

interface AnnotationQueryEditorProps extends DoraQueryEditorProps {
  readonly annotation?: AnnotationQuery<StoredQuery>;
  readonly onAnnotationChange?: (annotation: AnnotationQuery<StoredQuery>) => void;
}

/** What to mark on the time axes of a dashboard, whatever its panels show. */
export function AnnotationQueryEditor(props: AnnotationQueryEditorProps) {
  const stored = annotationQuery(props.query);
  if (isFromNewerVersion(stored)) {
    return <NewerVersionAlert stored={stored} />;
  }
  const query = doraQueryOf(stored);
  const change = (next: DoraQuery) => {
    props.onChange(storeQuery(next, stored));
    if (isComplete(next)) {
      props.onRunQuery();
    }
  };
  const form = queryForm(stored.refId, query, change, props.datasource, props.range);
  return (
    <Stack direction="column" gap={0.5}>
      <NotUnderstoodAlert stored={stored} />
      <QuerySentence testId={selectors.query.sentence(stored.refId)} sentence={describeQuery(query)} />
      <FieldRow title={say('editor.annotation.what', 'What')}>
        <WhatFields {...form} types={annotationTypes} label={say('editor.annotation.mark', 'Mark')} />
      </FieldRow>
      <FieldRow title={say('editor.annotation.ofWhom', 'Of whom')}>
        <WhomFields {...form} />
      </FieldRow>
      {hasRules(form) && (
        <FieldRow title={say('editor.annotation.byWhichRules', 'By which rules')}>
          <RuleFields {...form} />
        </FieldRow>
      )}
      <FieldRow title={say('editor.annotation.howItLooks', 'How it looks')}>
        <AnnotationLegend type={query.queryType} />
      </FieldRow>
    </Stack>
  );
}
