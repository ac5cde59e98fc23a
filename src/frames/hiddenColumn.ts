import { Field, FieldType } from '@grafana/data';

/** What links read of a row, as a column that no panel shows. `hidden` is what tables before 12.2 read, `hideFrom` what later ones do. */
export function hiddenColumn(name: string, values: ReadonlyArray<string | null>): Field {
  const config = { custom: { hidden: true, hideFrom: { viz: true, legend: true, tooltip: true } } };
  return { name, type: FieldType.string, config, values: [...values] };
}
