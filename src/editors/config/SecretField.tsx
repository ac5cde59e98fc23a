import { Field, SecretInput } from '@grafana/ui';
import React from 'react';
import { TextField } from '../fields';
import { say } from '../../words';
import { Secret } from './form';

interface SecretFieldProps {
  readonly id: string;
  readonly label: string;
  readonly description: React.ReactNode;
  readonly placeholder: string;
  readonly secret: Secret;
  readonly disabled: boolean;
  /** Id of the help that is read out with the field. */
  readonly helpId?: string;
}

/** A token: typed once, then only "configured". */
export function SecretField({ id, label, description, placeholder, secret, disabled, helpId }: SecretFieldProps) {
  if (disabled) {
    const standing = secret.isConfigured ? 'configured' : say('config.secret.notConfigured', 'not configured');
    return <TextField id={id} label={label} value={standing} disabled width={60} onCommit={() => {}} />;
  }
  return (
    <Field label={label} description={description} noMargin>
      <SecretInput
        id={id}
        width={60}
        aria-describedby={helpId}
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
