import React from 'react';
import { Filters, groupKeys, unknownNames } from '../../query';
import { ManyField, NamesField } from '../fields';
import { choicesOf, filterWords, groupWords } from '../words';
import { say } from '../../words';
import { QueryForm } from './form';

const kinds: ReadonlyArray<keyof Filters> = ['teams', 'repositories', 'services', 'environments'];

/** Of whom: what exists is offered, dashboard variables too, and any other text can be typed. */
export function WhomFields({ query, change, id, applies, suggest }: QueryForm) {
  const { filters } = query;
  return (
    <>
      {kinds
        .filter((kind) => kind === 'teams' || kind === 'repositories' || applies(kind))
        .map((kind) => (
          <NamesField
            key={kind}
            id={id(kind)}
            label={filterWords()[kind].label}
            values={filters[kind]}
            placeholder={say('editor.whom.all', 'All')}
            suggest={suggest(kind)}
            check={checks[kind]}
            width={28}
            onChange={(values) => change({ ...query, filters: { ...filters, [kind]: values } })}
          />
        ))}
      {(query.queryType === 'metrics' || query.queryType === 'sensitivity') && (
        <ManyField
          id={id('groupBy')}
          label={say('editor.whom.groupBy', 'Group by')}
          values={query.groupBy}
          choices={choicesOf(groupKeys, groupWords())}
          placeholder={say('editor.whom.nothingAllTogether', 'Nothing: all together')}
          width={28}
          onChange={(groupBy) => change({ ...query, groupBy })}
        />
      )}
    </>
  );
}

/** Services may be named by their id and environments are seen in some weeks only: of those nothing is certain. */
const checks: {
  readonly [Kind in keyof Filters]?: (values: readonly string[], known: readonly string[]) => string | null;
} = {
  teams: (values, known) => firstUnknown('teams', values, known),
  repositories: (values, known) => firstUnknown('repositories', values, known),
};

function firstUnknown(
  kind: 'teams' | 'repositories',
  values: readonly string[],
  known: readonly string[]
): string | null {
  const [name] = unknownNames(kind, values, known);
  return name === undefined ? null : filterWords()[kind].unknown(name);
}
