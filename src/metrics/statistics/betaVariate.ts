import { Random } from './random';

/** A draw from Beta(a, b), a and b ≥ 1, in a time that does not grow with them: two gamma variates' share. */
export function betaVariate(a: number, b: number, random: Random): number {
  const left = gammaVariate(a, random);
  return left / (left + gammaVariate(b, random));
}

/** A draw from Gamma(shape, 1), shape ≥ 1 (Marsaglia & Tsang 2000, with their squeeze that spares most logarithms). */
export function gammaVariate(shape: number, random: Random): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = normalVariate(random);
    const root = 1 + c * z;
    if (root <= 0) {
      continue;
    }
    const v = root * root * root;
    const u = random();
    const square = z * z;
    if (u < 1 - 0.0331 * square * square || Math.log(u) < square / 2 + d * (1 - v + Math.log(v))) {
      return d * v;
    }
  }
}

/** Box and Muller's polar form. */
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
