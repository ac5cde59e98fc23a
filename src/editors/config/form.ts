import { DataSourcePluginOptionsEditorProps } from '@grafana/data';
import { DoraJsonData, DoraSecureJsonData } from '../../datasource';
import { decodeSettings, DoraSettings } from '../../query';

export type ConfigEditorProps = DataSourcePluginOptionsEditorProps<DoraJsonData, DoraSecureJsonData>;
type SecretName = keyof DoraSecureJsonData;

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

export function settingsForm({ options, onOptionsChange }: ConfigEditorProps): SettingsForm {
  const { settings, problems } = decodeSettings(options.jsonData);
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
