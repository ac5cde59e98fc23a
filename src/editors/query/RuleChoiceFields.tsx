import { Stack } from '@grafana/ui';
import React from 'react';
import { attributions, leadTimeStarts, recoveryStarts, reworkWordings, RuleChoices } from '../../query';
import { ChoiceField, NumberField, OptionalChoiceField } from '../fields';
import { attributionWords, choicesOf, leadTimeStartWords, recoveryStartWords, reworkWords } from '../words';
import { QueryForm } from './form';

const asInSettings = 'As in the settings';

/** By which rules, where the query departs from the settings. */
export function RuleChoiceFields({ query, change, id, problem, applies }: QueryForm) {
  const { choices } = query;
  const set = (fields: { [Rule in keyof RuleChoices]: RuleChoices[Rule] | null }) =>
    change({ ...query, choices: without({ ...choices, ...fields }) });
  return (
    <Stack direction="row" wrap="wrap" gap={2} alignItems="flex-start">
      {applies('attribution') && (
        <ChoiceField
          id={id('attribution')}
          label="Attribution"
          value={query.attribution}
          choices={choicesOf(attributions, attributionWords)}
          width={20}
          onChange={(attribution) => change({ ...query, attribution })}
        />
      )}
      {applies('attributionWindowHours') && (
        <NumberField
          id={id('attributionWindowHours')}
          label="Proximity (hours)"
          value={choices.attributionWindowHours ?? null}
          placeholder={asInSettings}
          problem={problem('choices.attributionWindowHours')}
          width={20}
          onCommit={(attributionWindowHours) => set({ attributionWindowHours })}
        />
      )}
      {applies('leadTimeStart') && (
        <OptionalChoiceField
          id={id('leadTimeStart')}
          label="Lead time from"
          value={choices.leadTimeStart ?? null}
          choices={choicesOf(leadTimeStarts, leadTimeStartWords)}
          placeholder={asInSettings}
          width={28}
          onChange={(leadTimeStart) => set({ leadTimeStart })}
        />
      )}
      {applies('recoveryStart') && (
        <OptionalChoiceField
          id={id('recoveryStart')}
          label="Recovery from"
          value={choices.recoveryStart ?? null}
          choices={choicesOf(recoveryStarts, recoveryStartWords)}
          placeholder={asInSettings}
          width={28}
          onChange={(recoveryStart) => set({ recoveryStart })}
        />
      )}
      {applies('reworkWording') && (
        <OptionalChoiceField
          id={id('reworkWording')}
          label="Rework counts"
          value={choices.reworkWording ?? null}
          choices={choicesOf(reworkWordings, reworkWords)}
          placeholder={asInSettings}
          width={28}
          onChange={(reworkWording) => set({ reworkWording })}
        />
      )}
    </Stack>
  );
}

/** A choice that is not made is not saved. */
function without(choices: { [Rule in keyof RuleChoices]: RuleChoices[Rule] | null }): RuleChoices {
  return Object.fromEntries(Object.entries(choices).filter(([, choice]) => choice !== null));
}
