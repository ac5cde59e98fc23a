import { FieldDisplay, getFieldDisplayValues, PanelProps, ReduceDataOptions, VizOrientation } from '@grafana/data';
import { useTheme2 } from '@grafana/ui';

/** Options of the panels that show a number or few: stat, gauge, bar gauge. */
export interface ReducedOptions {
  readonly reduceOptions?: Partial<ReduceDataOptions>;
  readonly orientation?: VizOrientation;
}

/** The numbers to show, by the panel's reduction; empty when there is nothing to reduce. */
export function useReduced(
  { data, options, fieldConfig, replaceVariables, timeZone }: PanelProps<ReducedOptions>,
  extra: { readonly sparkline?: boolean; readonly percentChange?: boolean } = {}
): FieldDisplay[] {
  const theme = useTheme2();
  if (data.series.every((frame) => frame.length === 0 || frame.fields.length === 0)) {
    return [];
  }
  return getFieldDisplayValues({
    data: data.series,
    reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false, ...options.reduceOptions },
    fieldConfig,
    replaceVariables,
    theme,
    timeZone,
    ...extra,
  });
}
