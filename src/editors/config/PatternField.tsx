import { Stack, Text } from '@grafana/ui';
import React, { useState } from 'react';
import { compilePattern } from '../../events';
import { Offer, OfferedNamesField, TextField } from '../fields';
import { FieldBase } from '../fields/TextField';
import { say } from '../../words';
import { namesOfPattern, patternOfNames } from './namePattern';

interface PatternFieldProps extends FieldBase {
  readonly pattern: string;
  /** What holds where nothing is entered. */
  readonly inherited: string;
  readonly placeholder: string;
  /** What the names are names of: `environments`. */
  readonly pickerLabel: string;
  readonly offer: () => Promise<Offer>;
  readonly onCommit: (pattern: string) => void;
}

/** A pattern, typed, or made by choosing names that exist; with what it matches as soon as names are known. */
export function PatternField(props: PatternFieldProps) {
  const { id, pattern, inherited, pickerLabel, offer, disabled, onCommit } = props;
  const [known, setKnown] = useState<readonly string[]>([]);
  const ask = async () => {
    const found = await offer();
    setKnown(found.names.map(({ value }) => value));
    return found;
  };
  const chosen = namesOfPattern(pattern);
  return (
    <Stack direction="column" gap={1}>
      <TextField {...props} value={pattern} width={60} onCommit={onCommit} />
      {disabled !== true && (
        <OfferedNamesField
          id={`${id}-names`}
          label={pickerLabel}
          values={chosen ?? []}
          placeholder={
            chosen === null
              ? say('config.pattern.thePatternAboveIsMore', 'The pattern above is more than a list of names')
              : say('config.pattern.namesThatExist', 'Names that exist')
          }
          offer={ask}
          onChange={(names) => onCommit(patternOfNames(names))}
        />
      )}
      <Matches pattern={pattern === '' ? inherited : pattern} names={known} />
    </Stack>
  );
}

const mostShown = 8;

function Matches({ pattern, names }: { readonly pattern: string; readonly names: readonly string[] }) {
  if (names.length === 0) {
    return null;
  }
  const expression = compilePattern(pattern);
  const matches = (name: string) => expression?.test(name) === true;
  return (
    <Text variant="bodySmall" color="secondary" element="p">
      <span role="status">
        <MatchList title={say('config.pattern.matches', 'Matches:')} names={names.filter(matches)} />{' '}
        <MatchList
          title={say('config.pattern.doesNotMatch', 'Does not match:')}
          names={names.filter((name) => !matches(name))}
        />
      </span>
    </Text>
  );
}

function MatchList({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  const shown = names.slice(0, mostShown).join(', ');
  return (
    <>
      {title} {names.length === 0 ? 'nothing' : shown}
      {names.length > mostShown ? ', …' : ''}.
    </>
  );
}
