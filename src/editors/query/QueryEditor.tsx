import { QueryEditorProps } from '@grafana/data';
import { Button, Stack } from '@grafana/ui';
import React, { useId, useState } from 'react';
import {
  DoraDataSource,
  DoraJsonData,
  doraQueryOf,
  isFromNewerVersion,
  StoredQuery,
  storeQuery,
} from '../../datasource';
import { describeQuery, DoraQuery, editorRowTitle, isComplete, queryTypes } from '../../query';
import { selectors } from '../selectors';
import { say } from '../../words';
import { ComparisonFields } from './ComparisonFields';
import { DisplayFields } from './DisplayFields';
import { ExampleList } from './ExampleList';
import { FieldRow } from './FieldRow';
import { queryForm } from './form';
import { QuerySentence } from './QuerySentence';
import { hasRules, RuleFields } from './RuleFields';
import { NewerVersionAlert, NotUnderstoodAlert } from './SavedQueryAlerts';
import { hasShapes, ShapeField } from './ShapeField';
import { TimeFields } from './TimeFields';
import { WhatFields } from './WhatFields';
import { WhomFields } from './WhomFields';

export type DoraQueryEditorProps = QueryEditorProps<DoraDataSource, StoredQuery, DoraJsonData>;

/**
 * A panel's query, in the order one thinks: what, of whom, over what, compared with what, shown how, by which rules. Only
 * the fields that change the answer are there, and it is asked when a choice is made or a field left, never at a key.
 */
export function QueryEditor(props: DoraQueryEditorProps) {
  return isFromNewerVersion(props.query) ? <NewerVersionAlert stored={props.query} /> : <QueryFields {...props} />;
}

function QueryFields({ query: stored, onChange, onRunQuery, datasource, range }: DoraQueryEditorProps) {
  const [showsExamples, setShowsExamples] = useState(false);
  const examplesId = useId();
  const query = doraQueryOf(stored);
  const change = (next: DoraQuery) => {
    onChange(storeQuery(next, stored));
    if (isComplete(next)) {
      onRunQuery();
    }
  };
  const form = queryForm(stored.refId, query, change, datasource, range);
  return (
    <Stack direction="column" gap={0.5}>
      <NotUnderstoodAlert stored={stored} />
      <Stack direction="row" gap={2} alignItems="flex-start" justifyContent="space-between">
        <QuerySentence testId={selectors.query.sentence(stored.refId)} sentence={describeQuery(query)} />
        <Button
          size="sm"
          variant="secondary"
          fill="text"
          icon={showsExamples ? 'angle-up' : 'angle-down'}
          aria-expanded={showsExamples}
          aria-controls={examplesId}
          data-testid={selectors.query.examples(stored.refId)}
          onClick={() => setShowsExamples(!showsExamples)}
        >
          {say('editor.query.examples', 'Examples')}
        </Button>
      </Stack>
      <div id={examplesId}>
        {showsExamples && (
          <ExampleList
            onChoose={(example) => {
              setShowsExamples(false);
              change(example);
            }}
          />
        )}
      </div>
      <FieldRow title={editorRowTitle('what')}>
        <WhatFields {...form} types={queryTypes} label={say('editor.query.show', 'Show')} />
      </FieldRow>
      <FieldRow title={editorRowTitle('ofWhom')}>
        <WhomFields {...form} />
      </FieldRow>
      {query.queryType === 'metrics' && (
        <>
          <FieldRow title={editorRowTitle('overWhat')}>
            <TimeFields {...form} query={query} />
          </FieldRow>
          <FieldRow title={editorRowTitle('comparedWith')}>
            <ComparisonFields {...form} query={query} />
          </FieldRow>
        </>
      )}
      {hasShapes(query) && (
        <FieldRow title={editorRowTitle('shownHow')}>
          <ShapeField {...form} />
          {query.queryType === 'metrics' && <DisplayFields {...form} query={query} />}
        </FieldRow>
      )}
      {hasRules(form) && (
        <FieldRow title={editorRowTitle('byWhichRules')}>
          <RuleFields {...form} />
        </FieldRow>
      )}
    </Stack>
  );
}
