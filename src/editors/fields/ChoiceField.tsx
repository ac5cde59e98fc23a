import { Combobox, Field } from '@grafana/ui';
import React, { useState } from 'react';
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
  const { id, width, value, onChange } = props;
  const options = useKept(props.choices);
  return (
    <ChoiceFrame {...props}>
      <Combobox<Value>
        id={id}
        data-testid={id}
        options={options}
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
  const { id, width, value, placeholder, onChange } = props;
  const options = useKept(props.choices);
  return (
    <ChoiceFrame {...props}>
      <Combobox<Value>
        id={id}
        data-testid={id}
        options={options}
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

/**
 * The same objects as long as they say the same. A Combobox takes another object for another choice and puts its label
 * where somebody is typing: whenever an answer comes in and the editor is drawn again.
 */
function useKept<Value extends string | number>(choices: ReadonlyArray<Choice<Value>>): Array<Choice<Value>> {
  const [kept, setKept] = useState(() => [...choices]);
  if (JSON.stringify(kept) === JSON.stringify(choices)) {
    return kept;
  }
  const changed = [...choices];
  setKept(changed);
  return changed;
}
