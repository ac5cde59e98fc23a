import { Instant } from '../../src/events';

export type Cell = string | number | boolean | null;

/** One field of a row, in the order and under the name of METRICS.md §10. */
export interface Column<Row> {
  readonly name: string;
  readonly cell: (row: Row) => Cell;
  /** As a person reads it; only these columns stand in tables for people. */
  readonly text?: (row: Row) => string;
}

/** A row ready to be written, whatever it was. */
export interface Line {
  readonly fields: ReadonlyArray<{ readonly name: string; readonly cell: Cell }>;
  /** Of `metrics`: what the row is grouped by; `null`: rows of this type have no groups. */
  readonly group: ReadonlyArray<{ readonly name: string; readonly cell: Cell }> | null;
  readonly texts: readonly string[];
}

export interface Sheet {
  /** Field names; those of the group stand where METRICS.md §10 has `group`, after `metric`. */
  readonly names: readonly string[];
  readonly headings: readonly string[];
  readonly lines: readonly Line[];
}

export const iso = (at: Instant | null): string | null =>
  at === null ? null : new Date(at).toISOString().replace('.000Z', 'Z');

export function column<Row>(name: string, cell: (row: Row) => Cell, text?: (row: Row) => string): Column<Row> {
  return text === undefined ? { name, cell } : { name, cell, text };
}
