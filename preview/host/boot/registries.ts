import {
  dataLinksOverrideProcessor,
  displayNameOverrideProcessor,
  FieldConfigPropertyItem,
  Field,
  FieldType,
  identityOverrideProcessor,
  numberOverrideProcessor,
  standardEditorsRegistry,
  standardFieldConfigEditorRegistry,
  standardTransformers,
  standardTransformersRegistry,
  stringOverrideProcessor,
  thresholdsOverrideProcessor,
  ThresholdsMode,
  valueMappingsOverrideProcessor,
} from '@grafana/data';

type Process = FieldConfigPropertyItem['process'];

const always = () => true;
const numbersOnly = (field: Field) => field.type === FieldType.number;
const noEditor = () => null;

/** One standard field option; it only has to be applied here, never edited. */
function option(
  id: string,
  process: Process,
  shouldApply: (field: Field) => boolean,
  defaultValue?: unknown,
  settings = {}
) {
  return {
    id,
    path: id,
    name: id,
    process,
    shouldApply,
    defaultValue,
    settings,
    override: noEditor,
    editor: noEditor,
  };
}

/** What Grafana's core registers and its packages look up: field options, transformations. Once, before any panel. */
export function fillRegistries(): void {
  standardFieldConfigEditorRegistry.setInit(() => [
    option('unit', stringOverrideProcessor, always),
    option('min', numberOverrideProcessor, numbersOnly),
    option('max', numberOverrideProcessor, numbersOnly),
    option('fieldMinMax', identityOverrideProcessor, numbersOnly),
    option('decimals', numberOverrideProcessor, numbersOnly),
    option('displayName', displayNameOverrideProcessor, always, undefined, { expandTemplateVars: true }),
    option('noValue', stringOverrideProcessor, always),
    option('color', identityOverrideProcessor, always, { mode: 'thresholds' }),
    option('thresholds', thresholdsOverrideProcessor, always, {
      mode: ThresholdsMode.Absolute,
      steps: [
        { value: -Infinity, color: 'green' },
        { value: 80, color: 'red' },
      ],
    }),
    option('mappings', valueMappingsOverrideProcessor, always, []),
    option('links', dataLinksOverrideProcessor, always),
    option('actions', identityOverrideProcessor, always),
    option('filterable', identityOverrideProcessor, always),
    option('description', stringOverrideProcessor, always),
  ]);
  standardEditorsRegistry.setInit(() => []);
  standardTransformersRegistry.setInit(() =>
    // The library lists one of them under two names.
    [...new Map(Object.values(standardTransformers).map((one) => [one.id, one])).values()].map((transformer) => ({
      id: transformer.id,
      name: transformer.name,
      editor: noEditor,
      imageDark: '',
      imageLight: '',
      transformation: () => Promise.resolve(transformer),
    }))
  );
}
