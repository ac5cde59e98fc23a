import { ComboboxOption, Field, MultiCombobox } from '@grafana/ui';
import React from 'react';
import { FieldBase } from './TextField';

interface NamesFieldProps extends FieldBase {
  readonly values: readonly string[];
  readonly placeholder: string;
  /** Names to offer; any other text may be entered too. */
  readonly suggest: () => Promise<readonly string[]>;
  readonly width?: number;
  readonly onChange: (values: readonly string[]) => void;
}

/** Several names out of those that exist, dashboard variables, or whatever is typed. */
export function NamesField(props: NamesFieldProps) {
  const { id, label, description, problem, values, placeholder, suggest, width = 30, onChange } = props;
  const offer = async (typed: string): Promise<Array<ComboboxOption<string>>> => {
    const wanted = typed.trim().toLowerCase();
    return (await suggest()).filter((name) => name.toLowerCase().includes(wanted)).map(optionOf);
  };
  return (
    <Field label={label} description={description} invalid={Boolean(problem)} error={problem} htmlFor={id} noMargin>
      <MultiCombobox<string>
        id={id}
        data-testid={id}
        options={offer}
        value={values.map(optionOf)}
        placeholder={placeholder}
        createCustomValue
        width={width}
        onChange={(options) => onChange(options.map(({ value }) => value))}
      />
    </Field>
  );
}

interface ManyFieldProps<Value extends string> extends FieldBase {
  readonly values: readonly Value[];
  readonly choices: ReadonlyArray<ComboboxOption<Value>>;
  readonly placeholder?: string;
  readonly width?: number;
  readonly onChange: (values: readonly Value[]) => void;
}

/** Several of a few; the order of the choices is kept. */
export function ManyField<Value extends string>(props: ManyFieldProps<Value>) {
  const { id, label, description, problem, values, choices, placeholder, width, onChange } = props;
  return (
    <Field label={label} description={description} invalid={Boolean(problem)} error={problem} htmlFor={id} noMargin>
      <MultiCombobox<Value>
        id={id}
        data-testid={id}
        options={[...choices]}
        value={[...values]}
        placeholder={placeholder}
        width={width}
        onChange={(options) => {
          const chosen = new Set(options.map(({ value }) => value));
          onChange(choices.map(({ value }) => value).filter((value) => chosen.has(value)));
        }}
      />
    </Field>
  );
}

function optionOf(name: string): ComboboxOption<string> {
  return { value: name, label: name };
}
