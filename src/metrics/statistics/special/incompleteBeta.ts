import { gammaln } from 'simple-statistics';
import { solveMonotone } from './solveMonotone';

const tiny = 1e-300;
const precision = 1e-16;
const iterations = 100_000;

/**
 * Regularised incomplete beta function I_x(a, b) = P(Beta(a, b) ≤ x), for a, b > 0. Continued fraction by Lentz's
 * method (Abramowitz & Stegun 26.5.8), from the side on which it converges; about √max(a, b) steps.
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) {
    return 0;
  }
  if (x >= 1) {
    return 1;
  }
  return x < (a + 1) / (a + b + 2) ? tail(x, a, b) : 1 - tail(1 - x, b, a);
}

/** The x with I_x(a, b) = probability. */
export function inverseIncompleteBeta(probability: number, a: number, b: number): number {
  const logScale = gammaln(a + b) - gammaln(a) - gammaln(b);
  return solveMonotone({
    target: probability,
    value: (x) => incompleteBeta(x, a, b),
    slope: (x) => Math.exp(logScale + (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x)),
    low: 0,
    high: 1,
    start: a / (a + b),
  });
}

function tail(x: number, a: number, b: number): number {
  const logFront = gammaln(a + b) - gammaln(a) - gammaln(b) + a * Math.log(x) + b * Math.log1p(-x);
  return (Math.exp(logFront) / a) * fraction(x, a, b);
}

function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let product = d;
  for (let m = 1; m < iterations; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    product *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    product *= d * c;
    if (Math.abs(d * c - 1) <= precision) {
      break;
    }
  }
  return product;
}

function awayFromZero(value: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}
