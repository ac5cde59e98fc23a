import { incompleteBeta } from './incompleteBeta';

/** Two-sided p of Student's t with (not necessarily whole) degrees of freedom: P(|T| ≥ |t|). */
export function studentTwoSided(t: number, degreesOfFreedom: number): number {
  return incompleteBeta(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5);
}
