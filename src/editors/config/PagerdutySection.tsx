import { FieldSet, Stack } from '@grafana/ui';
import React from 'react';
import { ChoiceField, FlagField, TextField } from '../fields';
import { selectors } from '../selectors';
import { SettingsForm, withoutSlash } from './form';
import { SecretField } from './SecretField';

const regions = [
  { value: 'us' as const, label: 'US', description: 'api.pagerduty.com' },
  { value: 'eu' as const, label: 'EU', description: 'api.eu.pagerduty.com' },
];

const id = selectors.config.field;

export function PagerdutySection({ settings, isReadOnly, change, problem, secret }: SettingsForm) {
  const disabled = isReadOnly;
  return (
    <FieldSet label="PagerDuty">
      <Stack direction="column" gap={2}>
        <FlagField
          id={id('pagerdutyEnabled')}
          label="Read from PagerDuty"
          value={settings.pagerdutyEnabled}
          disabled={disabled}
          onChange={(pagerdutyEnabled) => change({ pagerdutyEnabled })}
        />
        {settings.pagerdutyEnabled && (
          <>
            <ChoiceField
              id={id('pagerdutyRegion')}
              label="Service region"
              value={settings.pagerdutyRegion}
              choices={regions}
              problem={problem('pagerdutyRegion')}
              width={40}
              disabled={disabled}
              onChange={(pagerdutyRegion) => change({ pagerdutyRegion })}
            />
            <SecretField
              id={id('pagerdutyToken')}
              label="API key"
              description="Integrations, API Access Keys, Create New API Key, with Read-only ticked. A general access key, not a service's integration key."
              placeholder="u+…"
              secret={secret('pagerdutyToken')}
              disabled={disabled}
            />
            <TextField
              id={id('pagerdutyUrl')}
              label="Other address"
              description="Only for a proxy of your own: replaces the region's address."
              value={settings.pagerdutyUrl}
              placeholder="The region's"
              problem={problem('pagerdutyUrl')}
              disabled={disabled}
              width={60}
              onCommit={(url) => change({ pagerdutyUrl: withoutSlash(url) })}
            />
          </>
        )}
      </Stack>
    </FieldSet>
  );
}
