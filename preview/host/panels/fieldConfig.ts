import {
  FieldColorModeId,
  FieldConfigProperty,
  FieldConfigSource,
  identityOverrideProcessor,
  PanelPlugin,
  PluginType,
  SetFieldConfigOptionsArgs,
} from '@grafana/data';

/** Field options of a panel with their defaults; one that is not listed here is dropped from overrides. */
export function fieldOptions(
  color: FieldColorModeId,
  custom: Readonly<Record<string, unknown>>
): SetFieldConfigOptionsArgs<object> {
  return {
    standardOptions: { [FieldConfigProperty.Color]: { defaultValue: { mode: color } } },
    useCustomConfig: (builder) => {
      for (const [path, defaultValue] of Object.entries(custom)) {
        builder.addCustomEditor({
          id: path,
          path,
          name: path,
          defaultValue,
          editor: () => null,
          override: () => null,
          process: identityOverrideProcessor,
          shouldApply: () => true,
        });
      }
    },
  };
}

/** A panel plugin of the preview, named as Grafana's. */
export function namedPanel<Options extends object>(id: string, plugin: PanelPlugin<Options>): PanelPlugin {
  plugin.meta = {
    id,
    name: id,
    type: PluginType.panel,
    module: '',
    baseUrl: '',
    sort: 0,
    info: {
      author: { name: '' },
      description: '',
      links: [],
      logos: { large: '', small: '' },
      screenshots: [],
      updated: '',
      version: '',
    },
  };
  return plugin;
}

/** The text a panel shows for no value at all. */
export function noValueText(fieldConfig: FieldConfigSource): string {
  return fieldConfig.defaults.noValue ?? 'No data';
}
