import { Bounds, usualConfidence } from './bounds';
import { normalQuantile } from './special/normal';

/** Wilson's score interval of the share `k / n` (Wilson 1927). Null for n = 0. */
export function wilsonInterval(k: number, n: number, confidence = usualConfidence): Bounds | null {
  if (n === 0) {
    return null;
  }
  const z2 = normalQuantile((1 + confidence) / 2) ** 2;
  const centre = (k + z2 / 2) / (n + z2);
  const half = Math.sqrt((k * (n - k)) / n + z2 / 4) * (Math.sqrt(z2) / (n + z2));
  // At the ends the formula gives 0 and 1 exactly; in floating point it misses them by a hair.
  return { low: k === 0 ? 0 : centre - half, high: k === n ? 1 : centre + half };
}
