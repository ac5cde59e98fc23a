import { upperGamma } from './incompleteGamma';

/** P(Z > z) of the standard normal distribution, to full precision in the upper tail. */
export function normalUpper(z: number): number {
  const half = upperGamma(0.5, (z * z) / 2) / 2;
  return z >= 0 ? half : 1 - half;
}

/** The z with P(Z ≤ z) = probability, for 0 < probability < 1. */
export function normalQuantile(probability: number): number {
  if (probability > 0.5) {
    return -normalQuantile(1 - probability);
  }
  // Newton on ln P(Z ≤ z), which is concave: from the left of the root every step stays on its side and grows close.
  let z = -Math.sqrt(-2 * Math.log(probability));
  for (let i = 0; i < 50; i++) {
    const cumulative = normalUpper(-z);
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    const step = (Math.log(probability / cumulative) * cumulative) / density;
    z += step;
    if (Math.abs(step) < 1e-15 * Math.max(1, Math.abs(z))) {
      break;
    }
  }
  return z;
}
