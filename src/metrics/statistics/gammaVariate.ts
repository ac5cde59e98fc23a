import { Random } from './random';

/** A draw from Gamma(shape, 1), shape ≥ 1 (Marsaglia & Tsang 2000). O(1) whatever the shape. */
export function gammaVariate(shape: number, random: Random): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = normalVariate(random);
    const v = (1 + c * z) ** 3;
    if (v > 0 && Math.log(1 - random()) < (z * z) / 2 + d - d * v + d * Math.log(v)) {
      return d * v;
    }
  }
}

/** Box and Muller's polar form, without keeping the second number: a draw must not depend on the one before. */
function normalVariate(random: Random): number {
  for (;;) {
    const x = 2 * random() - 1;
    const y = 2 * random() - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) {
      return x * Math.sqrt((-2 * Math.log(square)) / square);
    }
  }
}
