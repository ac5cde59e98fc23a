import { gammaln } from 'simple-statistics';

const tiny = 1e-300;
const precision = 1e-16;
const iterations = 100_000;

/** Regularised lower incomplete gamma function P(shape, x): the probability that Gamma(shape, 1) is at most x. */
export function lowerGamma(shape: number, x: number): number {
  return x <= 0 ? 0 : x < shape + 1 ? series(shape, x) : 1 - continuedFraction(shape, x);
}

/** Q(shape, x) = 1 − P(shape, x), exact in the upper tail as well. */
export function upperGamma(shape: number, x: number): number {
  return x <= 0 ? 1 : x < shape + 1 ? 1 - series(shape, x) : continuedFraction(shape, x);
}

function logFront(shape: number, x: number): number {
  return shape * Math.log(x) - x - gammaln(shape);
}

function series(shape: number, x: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let i = 1; i < iterations && term > sum * precision; i++) {
    term *= x / (shape + i);
    sum += term;
  }
  return sum * Math.exp(logFront(shape, x));
}

function continuedFraction(shape: number, x: number): number {
  let b = x + 1 - shape;
  let c = 1 / tiny;
  let d = 1 / b;
  let product = d;
  for (let i = 1; i < iterations; i++) {
    const a = -i * (i - shape);
    b += 2;
    d = 1 / awayFromZero(a * d + b);
    c = awayFromZero(b + a / c);
    product *= d * c;
    if (Math.abs(d * c - 1) <= precision) {
      break;
    }
  }
  return product * Math.exp(logFront(shape, x));
}

function awayFromZero(value: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}
