import { ComboboxOption, Field, MultiCombobox, Text } from '@grafana/ui';
import React from 'react';
import { Suggestions } from '../../datasource';
import { say } from '../../words';
import { Sized } from './Sized';
import { FieldBase } from './TextField';
import { useSuggestions } from './useSuggestions';

interface NamesFieldProps extends FieldBase {
  readonly values: readonly string[];
  readonly placeholder: string;
  /** Names to offer; any other text may be entered too. */
  readonly suggest: () => Promise<Suggestions>;
  /** What is wrong with the values, where the names that exist are known; null: nothing. */
  readonly check?: (values: readonly string[], known: readonly string[]) => string | null;
  readonly width?: number;
  readonly onChange: (values: readonly string[]) => void;
}

const words = () => ({
  variables: say('fields.names.dashboardVariables', 'Dashboard variables'),
  custom: say('fields.names.takeItAsItIs', 'Take it as it is written'),
  notListed: say('fields.names.theNamesCouldNotBe', 'The names could not be listed. Any name can be typed.'),
});

/** Several names out of those that exist, dashboard variables, or whatever is typed. */
export function NamesField(props: NamesFieldProps) {
  const { id, label, description, problem, values, placeholder, suggest, check, width = 30, onChange } = props;
  const { suggestions, isLoading, onFocus } = useSuggestions(suggest);
  const known = suggestions?.problem === null && suggestions.names.length > 0 ? suggestions.names : null;
  const wrong = problem ?? (known === null ? null : (check?.(values, known) ?? null));
  return (
    <Sized width={width} onFocus={onFocus}>
      <Field label={label} description={description} invalid={Boolean(wrong)} error={wrong} htmlFor={id} noMargin>
        <MultiCombobox<string>
          id={id}
          data-testid={id}
          options={suggestions === null ? [] : optionsOf(suggestions, label)}
          loading={isLoading}
          value={values.map(optionOf)}
          placeholder={placeholder}
          createCustomValue
          customValueDescription={words().custom}
          onChange={(options) => onChange(options.map(({ value }) => value))}
        />
      </Field>
      {suggestions !== null && suggestions.problem !== null && (
        <div role="status">
          <Text variant="bodySmall" color="warning">
            {words().notListed} {suggestions.problem}
          </Text>
        </div>
      )}
    </Sized>
  );
}

/** Variables first; headings only where there is something to tell apart. */
function optionsOf({ variables, names }: Suggestions, label: string): Array<ComboboxOption<string>> {
  if (variables.length === 0 || names.length === 0) {
    return [...variables, ...names].map(optionOf);
  }
  return [
    ...variables.map((name) => ({ ...optionOf(name), group: words().variables })),
    ...names.map((name) => ({ ...optionOf(name), group: label })),
  ];
}

function optionOf(name: string): ComboboxOption<string> {
  return { value: name, label: name };
}
