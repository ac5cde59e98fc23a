import type * as cog from '@grafana/grafana-foundation-sdk/cog';

/** Grafana's builders put links and switches into a menu of newer Grafanas; these stand beside the pickers, as in older ones. */
export function inSight<Control extends { placement?: unknown }>(builder: cog.Builder<Control>): cog.Builder<Control> {
  return { build: () => ({ ...builder.build(), placement: undefined }) };
}
