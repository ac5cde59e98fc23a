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
import { Room, withColumns } from './columns';
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

/** What a check says of itself; the numbers beside it are for stats. */
const columns = ['Check', 'Of', 'Status', 'Result', 'Counted', 'What it means', 'What to do', 'Share', 'Count', 'Age'];

/** Checks as a table with their status in colour. */
export function checkTable(
  title: string,
  description: string,
  checks: readonly QualityCheck[],
  position: GridPos
): Table {
  const isOfSources = checks.some((check) => check === 'freshness' || check === 'calls');
  // Of which source it is takes the place of what was counted: the sentence says that too. Widths at which Grafana's
  // estimate of a title's lines is right: a row is as high as the text that it takes for the longest.
  const rooms: Readonly<Record<string, Room>> = {
    Check: { wrapped: isOfSources ? 156 : 152 },
    ...(isOfSources && { Of: { wrapped: 96 } }),
    Status: 72,
    Result: 70,
    ...(!isOfSources && { Counted: 88 }),
    'What it means': { rest: 170 },
    'What to do': { rest: 170 },
  };
  return withColumns(listTable(title, description, [list('quality', { checks })], position), rooms, columns);
}

export function findingTable(title: string, description: string, position: GridPos): Table {
  const rooms: Readonly<Record<string, Room>> = {
    Check: { wrapped: 152 },
    Thing: { wrapped: 124 },
    Team: { wrapped: 92 },
    'What was found': { rest: 182 },
    'What to do': { rest: 182 },
    'How many': 90,
    Since: 166,
  };
  return withColumns(
    listTable(title, description, [list('quality', { detail: 'findings' })], position),
    rooms,
    findingColumns.map(({ name }) => name)
  );
}
