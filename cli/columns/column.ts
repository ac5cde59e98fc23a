import { Instant } from '../../src/events';
import { duration, moment, short } from '../humanText';

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

/** Text, empty for people where it is not known. */
export function text<Row>(name: string, read: (row: Row) => string | null): Column<Row> {
  return column(name, read, (row) => read(row) ?? '');
}

/** Whole in the cell, cut to a table's width for people. */
export function shortened<Row>(name: string, read: (row: Row) => string | null): Column<Row> {
  return column(name, read, (row) => short(read(row)));
}

/** ISO 8601 in the cell, the time zone's own for people. */
export function instant<Row>(name: string, read: (row: Row) => Instant | null, timeZone: string): Column<Row> {
  return column(
    name,
    (row) => iso(read(row)),
    (row) => moment(read(row), timeZone)
  );
}

/** Seconds in the cell, days and hours for people. */
export function seconds<Row>(name: string, read: (row: Row) => number | null): Column<Row> {
  return column(name, read, (row) => duration(read(row)));
}
