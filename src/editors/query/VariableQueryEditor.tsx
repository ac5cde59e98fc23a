import { Stack } from '@grafana/ui';
import React from 'react';
import { nameKinds, NameKind, StoredVariableQuery, variableChoiceOf, VariableEditorProps } from '../../datasource';
import { ChoiceField, NamesField } from '../fields';
import { selectors } from '../selectors';
import { choicesOf, Word } from '../words';

const words: Record<NameKind, Word> = {
  teams: { label: 'Teams', description: 'Of the settings' },
  repositories: { label: 'Repositories' },
  services: { label: 'Services', description: 'Of PagerDuty' },
  environments: { label: 'Production environments', description: 'Deployed to in the time range' },
};

/** What a dashboard variable lists. */
export function VariableQueryEditor({ query, datasource, range, onChange, onRunQuery }: VariableEditorProps) {
  const choice = variableChoiceOf(query);
  const change = (fields: Partial<StoredVariableQuery>) => {
    // A variable that was never edited has text where a query should be.
    const refId = typeof query === 'object' && query.refId ? query.refId : 'variable';
    onChange({ refId, ...choice, ...fields });
    onRunQuery();
  };
  return (
    <Stack direction="row" wrap="wrap" gap={2} alignItems="flex-start">
      <ChoiceField
        id={selectors.variable.field('kind')}
        label="List"
        value={choice.kind}
        choices={choicesOf(nameKinds, words)}
        width={32}
        onChange={(kind) => change({ kind, ...(kind === 'teams' && { teams: [] }) })}
      />
      {choice.kind !== 'teams' && (
        <NamesField
          id={selectors.variable.field('teams')}
          label="Of teams"
          values={choice.teams}
          placeholder="All"
          suggest={() => datasource.suggestNames('teams', range)}
          onChange={(teams) => change({ teams })}
        />
      )}
    </Stack>
  );
}
