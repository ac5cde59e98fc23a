import { FieldSet, Stack } from '@grafana/ui';
import React from 'react';
import { TextField } from '../fields';
import { selectors } from '../selectors';
import { SettingsForm } from './form';
import { SecretField } from './SecretField';

const id = selectors.config.field;

/** Events from anywhere else. */
export function FeedSection({ settings, isReadOnly, change, problem, secret }: SettingsForm) {
  return (
    <FieldSet label="Feed">
      <Stack direction="column" gap={2}>
        <TextField
          id={id('feedUrl')}
          label="Address of the document"
          description="A JSON document with events from elsewhere (Jenkins, GitLab, Opsgenie, a spreadsheet). Empty: none. Grafana's server must reach it."
          value={settings.feedUrl}
          placeholder="https://example.com/dora.json"
          problem={problem('feedUrl')}
          disabled={isReadOnly}
          width={60}
          onCommit={(feedUrl) => change({ feedUrl: feedUrl.trim() })}
        />
        {settings.feedUrl !== '' && (
          <SecretField
            id={id('feedToken')}
            label="Bearer token"
            description="Only if the address asks for one."
            placeholder="None"
            secret={secret('feedToken')}
            disabled={isReadOnly}
          />
        )}
      </Stack>
    </FieldSet>
  );
}
