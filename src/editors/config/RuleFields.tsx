import { Stack } from '@grafana/ui';
import React from 'react';
import { Rules } from '../../metrics';
import { ListField, NumberField, OfferedNamesField, OptionalChoiceField, TextField } from '../fields';
import { say } from '../../words';
import { Offers } from './offers';
import { PatternField } from './PatternField';
import { RuleField, ruleFields } from './ruleFields';

interface RuleFieldsProps {
  /** What is said here; the rest is inherited. */
  readonly said: Partial<Rules>;
  /** What holds where nothing is said. */
  readonly inherited: Rules;
  /** How that is called: "As in the data source", "Default". */
  readonly inheritedFrom: string;
  readonly disabled: boolean;
  readonly offers: Offers;
  readonly id: (name: string) => string;
  readonly problem: (rule: string) => string | null;
  readonly onChange: (said: Partial<Rules>) => void;
}

/** The rules, each optional: an empty field means what is inherited, and shows it. */
export function RuleFields(props: RuleFieldsProps) {
  const rules = { ...props.inherited, ...props.said };
  return (
    <Stack direction="column" gap={2}>
      {ruleFields()
        .filter(({ when, rule }) => when === undefined || when(rules) || props.problem(rule) !== null)
        .map((field) => (
          <RuleControl key={field.rule} field={field} {...props} />
        ))}
    </Stack>
  );
}

function RuleControl({
  field,
  said,
  inherited,
  inheritedFrom,
  disabled,
  offers,
  id,
  problem,
  onChange,
}: RuleFieldsProps & { field: RuleField }) {
  const common = {
    id: id(field.rule),
    label: field.label,
    description: field.description,
    problem: problem(field.rule),
    disabled,
    width: 60,
  };
  const change = <Rule extends keyof Rules>(rule: Rule, value: Rules[Rule] | null) => {
    const others = Object.entries(said).filter(([name]) => name !== rule);
    onChange(Object.fromEntries(value === null ? others : [...others, [rule, value]]));
  };
  const fallback = (text: string) => `${inheritedFrom}: ${text}`;
  switch (field.kind) {
    case 'text':
      return (
        <TextField
          {...common}
          value={said[field.rule] ?? ''}
          placeholder={fallback(inherited[field.rule] || (field.placeholder ?? 'any'))}
          onCommit={(text) => change(field.rule, text.trim() === '' ? null : text.trim())}
        />
      );
    case 'pattern':
      return (
        <PatternField
          {...common}
          pattern={said[field.rule] ?? ''}
          inherited={inherited[field.rule]}
          placeholder={fallback(inherited[field.rule] || (field.placeholder ?? 'any'))}
          pickerLabel={field.pickerLabel}
          offer={offers[field.offered]}
          onCommit={(text) => change(field.rule, text.trim() === '' ? null : text.trim())}
        />
      );
    case 'names': {
      const { offered } = field;
      return (
        <OfferedNamesField
          {...common}
          values={said[field.rule] ?? []}
          placeholder={fallback(inherited[field.rule].join(', ') || (field.placeholder ?? 'none'))}
          offer={
            offered === 'priorities'
              ? offers.priorities
              : async () => ({ names: offered.map((value) => ({ value })), trouble: null })
          }
          onChange={(values) => change(field.rule, values.length === 0 ? null : values)}
        />
      );
    }
    case 'list':
      return (
        <ListField
          {...common}
          values={said[field.rule] ?? []}
          placeholder={fallback(inherited[field.rule].join(', ') || (field.placeholder ?? 'none'))}
          onCommit={(values) => change(field.rule, values.length === 0 ? null : values)}
        />
      );
    case 'hours':
      return (
        <NumberField
          {...common}
          value={said[field.rule] ?? null}
          placeholder={fallback(String(inherited[field.rule]))}
          onCommit={(hours) => change(field.rule, hours)}
        />
      );
    case 'flag':
      return (
        <OptionalChoiceField<string>
          {...common}
          value={said[field.rule] === undefined ? null : said[field.rule] === true ? 'yes' : 'no'}
          choices={yesOrNo()}
          placeholder={fallback(
            inherited[field.rule] ? say('config.rules.inheritedYes', 'yes') : say('config.rules.inheritedNo', 'no')
          )}
          onChange={(answer) => change(field.rule, answer === null ? null : answer === 'yes')}
        />
      );
    case 'choice':
      return (
        <OptionalChoiceField
          {...common}
          value={said[field.rule] ?? null}
          choices={field.choices}
          placeholder={fallback(field.choices.find(({ value }) => value === inherited[field.rule])?.label ?? '')}
          onChange={(value) => change(field.rule, value)}
        />
      );
  }
}

const yesOrNo = () => [
  {
    value: 'yes',
    label: say('config.rules.yes', 'Yes'),
  },
  {
    value: 'no',
    label: say('config.rules.no', 'No'),
  },
];
