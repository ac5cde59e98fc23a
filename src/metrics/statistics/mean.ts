import { mean as meanOfSome } from 'simple-statistics';

/** Arithmetic mean, summed with error compensation. Null over nothing. */
export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : meanOfSome([...values]);
}
