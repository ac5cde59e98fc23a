import { Combobox, Field } from '@grafana/ui';
import React from 'react';
import { FieldBase } from './TextField';

export interface Choice<Value extends string | number> {
  readonly value: Value;
  readonly label: string;
  readonly description?: string;
}

interface Base<Value extends string | number> extends FieldBase {
  readonly choices: ReadonlyArray<Choice<Value>>;
  readonly width?: number;
}

interface ChoiceFieldProps<Value extends string | number> extends Base<Value> {
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** One of a few. */
export function ChoiceField<Value extends string | number>(props: ChoiceFieldProps<Value>) {
  const { id, choices, width, value, onChange } = props;
  return (
    <ChoiceFrame {...props}>
      <Combobox<Value>
        id={id}
        data-testid={id}
        options={[...choices]}
        value={value}
        width={width}
        disabled={props.disabled}
        onChange={(option) => onChange(option.value)}
      />
    </ChoiceFrame>
  );
}

interface OptionalChoiceFieldProps<Value extends string | number> extends Base<Value> {
  readonly value: Value | null;
  /** What holds when nothing is chosen. */
  readonly placeholder: string;
  readonly onChange: (value: Value | null) => void;
}

/** One of a few, or none: then something else decides. */
export function OptionalChoiceField<Value extends string | number>(props: OptionalChoiceFieldProps<Value>) {
  const { id, choices, width, value, placeholder, onChange } = props;
  return (
    <ChoiceFrame {...props}>
      <Combobox<Value>
        id={id}
        data-testid={id}
        options={[...choices]}
        value={value}
        width={width}
        placeholder={placeholder}
        disabled={props.disabled}
        isClearable
        onChange={(option) => onChange(option === null ? null : option.value)}
      />
    </ChoiceFrame>
  );
}

function ChoiceFrame({
  id,
  label,
  description,
  problem,
  children,
}: FieldBase & { children: React.ReactElement<Record<string, unknown>> }) {
  return (
    <Field label={label} description={description} invalid={Boolean(problem)} error={problem} htmlFor={id} noMargin>
      {children}
    </Field>
  );
}
