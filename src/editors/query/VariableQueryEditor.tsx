import { Stack, Text } from '@grafana/ui';
import React from 'react';
import {
  NameChoice,
  nameChoiceOf,
  NameKind,
  nameKinds,
  StoredVariableQuery,
  VariableEditorProps,
} from '../../datasource';
import { defaultFilters, describeNames } from '../../query';
import { ChoiceField, NamesField } from '../fields';
import { selectors } from '../selectors';
import { choicesOf, nameWords } from '../words';
import { say } from '../../words';
import { FieldRow } from './FieldRow';
import { NothingListed } from './NothingListed';
import { QuerySentence } from './QuerySentence';

/** What a dashboard variable lists. Several values, All and a regular expression are Grafana's own settings below it. */
export function VariableQueryEditor({ query, datasource, range, onChange, onRunQuery }: VariableEditorProps) {
  const choice = nameChoiceOf(query);
  const change = (fields: Partial<NameChoice>) => {
    onChange(storedVariable(query, { ...choice, ...fields }));
    onRunQuery();
  };
  const { label, hint } = nameWords()[choice.kind];
  const filters = { ...defaultFilters, teams: choice.teams, repositories: choice.repositories };
  return (
    <Stack direction="column" gap={0.5}>
      <QuerySentence testId={selectors.variable.sentence} sentence={describeNames(label, filters)} />
      <FieldRow title={say('editor.variable.what', 'What')}>
        <ChoiceField
          id={selectors.variable.field('kind')}
          label={say('editor.variable.list', 'List')}
          value={choice.kind}
          choices={choicesOf(nameKinds, nameWords())}
          width={28}
          onChange={(kind) => change({ kind, ...withinReach(kind, choice) })}
        />
      </FieldRow>
      {choice.kind !== 'teams' && (
        <FieldRow title={say('editor.variable.ofWhom', 'Of whom')}>
          <NamesField
            id={selectors.variable.field('teams')}
            label={say('editor.variable.ofTeams', 'Of teams')}
            values={choice.teams}
            placeholder={say('editor.variable.all', 'All')}
            width={28}
            suggest={() => datasource.suggestNames({ kind: 'teams', teams: [], repositories: [] }, range)}
            onChange={(teams) => change({ teams })}
          />
          {dependsOnRepositories(choice.kind) && (
            <NamesField
              id={selectors.variable.field('repositories')}
              label={say('editor.variable.ofRepositories', 'Of repositories')}
              values={choice.repositories}
              placeholder={say('editor.variable.all', 'All')}
              width={28}
              suggest={() =>
                datasource.suggestNames({ kind: 'repositories', teams: choice.teams, repositories: [] }, range)
              }
              onChange={(repositories) => change({ repositories })}
            />
          )}
        </FieldRow>
      )}
      <NothingListed datasource={datasource} choice={choice} range={range} />
      {hint !== undefined && (
        <Text variant="bodySmall" color="secondary" element="p">
          {hint}
        </Text>
      )}
    </Stack>
  );
}

function dependsOnRepositories(kind: NameKind): boolean {
  return kind === 'environments' || kind === 'workflows' || kind === 'labels';
}

/** What the new kind does not depend on is not kept: it would go on working unseen. */
function withinReach(kind: NameKind, { teams, repositories }: NameChoice): Omit<NameChoice, 'kind'> {
  return { teams: kind === 'teams' ? [] : teams, repositories: dependsOnRepositories(kind) ? repositories : [] };
}

function storedVariable(query: StoredVariableQuery, { kind, teams, repositories }: NameChoice): StoredVariableQuery {
  // A variable that was never edited has text where a query should be.
  const refId = typeof query === 'object' && query.refId ? query.refId : 'variable';
  return { refId, kind, teams, ...(repositories.length > 0 && { repositories }) };
}
