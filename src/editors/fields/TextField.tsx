import { Field, Input } from '@grafana/ui';
import React, { useState } from 'react';

export interface FieldBase {
  readonly id: string;
  readonly label: string;
  readonly description?: React.ReactNode;
  /** What is wrong with the value, shown beside it. */
  readonly problem?: string | null;
  /** Not to be changed. Text can still be reached, read out and copied. */
  readonly disabled?: boolean;
}

export interface TextFieldProps extends FieldBase {
  readonly value: string;
  readonly placeholder?: string;
  /** In units of 8 px, as Grafana counts widths. */
  readonly width?: number;
  /** Called when the field is left or Enter pressed, and only when the text has changed. */
  readonly onCommit: (text: string) => void;
}

/** A text that counts when it is finished, not at every key: a query runs on each change. */
export function TextField({ value, onCommit, ...props }: TextFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    if (draft !== null && draft !== value) {
      onCommit(draft);
    }
    setDraft(null);
  };
  return <TextInput {...props} text={draft ?? value} onText={setDraft} onCommit={commit} />;
}

export interface TextInputProps extends FieldBase {
  readonly text: string;
  readonly placeholder?: string;
  readonly width?: number;
  readonly inputMode?: 'text' | 'decimal';
  readonly onText: (text: string) => void;
  readonly onCommit: () => void;
}

/** The field itself, for whoever keeps the draft. */
export function TextInput(props: TextInputProps) {
  const { id, label, description, problem, disabled, text, placeholder, width, inputMode, onText, onCommit } = props;
  const isInvalid = Boolean(problem);
  return (
    <Field label={label} description={description} invalid={isInvalid} error={problem} noMargin>
      <Input
        id={id}
        readOnly={disabled}
        value={text}
        placeholder={placeholder}
        width={width}
        inputMode={inputMode}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onText(event.currentTarget.value)}
        onBlur={onCommit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault();
            onCommit();
          }
        }}
      />
    </Field>
  );
}
