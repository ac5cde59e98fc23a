import { quantile } from './quantile';

/** The middle value, or the mean of the two middle ones. Null over nothing. */
export function median(values: readonly number[]): number | null {
  return quantile(values, 0.5);
}
