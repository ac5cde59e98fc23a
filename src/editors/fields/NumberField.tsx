import React, { useState } from 'react';
import { say } from '../../words';
import { FieldBase, TextInput } from './TextField';

interface NumberFieldProps extends FieldBase {
  /** Null: nothing entered. */
  readonly value: number | null;
  readonly placeholder?: string;
  readonly width?: number;
  readonly onCommit: (value: number | null) => void;
}

/** A number or nothing. What is no number stays in the field, with a sentence, and is not saved. */
export function NumberField({ value, problem, onCommit, ...props }: NumberFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const saved = value === null ? '' : String(value);
  const number = draft === null || draft.trim() === '' ? null : Number(draft.replace(',', '.'));
  const isWrong = number !== null && !Number.isFinite(number);
  const commit = () => {
    if (isWrong || draft === null) {
      return;
    }
    setDraft(null);
    if (number !== value) {
      onCommit(number);
    }
  };
  return (
    <TextInput
      {...props}
      text={draft ?? saved}
      inputMode="decimal"
      problem={
        isWrong ? say('fields.number.isNotANumber', '"{{draft}}" is not a number.', { draft: draft ?? '' }) : problem
      }
      onText={setDraft}
      onCommit={commit}
    />
  );
}
