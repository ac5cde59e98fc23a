import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  ReduceDataOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import type { GridPos } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as Stat } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as Table } from '@grafana/grafana-foundation-sdk/table';
import { findingColumns } from '../src/frames/findingColumns';
import { QualityCheck } from '../src/query';
import { listTable } from './panels';
import { datasource, list, target } from './target';

/** One check as a number, coloured by its own thresholds. */
export function checkStat(check: QualityCheck, title: string, description: string, position: GridPos): Stat {
  return new Stat()
    .title(title)
    .description(description)
    .datasource(datasource)
    .gridPos(position)
    .withTarget(target(list('quality', { checks: [check] })))
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('/^Share$/').values(false))
    .graphMode(BigValueGraphMode.None)
    .colorMode(BigValueColorMode.Value)
    .textMode(BigValueTextMode.Value);
}

/** Width in pixels of each column of a table of checks; 0: what is left. The rest is for stats. */
const checkColumns: Readonly<Record<string, number>> = {
  Check: 230,
  Of: 150,
  Status: 80,
  Result: 90,
  Counted: 100,
  'What it means': 0,
  'What to do': 0,
};
const numbers = ['Share', 'Count', 'Age'];

/** Checks as a table with their status in colour. */
export function checkTable(
  title: string,
  description: string,
  checks: readonly QualityCheck[],
  position: GridPos
): Table {
  const isOfSources = checks.some((check) => check === 'freshness' || check === 'calls');
  const hidden = [...numbers, ...(isOfSources ? [] : ['Of'])];
  const names = Object.keys(checkColumns).filter((name) => !hidden.includes(name));
  return columnsOf(
    listTable(title, description, [list('quality', { checks })], position),
    Object.fromEntries(names.map((name) => [name, checkColumns[name]])),
    hidden
  );
}

const findingWidths: Readonly<Record<string, number>> = {
  Check: 230,
  Thing: 200,
  Team: 110,
  'How many': 90,
  Since: 160,
  'What was found': 0,
  'What to do': 0,
};

export function findingTable(title: string, description: string, position: GridPos): Table {
  const hidden = findingColumns.map(({ name }) => name).filter((name) => !(name in findingWidths));
  return columnsOf(
    listTable(title, description, [list('quality', { detail: 'findings' })], position),
    findingWidths,
    hidden
  );
}

/** As Grafana 12.3 and as later ones read it. */
const wrapped = [
  { id: 'custom.cellOptions', value: { type: 'auto', wrapText: true } },
  { id: 'custom.wrapText', value: true },
];

/** The columns in their order; sentences wrap, because cut ones would not say what to do. */
function columnsOf(table: Table, widths: Readonly<Record<string, number>>, hidden: readonly string[]): Table {
  const names = Object.keys(widths);
  table.withTransformation({
    id: 'organize',
    options: {
      excludeByName: Object.fromEntries(hidden.map((name) => [name, true])),
      indexByName: Object.fromEntries(names.map((name, index) => [name, index])),
      renameByName: {},
    },
  });
  for (const [name, width] of Object.entries(widths)) {
    table.overrideByName(name, [
      width > 0 ? { id: 'custom.width', value: width } : { id: 'custom.minWidth', value: 240 },
      ...(width > 0 && name !== 'Check' && name !== 'Thing' ? [] : wrapped),
    ]);
  }
  return table;
}
