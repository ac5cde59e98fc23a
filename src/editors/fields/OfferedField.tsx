import { Combobox, ComboboxOption, Field, MultiCombobox, Text } from '@grafana/ui';
import React, { useEffect, useRef, useState } from 'react';
import { joinList, splitList } from './lists';
import { FieldBase, TextField } from './TextField';

const usualWidth = 60;

export interface Offered {
  readonly value: string;
  readonly label?: string;
  readonly description?: string;
}

/** What exists and can be chosen; `trouble`: why not everything, or nothing, can be offered. */
export interface Offer {
  readonly names: readonly Offered[];
  readonly trouble: string | null;
}

interface OfferedBase extends FieldBase {
  readonly placeholder: string;
  /** Asked when the list is opened and while one types, which must cost nothing the second time. */
  readonly offer: () => Promise<Offer>;
  readonly width?: number;
}

interface OfferedNamesFieldProps extends OfferedBase {
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}

/** Several names out of those that exist, or whatever is typed: names, patterns, lists with commas. */
export function OfferedNamesField(props: OfferedNamesFieldProps) {
  return props.disabled === true ? (
    <TextField {...props} value={joinList(props.values)} width={props.width ?? usualWidth} onCommit={() => {}} />
  ) : (
    <NamesPicker {...props} />
  );
}

function NamesPicker(props: OfferedNamesFieldProps) {
  const { id, values, placeholder, offer, width = usualWidth, problem, onChange } = props;
  const { search, trouble } = useOffer(offer);
  const add = (text: string) => {
    const next = [...new Set([...values, ...splitList(text)])];
    if (next.length > values.length) {
      onChange(next);
    }
  };
  return (
    <OfferedFrame {...props} trouble={trouble}>
      <KeepsTyped id={id} width={width} onText={add}>
        {(key) => (
          <MultiCombobox<string>
            key={key}
            id={id}
            data-testid={id}
            options={search}
            value={values.map((value) => ({ value, label: value }))}
            placeholder={placeholder}
            createCustomValue
            isClearable
            invalid={Boolean(problem)}
            onChange={(options) => onChange([...new Set(options.flatMap(({ value }) => splitList(value)))])}
          />
        )}
      </KeepsTyped>
    </OfferedFrame>
  );
}

interface OfferedNameFieldProps extends OfferedBase {
  /** Empty: none. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** One name out of those that exist, or whatever is typed. */
export function OfferedNameField(props: OfferedNameFieldProps) {
  return props.disabled === true ? (
    <TextField {...props} width={props.width ?? usualWidth} onCommit={() => {}} />
  ) : (
    <NamePicker {...props} />
  );
}

function NamePicker(props: OfferedNameFieldProps) {
  const { id, value, placeholder, offer, width = usualWidth, problem, onChange } = props;
  const { search, trouble } = useOffer(offer);
  return (
    <OfferedFrame {...props} trouble={trouble}>
      <KeepsTyped id={id} width={width} onText={(text) => text.trim() !== value && onChange(text.trim())}>
        {(key) => (
          <Combobox<string>
            key={key}
            id={id}
            data-testid={id}
            options={search}
            value={value === '' ? null : { value, label: value }}
            placeholder={placeholder}
            createCustomValue
            isClearable
            invalid={Boolean(problem)}
            onChange={(option) => onChange(option === null ? '' : option.value.trim())}
          />
        )}
      </KeepsTyped>
    </OfferedFrame>
  );
}

function OfferedFrame({
  id,
  label,
  description,
  problem,
  trouble,
  children,
}: FieldBase & { readonly trouble: string | null; readonly children: React.ReactElement<Record<string, unknown>> }) {
  return (
    <Field label={label} description={description} invalid={Boolean(problem)} error={problem} htmlFor={id} noMargin>
      <>
        {children}
        <div role="status">
          {trouble !== null && (
            <Text variant="bodySmall" color="secondary">
              {trouble}
            </Text>
          )}
        </div>
      </>
    </Field>
  );
}

/** Names that hold what is typed, anywhere in them. */
function useOffer(offer: () => Promise<Offer>) {
  const [trouble, setTrouble] = useState<string | null>(null);
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);
  const search = async (typed: string): Promise<Array<ComboboxOption<string>>> => {
    const found = await offer();
    if (isShown.current) {
      setTrouble(found.trouble);
    }
    const wanted = typed.trim().toLowerCase();
    return found.names
      .filter(({ value, description = '' }) => `${value}\n${description}`.toLowerCase().includes(wanted))
      .map(({ value, label = value, description }) => ({
        value,
        label,
        ...(description === undefined ? {} : { description }),
      }));
  };
  return { search, trouble };
}

interface KeepsTypedProps {
  readonly id: string;
  /** In units of 8 px. A MultiCombobox that is told its width itself hides all names but the first. */
  readonly width: number;
  readonly onText: (text: string) => void;
  readonly children: (key: number) => React.ReactNode;
}

/**
 * Comboboxes forget what is typed when they are left, and Enter without a marked option submits the page's form. Here
 * both take the text.
 */
function KeepsTyped({ id, width, onText, children }: KeepsTypedProps) {
  // A new key is the only way to empty the input.
  const [key, setKey] = useState(0);
  const isToFocus = useRef(false);
  useEffect(() => {
    if (isToFocus.current) {
      isToFocus.current = false;
      document.getElementById(id)?.focus();
    }
  }, [id, key]);
  const input = (target: EventTarget) => (target instanceof HTMLInputElement && target.id === id ? target : null);
  const take = (text: string) => {
    if (text.trim() !== '') {
      setKey(key + 1);
      onText(text);
    }
  };
  return (
    <div
      style={{ width: width * 8, maxWidth: '100%' }}
      onBlurCapture={(event) => {
        const left = input(event.target);
        const isInside = event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
        if (left !== null && !isInside) {
          take(left.value);
        }
      }}
      onKeyDownCapture={(event) => {
        const typedIn = input(event.target);
        if (event.key === 'Enter' && typedIn !== null && !typedIn.getAttribute('aria-activedescendant')) {
          event.preventDefault();
          isToFocus.current = typedIn.value.trim() !== '';
          take(typedIn.value);
        }
      }}
    >
      {children(key)}
    </div>
  );
}
