import { DataLink, Field } from '@grafana/data';
import { hiddenColumn } from './hiddenColumn';

/** Where the rows of a frame lead. Null: nowhere; Grafana makes no link of an empty address. */
export function addressField(name: string, addresses: ReadonlyArray<string | null>): Field {
  return hiddenColumn(name, addresses);
}

/** A link to each row's own address in the column of this name. */
export function linkToAddress(title: string, name: string): DataLink {
  return { title, url: `\${__data.fields.${name}}` };
}
