import { mean } from './mean';
import { median } from './median';

export type XmrForm = 'mean' | 'median';

/** Process behaviour chart (Wheeler): what a stable process would stay within. In the unit of the values. */
export interface XmrLimits {
  readonly centre: number;
  readonly upper: number;
  /** May be negative; for a quantity that cannot be, draw it at 0. */
  readonly lower: number;
  /** Mean or median moving range, and the limit a single moving range should stay under. */
  readonly movingRange: number;
  readonly movingRangeLimit: number;
}

/** Wheeler's scaling factors for individual values and for their moving ranges. */
const factors: Record<XmrForm, { readonly value: number; readonly range: number }> = {
  mean: { value: 2.66, range: 3.268 },
  median: { value: 3.145, range: 3.865 },
};

/**
 * XmR limits of a series in order of time. The median form is not carried away by one outlier. Null below two
 * values; useful from five or six, firm from about fifteen.
 */
export function xmrLimits(values: readonly number[], form: XmrForm = 'mean'): XmrLimits | null {
  const average = form === 'mean' ? mean : median;
  const centre = average(values);
  const movingRange = average(values.slice(1).map((value, i) => Math.abs(value - values[i])));
  if (centre === null || movingRange === null) {
    return null;
  }
  return {
    centre,
    upper: centre + factors[form].value * movingRange,
    lower: centre - factors[form].value * movingRange,
    movingRange,
    movingRangeLimit: factors[form].range * movingRange,
  };
}
