import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, ClipboardButton, Field, Stack, Text, TextArea, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { DataSourceEntry, fromProvisioning, othersOf, ReadProvisioning, toProvisioning } from '../../query';
import { selectors } from '../selectors';
import { say } from '../../words';
import { ConfigEditorProps, SettingsForm } from './form';
import { Section, Subsection } from './Section';

const id = selectors.config.field;

interface TransferSectionProps {
  readonly form: SettingsForm;
  readonly options: ConfigEditorProps['options'];
  readonly onOptionsChange: ConfigEditorProps['onOptionsChange'];
}

/** All settings as a file for Grafana's provisioning, and back. */
export function TransferSection(props: TransferSectionProps) {
  return (
    <Section
      name="transfer"
      title={say('config.transfer.exportAndImport', 'Export and import')}
      description={say(
        'config.transfer.allSettingsOfThisPage',
        'All settings of this page as a YAML file that Grafana’s provisioning accepts: to keep them under version control, or to set up another Grafana. Tokens are never part of it.'
      )}
    >
      <Export {...props} />
      {!props.form.isReadOnly && <Import {...props} />}
    </Section>
  );
}

function Export({ form, options }: TransferSectionProps) {
  const styles = useStyles2(transferStyles);
  const [shown, setShown] = useState<{ readonly of: ConfigEditorProps['options']; readonly yaml: string } | null>(null);
  const [failure, setFailure] = useState('');
  const write = async () => {
    try {
      setFailure('');
      setShown({ of: options, yaml: await toProvisioning(entryOf(form, options)) });
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };
  const isOutdated = shown !== null && shown.of !== options;
  return (
    <Subsection title={say('config.transfer.export', 'Export')}>
      <div>
        <Button variant="secondary" icon="file-alt" data-testid={selectors.config.exportSettings} onClick={write}>
          {isOutdated
            ? say('config.transfer.writeTheYamlAnew', 'Write the YAML anew')
            : say('config.transfer.showAsYaml', 'Show as YAML')}
        </Button>
      </div>
      {failure !== '' && (
        <Alert
          severity="error"
          title={say('config.transfer.theYamlCouldNotBe', 'The YAML could not be written: {{failure}}', { failure })}
        />
      )}
      {shown !== null && (
        <>
          {isOutdated && (
            <Text color="warning" element="p">
              {say('config.transfer.theSettingsHaveChangedSince', 'The settings have changed since this was written.')}
            </Text>
          )}
          <Field label={say('config.transfer.settingsAsYaml', 'Settings as YAML')} noMargin>
            <TextArea
              id={id('exported')}
              className={styles.code}
              value={shown.yaml}
              rows={18}
              readOnly
              spellCheck={false}
            />
          </Field>
          <Stack direction="row" gap={1} wrap="wrap">
            <ClipboardButton variant="secondary" icon="copy" getText={() => shown.yaml}>
              {say('config.transfer.copy', 'Copy')}
            </ClipboardButton>
            <Button variant="secondary" icon="download-alt" onClick={() => download(shown.yaml)}>
              {say('config.transfer.download', 'Download')}
            </Button>
          </Stack>
        </>
      )}
    </Subsection>
  );
}

function Import({ form, options, onOptionsChange }: TransferSectionProps) {
  const styles = useStyles2(transferStyles);
  const [text, setText] = useState('');
  const [read, setRead] = useState<ReadProvisioning | null>(null);
  const [isTaken, setIsTaken] = useState(false);
  const look = async () => {
    setIsTaken(false);
    setRead(await fromProvisioning(text, options.uid));
  };
  const take = ({ settings, others }: NonNullable<ReadProvisioning['entry']>) => {
    // What was not ours and is not in the file either stays as it is.
    onOptionsChange({ ...options, jsonData: { ...options.jsonData, ...others, ...settings } });
    setIsTaken(true);
    setRead(null);
    setText('');
  };
  const entry = read?.entry ?? null;
  return (
    <Subsection
      title={say('config.transfer.import', 'Import')}
      description={say(
        'config.transfer.replacesWhatIsEnteredOn',
        'Replaces what is entered on this page; nothing is saved before you save.'
      )}
    >
      <Field
        label={say('config.transfer.yamlOrJson', 'YAML or JSON')}
        description={say(
          'config.transfer.aProvisioningFileOneOf',
          'A provisioning file, one of its data sources, or the settings alone.'
        )}
        noMargin
      >
        <TextArea
          id={id('imported')}
          className={styles.code}
          value={text}
          rows={6}
          spellCheck={false}
          placeholder={'apiVersion: 1\ndatasources: …'}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setRead(null);
          }}
        />
      </Field>
      <Stack direction="row" gap={1} wrap="wrap">
        <Button
          variant="secondary"
          icon="eye"
          disabled={text.trim() === ''}
          data-testid={selectors.config.readImport}
          onClick={look}
        >
          {say('config.transfer.lookAtIt', 'Look at it')}
        </Button>
        {entry !== null && (
          <Button data-testid={selectors.config.takeImport} onClick={() => take(entry)}>
            {say('config.transfer.useTheseSettings', 'Use these settings')}
          </Button>
        )}
      </Stack>
      <div role="status">
        {isTaken && (
          <Text color="success">
            {say(
              'config.transfer.theSettingsWereTakenOver',
              'The settings were taken over. Look through them, then save.'
            )}
          </Text>
        )}
        {read !== null && <WhatWasRead read={read} current={form.settings} />}
      </div>
    </Subsection>
  );
}

function WhatWasRead({
  read,
  current,
}: {
  readonly read: ReadProvisioning;
  readonly current: DataSourceEntry['settings'];
}) {
  const { entry, problems } = read;
  const lines = problems.map(({ field, message }) => (field === '' ? message : `${field}: ${message}`));
  const changes = entry === null ? [] : changesOf(current, entry.settings);
  return (
    <Stack direction="column" gap={1}>
      {lines.length > 0 && (
        <Alert
          severity={entry === null ? 'error' : 'warning'}
          title={
            entry === null
              ? say('config.transfer.nothingCouldBeRead', 'Nothing could be read')
              : say('config.transfer.readWithSomethingToLook', 'Read, with something to look at')
          }
        >
          <ul style={{ paddingLeft: 16 }}>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Alert>
      )}
      {entry !== null && (
        <Text element="p">
          {changes.length === 0
            ? say('config.transfer.theseAreTheSettingsThat', 'These are the settings that are entered here already.')
            : say(
                'config.transfer.theseSettingsDifferFromWhat',
                'These settings differ from what is entered here in: {{changes}}.',
                { changes: changes.join(', ') }
              )}
        </Text>
      )}
    </Stack>
  );
}

function changesOf(current: DataSourceEntry['settings'], read: DataSourceEntry['settings']): readonly string[] {
  const now = Object.entries(current);
  return Object.entries(read)
    .filter(([name, value]) =>
      now.some(([other, before]) => other === name && JSON.stringify(before) !== JSON.stringify(value))
    )
    .map(([name]) => name);
}

function entryOf({ settings, secret }: SettingsForm, options: ConfigEditorProps['options']): DataSourceEntry {
  const has = (name: Parameters<SettingsForm['secret']>[0]) => secret(name).isConfigured || secret(name).typed !== '';
  return {
    name: options.name,
    uid: options.uid,
    settings,
    others: othersOf(options.jsonData),
    secrets: [
      ...(settings.githubEnabled ? (['githubToken'] as const) : []),
      ...(settings.pagerdutyEnabled ? (['pagerdutyToken'] as const) : []),
      ...(settings.feedUrl !== '' && has('feedToken') ? (['feedToken'] as const) : []),
    ],
  };
}

function download(yaml: string): void {
  const url = URL.createObjectURL(new Blob([yaml], { type: 'application/yaml' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'dora-datasource.yaml';
  link.click();
  URL.revokeObjectURL(url);
}

const transferStyles = (theme: GrafanaTheme2) => ({
  code: css({
    maxWidth: 900,
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
