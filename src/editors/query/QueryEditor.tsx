import { QueryEditorProps } from '@grafana/data';
import { Alert, Stack, Text } from '@grafana/ui';
import React from 'react';
import {
  DoraDataSource,
  DoraJsonData,
  doraQueryOf,
  isFromNewerVersion,
  newerVersionMessage,
  StoredQuery,
  storeQuery,
} from '../../datasource';
import { describeQuery, DoraQuery, isComplete, QueryType, queryProblems, queryTypes } from '../../query';
import { ChoiceField } from '../fields';
import { selectors } from '../selectors';
import { choicesOf, queryTypeWords } from '../words';
import { queryForm, withType } from './form';
import { ListFields } from './ListFields';
import { MetricsFields } from './MetricsFields';
import { RuleChoiceFields } from './RuleChoiceFields';
import { ScopeFields } from './ScopeFields';

export type DoraQueryEditorProps = QueryEditorProps<DoraDataSource, StoredQuery, DoraJsonData>;

/** A panel's query. */
export function QueryEditor(props: DoraQueryEditorProps) {
  return <QueryFields {...props} types={queryTypes} />;
}

/** The query's fields, with the types that make sense where it is used. */
export function QueryFields(props: DoraQueryEditorProps & { readonly types: readonly QueryType[] }) {
  const { query: stored, onChange, onRunQuery, datasource, range, types } = props;
  if (isFromNewerVersion(stored)) {
    return (
      <Alert severity="error" title="This query is from a newer version" data-testid={selectors.query.newerVersion}>
        {newerVersionMessage(stored.schemaVersion)}
      </Alert>
    );
  }
  const query = doraQueryOf(stored);
  const change = (next: DoraQuery) => {
    onChange(storeQuery(next, stored));
    if (isComplete(next)) {
      onRunQuery();
    }
  };
  const form = queryForm(stored.refId, query, change, datasource, range);
  const notUnderstood = queryProblems(stored);
  return (
    <Stack direction="column" gap={2}>
      {notUnderstood.length > 0 && (
        <Alert severity="warning" title="Part of the saved query was not understood">
          {notUnderstood.map(({ field, message }) => (
            <div key={`${field} ${message}`}>{message}</div>
          ))}
        </Alert>
      )}
      <Stack direction="row" wrap="wrap" gap={2} alignItems="flex-start">
        <ChoiceField
          id={form.id('queryType')}
          label="Show"
          value={query.queryType}
          choices={choicesOf(types, queryTypeWords)}
          width={32}
          onChange={(queryType) => change(withType(query, queryType))}
        />
        {query.queryType !== 'metrics' && <ListFields {...form} />}
      </Stack>
      {query.queryType === 'metrics' && <MetricsFields {...form} query={query} />}
      <ScopeFields {...form} />
      <RuleChoiceFields {...form} />
      <Text color="secondary" variant="bodySmall" element="p">
        <span data-testid={selectors.query.sentence(stored.refId)}>{describeQuery(query)}.</span>
      </Text>
    </Stack>
  );
}
