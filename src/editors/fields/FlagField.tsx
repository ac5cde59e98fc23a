import { Field, Switch } from '@grafana/ui';
import React from 'react';
import { FieldBase } from './TextField';

interface FlagFieldProps extends FieldBase {
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}

/** On or off. */
export function FlagField({ id, label, description, problem, disabled, value, onChange }: FlagFieldProps) {
  return (
    <Field
      label={label}
      description={description}
      invalid={Boolean(problem)}
      error={problem}
      disabled={disabled}
      htmlFor={id}
      noMargin
    >
      <Switch id={id} value={value} onChange={(event) => onChange(event.currentTarget.checked)} />
    </Field>
  );
}
