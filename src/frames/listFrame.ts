import { DataFrame, Field, FieldConfig, FieldType, MappingType, ValueMapping } from '@grafana/data';
import { mapped, metricUnit, Slices } from '../metrics';
import { say } from '../words';
import { addressField, linkToAddress } from './addresses';
import { Column, ColumnKind, layouts, ListAnswer, ListLayout, words } from './listColumns';

/**
 * A list as a table: typed columns, also when there is no row; cells that open the event where it comes from. In steps: a
 * list may be long.
 */
export function* listFrame(answer: ListAnswer): Slices<DataFrame> {
  switch (answer.type) {
    case 'deployments':
      return yield* frameOf(layouts.deployments, answer.rows);
    case 'changes':
      return yield* frameOf(layouts.changes, answer.rows);
    case 'incidents':
      return yield* frameOf(layouts.incidents, answer.rows);
    case 'releases':
      return yield* frameOf(layouts.releases, answer.rows);
    case 'runs':
      return yield* frameOf(layouts.runs, answer.rows);
    case 'findings':
      return yield* frameOf(layouts.findings, answer.rows);
    case 'experiments':
      return yield* frameOf(layouts.experiments, answer.rows);
    case 'items': {
      const frame = yield* frameOf(layouts.items, answer.rows);
      const metric = answer.rows[0]?.metric;
      // The value of a duration is a time, that of a share or a count is 1 or 0.
      const unit = metric !== undefined && metricUnit[metric] === 's' ? 's' : 'none';
      return {
        ...frame,
        fields: frame.fields.map((field) =>
          // A field of this name is otherwise called as its frame is.
          field.name === 'Value'
            ? { ...field, config: { ...field.config, unit, displayNameFromDS: field.name } }
            : field
        ),
      };
    }
  }
}

const urlField = 'url';

function* frameOf<Row extends { readonly url: string | null }>(
  layout: ListLayout<Row>,
  rows: readonly Row[]
): Slices<DataFrame> {
  const hasLinks = rows.some((row) => row.url !== null);
  const fields: Field[] = [];
  for (const column of layout.columns) {
    fields.push(yield* fieldOf(column, rows, hasLinks));
  }
  if (hasLinks) {
    fields.push(addressField(urlField, yield* mapped(rows, ({ url }) => url)));
  }
  return {
    name: layout.title,
    length: rows.length,
    fields,
    meta: { preferredVisualisationType: 'table' },
  };
}

function* fieldOf<Row>(column: Column<Row>, rows: readonly Row[], hasLinks: boolean): Slices<Field> {
  const { type, config: plain, mappings } = kinds[column.kind];
  const config = mappings === undefined ? plain : { ...plain, mappings: mappings() };
  const links = [{ ...linkToAddress(say('frames.list.open', 'Open'), urlField), targetBlank: true }];
  return {
    name: column.name,
    type,
    config: column.isLink === true && hasLinks ? { ...config, links } : config,
    values: yield* mapped(rows, (row) => column.read(row)),
  };
}

/** The words as they are when the column is made: in the viewer's language by then. */
const wordMappings = (): ValueMapping[] => [
  {
    type: MappingType.ValueToText,
    options: Object.fromEntries(Object.entries(words).map(([word, text], index) => [word, { text, index }])),
  },
];

const flagMappings = (): ValueMapping[] => [
  {
    type: MappingType.ValueToText,
    options: {
      true: { text: say('frames.list.yes', 'Yes'), index: 0 },
      false: { text: say('frames.list.no', 'No'), index: 1 },
    },
  },
];

interface Kind {
  readonly type: FieldType;
  readonly config: FieldConfig;
  readonly mappings?: () => ValueMapping[];
}

const kinds: Record<ColumnKind, Kind> = {
  text: { type: FieldType.string, config: {} },
  // Nearly all titles, on one line.
  title: { type: FieldType.string, config: { custom: { minWidth: 280 } } },
  // Grafana 12 keeps the option to wrap with the cell, 13 beside it.
  sentence: {
    type: FieldType.string,
    config: { custom: { minWidth: 320, wrapText: true, cellOptions: { type: 'auto', wrapText: true } } },
  },
  choice: { type: FieldType.string, config: {}, mappings: wordMappings },
  // As much as Grafana's own way of writing an instant takes, widest digits included.
  instant: { type: FieldType.time, config: { custom: { minWidth: 166 } } },
  seconds: { type: FieldType.number, config: { unit: 's', decimals: 1, min: 0 } },
  count: { type: FieldType.number, config: { decimals: 0 } },
  share: { type: FieldType.number, config: { unit: 'percentunit', min: 0 } },
  flag: { type: FieldType.boolean, config: {}, mappings: flagMappings },
};
