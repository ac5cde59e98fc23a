import { Alert } from '@grafana/ui';
import React from 'react';
import { newerVersionMessage, StoredQuery } from '../../datasource';
import { queryProblems } from '../../query';
import { selectors } from '../selectors';
import { say } from '../../words';

interface SavedQueryProps {
  readonly stored: StoredQuery;
}

/** In place of an editor: a query of a newer version is left as it is. */
export function NewerVersionAlert({ stored }: SavedQueryProps) {
  return (
    <Alert
      severity="error"
      title={say('editor.saved.thisQueryIsFromA', 'This query is from a newer version')}
      data-testid={selectors.query.newerVersion}
    >
      {newerVersionMessage(stored.schemaVersion)}
    </Alert>
  );
}

/** What of a saved query was not understood; nothing where all was. */
export function NotUnderstoodAlert({ stored }: SavedQueryProps) {
  const problems = queryProblems(stored);
  return problems.length === 0 ? null : (
    <Alert
      severity="warning"
      title={say('editor.saved.partOfTheSavedQuery', 'Part of the saved query was not understood')}
    >
      {problems.map(({ field, message }) => (
        <div key={`${field} ${message}`}>{message}</div>
      ))}
    </Alert>
  );
}
