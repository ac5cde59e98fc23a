import { DataSourcePluginOptionsEditorProps } from '@grafana/data';
import { useMemo, useState } from 'react';
import {
  DoraJsonData,
  DoraSecureJsonData,
  openSetupCatalog,
  OpenSetupCatalog,
  SetupCatalog,
  SourceId,
} from '../../datasource';
import { decodeSettings, DoraSettings, rulingProblems } from '../../query';
import { Reach, reachOf } from './reach';

export interface ConfigEditorProps extends DataSourcePluginOptionsEditorProps<DoraJsonData, DoraSecureJsonData> {
  /** How the page asks GitHub and PagerDuty; by default through Grafana. */
  readonly openCatalog?: OpenSetupCatalog;
}
type SecretName = keyof DoraSecureJsonData;
type Options = ConfigEditorProps['options'];

/** A secret as an editor may know it: that there is one, and what was just typed; never what is stored. */
export interface Secret {
  readonly isConfigured: boolean;
  readonly typed: string;
  set(value: string): void;
  reset(): void;
}

/** What the sections of the settings share. */
export interface SettingsForm {
  readonly settings: DoraSettings;
  readonly isReadOnly: boolean;
  change(fields: Partial<DoraSettings>): void;
  /** What is wrong with one field (`teams[1].name`), in one line; null when nothing is. */
  problem(field: string): string | null;
  secret(name: SecretName): Secret;
}

/** The form, with what can be asked while it is filled in. */
export interface SetupForm extends SettingsForm {
  readonly catalog: SetupCatalog;
  reach(source: SourceId): Reach;
}

export function useSetupForm(props: ConfigEditorProps): SetupForm {
  const { options, openCatalog = openSetupCatalog } = props;
  const saved = useSaved(options);
  const form = settingsForm(props);
  const before = useMemo(() => decodeSettings(saved.jsonData).settings, [saved]);
  // Saving may have changed what the proxy reaches: what was listed before is forgotten.
  const catalog = useMemo(() => openCatalog({ uid: saved.uid, settings: before }), [openCatalog, saved.uid, before]);
  const standing = { settings: before, secrets: saved.secureJsonFields ?? {} };
  const draft = {
    settings: form.settings,
    secrets: options.secureJsonFields ?? {},
    typed: options.secureJsonData ?? {},
    problem: form.problem,
  };
  return { ...form, catalog, reach: (source) => reachOf(source, standing, draft) };
}

/** The options as they were when the page opened or was last saved: saving counts the version up. */
function useSaved(options: Options): Options {
  const [saved, setSaved] = useState(options);
  if (saved.uid !== options.uid || saved.version !== options.version) {
    setSaved(options);
    return options;
  }
  return saved;
}

function settingsForm({ options, onOptionsChange }: ConfigEditorProps): SettingsForm {
  const { settings, problems: decoding } = decodeSettings(options.jsonData);
  const problems = [...decoding, ...rulingProblems(settings)];
  return {
    settings,
    isReadOnly: options.readOnly === true,
    change: (fields) =>
      // What is saved beside our settings (Grafana's own, or a later version's) stays.
      onOptionsChange({ ...options, jsonData: { ...options.jsonData, schemaVersion: 1, ...fields } }),
    problem: (field) => {
      const messages = problems.filter((problem) => problem.field === field).map(({ message }) => message);
      return messages.length === 0 ? null : messages.join(' ');
    },
    secret: (name) => ({
      isConfigured: options.secureJsonFields?.[name] === true,
      typed: options.secureJsonData?.[name] ?? '',
      set: (value) => onOptionsChange({ ...options, secureJsonData: { ...options.secureJsonData, [name]: value } }),
      reset: () =>
        onOptionsChange({
          ...options,
          secureJsonFields: { ...options.secureJsonFields, [name]: false },
          secureJsonData: { ...options.secureJsonData, [name]: '' },
        }),
    }),
  };
}

/** Routes append their own path. */
export function withoutSlash(url: string): string {
  return url.trim().replace(/\/+$/, '');
}
