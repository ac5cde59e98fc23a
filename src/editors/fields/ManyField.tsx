import { ComboboxOption, Field, MultiCombobox } from '@grafana/ui';
import React from 'react';
import { Sized } from './Sized';
import { FieldBase } from './TextField';

interface ManyFieldProps<Value extends string> extends FieldBase {
  readonly values: readonly Value[];
  readonly choices: ReadonlyArray<ComboboxOption<Value>>;
  readonly placeholder?: string;
  readonly width?: number;
  readonly onChange: (values: readonly Value[]) => void;
}

/** Several of a few; the order of the choices is kept. */
export function ManyField<Value extends string>(props: ManyFieldProps<Value>) {
  const { id, label, description, problem, disabled, values, choices, placeholder, width = 30, onChange } = props;
  return (
    <Sized width={width}>
      <Field label={label} description={description} invalid={Boolean(problem)} error={problem} htmlFor={id} noMargin>
        <MultiCombobox<Value>
          id={id}
          data-testid={id}
          options={[...choices]}
          value={[...values]}
          placeholder={placeholder}
          disabled={disabled}
          onChange={(options) => {
            const chosen = new Set(options.map(({ value }) => value));
            onChange(choices.map(({ value }) => value).filter((value) => chosen.has(value)));
          }}
        />
      </Field>
    </Sized>
  );
}
