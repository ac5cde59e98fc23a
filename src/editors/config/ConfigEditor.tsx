import { Alert, Stack } from '@grafana/ui';
import React from 'react';
import { openVault } from '../../datasource';
import { FeedSection } from './FeedSection';
import { ConfigEditorProps, settingsForm } from './form';
import { GithubSection } from './GithubSection';
import { PagerdutySection } from './PagerdutySection';
import { RulesSection } from './RulesSection';
import { StoredDataSection } from './StoredDataSection';
import { TeamsSection } from './TeamsSection';

/** The data source's settings: where events come from, who owns what, and what the numbers mean. */
export function ConfigEditor(props: ConfigEditorProps) {
  const form = settingsForm(props);
  const newer = form.problem('schemaVersion');
  if (newer !== null) {
    return (
      <Alert severity="error" title="These settings are from a newer version">
        {newer} They are left as they are.
      </Alert>
    );
  }
  const whole = form.problem('');
  return (
    <Stack direction="column" gap={2}>
      {whole !== null && (
        <Alert severity="warning" title="The saved settings were not understood">
          {whole}
        </Alert>
      )}
      <GithubSection {...form} />
      <PagerdutySection {...form} />
      <FeedSection {...form} />
      <TeamsSection {...form} />
      <RulesSection {...form} />
      <StoredDataSection
        {...form}
        // Saving may change what is kept under which name.
        key={props.options.version}
        open={() => openVault({ pluginId: props.options.type, uid: props.options.uid, settings: form.settings })}
      />
    </Stack>
  );
}
