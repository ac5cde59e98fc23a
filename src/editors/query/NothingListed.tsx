import { TimeRange } from '@grafana/data';
import { Alert } from '@grafana/ui';
import React, { useEffect, useState } from 'react';
import { DoraDataSource, NameChoice } from '../../datasource';
import { say } from '../../words';
import { selectors } from '../selectors';

interface NothingListedProps {
  readonly datasource: Pick<DoraDataSource, 'suggestNames'>;
  readonly choice: NameChoice;
  readonly range: TimeRange | undefined;
}

/** Says why a variable has no value: Grafana shows an empty list and nothing else. */
export function NothingListed({ datasource, choice, range }: NothingListedProps) {
  const [why, setWhy] = useState<string | null>(null);
  const { kind } = choice;
  // The lists are new at each render; what is in them is not.
  const teams = written(choice.teams);
  const repositories = written(choice.repositories);
  useEffect(() => {
    let isOver = false;
    const asked = { kind, teams: read(teams), repositories: read(repositories) };
    void datasource.suggestNames(asked, range).then(({ names, problem }) => {
      if (!isOver) {
        setWhy(names.length === 0 ? problem : null);
      }
    });
    return () => {
      isOver = true;
    };
  }, [datasource, kind, teams, repositories, range]);
  return why === null ? null : (
    <Alert
      severity="info"
      title={say('editors.variable.nothing', 'This variable has no value')}
      data-testid={selectors.variable.nothing}
    >
      {why}
    </Alert>
  );
}

function written(names: readonly string[]): string {
  return names.join('\n');
}

function read(text: string): readonly string[] {
  return text === '' ? [] : text.split('\n');
}
