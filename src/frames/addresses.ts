import { DataLink, Field, FieldType } from '@grafana/data';

/**
 * Where the rows of a frame lead, as a column that no panel shows. Null: nowhere; Grafana makes no link of an empty address.
 * `hidden` is what tables before 12.2 read, `hideFrom` what later ones do.
 */
export function addressField(name: string, addresses: ReadonlyArray<string | null>): Field {
  const config = { custom: { hidden: true, hideFrom: { viz: true, legend: true, tooltip: true } } };
  return { name, type: FieldType.string, config, values: [...addresses] };
}

/** A link to each row's own address in the column of this name. */
export function linkToAddress(title: string, name: string): DataLink {
  return { title, url: `\${__data.fields.${name}}` };
}
