import { Alert } from '@grafana/ui';
import React from 'react';
import { openVault } from '../../datasource';
import { say } from '../../words';
import { ExperimentsSection } from './ExperimentsSection';
import { FeedSection } from './FeedSection';
import { ConfigEditorProps, useSetupForm } from './form';
import { GithubSection } from './GithubSection';
import { PagerdutySection } from './PagerdutySection';
import { RulePreview } from './RulePreview';
import { RulesSection } from './RulesSection';
import { SetupSteps } from './SetupSteps';
import { StoredDataSection } from './StoredDataSection';
import { TeamsSection } from './TeamsSection';
import { TransferSection } from './TransferSection';

/** The data source's settings: where events come from, who owns what, and what the numbers mean. */
export function ConfigEditor(props: ConfigEditorProps) {
  const form = useSetupForm(props);
  const { options, onOptionsChange } = props;
  const newer = form.problem('schemaVersion');
  if (newer !== null) {
    return (
      <Alert
        severity="error"
        title={say('config.page.theseSettingsAreFromA', 'These settings are from a newer version')}
      >
        {newer} {say('config.page.theyAreLeftAsThey', 'They are left as they are.')}
      </Alert>
    );
  }
  const whole = form.problem('');
  return (
    <div>
      {whole !== null && (
        <Alert
          severity="warning"
          title={say('config.page.theSavedSettingsWereNot', 'The saved settings were not understood')}
        >
          {whole}
        </Alert>
      )}
      {form.isReadOnly && (
        <Alert severity="info" title={say('config.page.theseSettingsAreProvisioned', 'These settings are provisioned')}>
          {say(
            'config.page.theyAreChangedWhereThey',
            'They are changed where they are provisioned from, not here. Everything can be looked at, tried on a repository and exported.'
          )}
        </Alert>
      )}
      <SetupSteps {...form} />
      <GithubSection {...form} />
      <PagerdutySection {...form} />
      <FeedSection {...form} />
      <TeamsSection {...form} />
      <ExperimentsSection {...form} />
      <RulesSection {...form} />
      <RulePreview {...form} />
      <StoredDataSection
        {...form}
        // Saving may change what is kept under which name.
        key={options.version}
        open={() => openVault({ pluginId: options.type, uid: options.uid, settings: form.settings })}
      />
      <TransferSection form={form} options={options} onOptionsChange={onOptionsChange} />
    </div>
  );
}
