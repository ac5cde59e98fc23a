import { Field, SecretInput } from '@grafana/ui';
import React from 'react';
import { Secret } from './form';

interface SecretFieldProps {
  readonly id: string;
  readonly label: string;
  readonly description: React.ReactNode;
  readonly placeholder: string;
  readonly secret: Secret;
  readonly disabled: boolean;
}

/** A token: typed once, then only "configured". */
export function SecretField({ id, label, description, placeholder, secret, disabled }: SecretFieldProps) {
  return (
    <Field label={label} description={description} disabled={disabled} noMargin>
      <SecretInput
        id={id}
        width={60}
        value={secret.typed}
        isConfigured={secret.isConfigured}
        placeholder={placeholder}
        autoComplete="new-password"
        onChange={(event) => secret.set(event.currentTarget.value)}
        onReset={secret.reset}
      />
    </Field>
  );
}
