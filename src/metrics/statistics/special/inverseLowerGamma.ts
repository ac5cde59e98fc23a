import { gammaln } from 'simple-statistics';
import { lowerGamma } from './incompleteGamma';
import { normalQuantile } from './normal';
import { solveMonotone } from './solveMonotone';

/** The x with P(shape, x) = probability. */
export function inverseLowerGamma(probability: number, shape: number): number {
  // Wilson and Hilferty's cube is close enough for Newton to finish in a few steps.
  const ninth = 1 / (9 * shape);
  const cube = (1 - ninth + normalQuantile(probability) * Math.sqrt(ninth)) ** 3;
  return solveMonotone({
    target: probability,
    value: (x) => lowerGamma(shape, x),
    slope: (x) => Math.exp((shape - 1) * Math.log(x) - x - gammaln(shape)),
    low: 0,
    high: shape + 40 * Math.sqrt(shape) + 800,
    start: shape * Math.max(cube, 1e-3),
  });
}
