import React from 'react';
import { attributions, leadTimeStarts, OptionalField, recoveryStarts, reworkWordings, RuleChoices } from '../../query';
import { ChoiceField, NumberField, OptionalChoiceField } from '../fields';
import {
  asInSettings,
  attributionWords,
  choicesOf,
  leadTimeStartWords,
  recoveryStartWords,
  reworkWords,
} from '../words';
import { say } from '../../words';
import { QueryForm } from './form';

const fields: readonly OptionalField[] = [
  'attribution',
  'attributionWindowHours',
  'leadTimeStart',
  'recoveryStart',
  'reworkWording',
];

/** Is there any rule to choose? */
export function hasRules({ applies }: QueryForm): boolean {
  return fields.some(applies);
}

/** By which rules, where the query departs from the settings. */
export function RuleFields({ query, change, id, problem, applies }: QueryForm) {
  const { choices } = query;
  const set = (fields: { [Rule in keyof RuleChoices]: RuleChoices[Rule] | null }) =>
    change({ ...query, choices: without({ ...choices, ...fields }) });
  return (
    <>
      {applies('attribution') && (
        <ChoiceField
          id={id('attribution')}
          label={say('editor.rules.attribution', 'Attribution')}
          value={query.attribution}
          choices={choicesOf(attributions, attributionWords())}
          width={28}
          onChange={(attribution) => change({ ...query, attribution })}
        />
      )}
      {applies('attributionWindowHours') && (
        <NumberField
          id={id('attributionWindowHours')}
          label={say('editor.rules.proximityHours', 'Proximity (hours)')}
          value={choices.attributionWindowHours ?? null}
          placeholder={asInSettings()}
          problem={problem('choices.attributionWindowHours')}
          width={28}
          onCommit={(attributionWindowHours) => set({ attributionWindowHours })}
        />
      )}
      {applies('leadTimeStart') && (
        <OptionalChoiceField
          id={id('leadTimeStart')}
          label={say('editor.rules.leadTimeFrom', 'Lead time from')}
          value={choices.leadTimeStart ?? null}
          choices={choicesOf(leadTimeStarts, leadTimeStartWords())}
          placeholder={asInSettings()}
          width={28}
          onChange={(leadTimeStart) => set({ leadTimeStart })}
        />
      )}
      {applies('recoveryStart') && (
        <OptionalChoiceField
          id={id('recoveryStart')}
          label={say('editor.rules.recoveryFrom', 'Recovery from')}
          value={choices.recoveryStart ?? null}
          choices={choicesOf(recoveryStarts, recoveryStartWords())}
          placeholder={asInSettings()}
          width={28}
          onChange={(recoveryStart) => set({ recoveryStart })}
        />
      )}
      {applies('reworkWording') && (
        <OptionalChoiceField
          id={id('reworkWording')}
          label={say('editor.rules.reworkCounts', 'Rework counts')}
          value={choices.reworkWording ?? null}
          choices={choicesOf(reworkWordings, reworkWords())}
          placeholder={asInSettings()}
          width={28}
          onChange={(reworkWording) => set({ reworkWording })}
        />
      )}
    </>
  );
}

/** A choice that is not made is not saved. */
function without(choices: { [Rule in keyof RuleChoices]: RuleChoices[Rule] | null }): RuleChoices {
  return Object.fromEntries(Object.entries(choices).filter(([, choice]) => choice !== null));
}
