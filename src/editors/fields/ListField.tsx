import React from 'react';
import { joinList, splitList } from './lists';
import { TextField, TextFieldProps } from './TextField';

interface ListFieldProps extends Omit<TextFieldProps, 'value' | 'onCommit'> {
  readonly values: readonly string[];
  readonly onCommit: (values: readonly string[]) => void;
}

/** Several names or patterns, separated by commas. */
export function ListField({ values, onCommit, ...props }: ListFieldProps) {
  return <TextField {...props} value={joinList(values)} onCommit={(text) => onCommit(splitList(text))} />;
}
