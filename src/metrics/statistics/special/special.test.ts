import { incompleteBeta, inverseIncompleteBeta } from './incompleteBeta';
import { lowerGamma, upperGamma } from './incompleteGamma';
import { inverseLowerGamma } from './inverseLowerGamma';
import { normalQuantile, normalUpper } from './normal';
import { studentTwoSided } from './studentT';

/** Relative agreement: the values reach from 1e-20 to 1e5. */
function expectNear(actual: number, expected: number, relative = 1e-12): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(relative * Math.abs(expected));
}

describe('the incomplete gamma function', () => {
  test.each([
    // P(1, x) = 1 − e^−x; P(2, x) = 1 − (1 + x) e^−x.
    [1, 0.5, 1 - Math.exp(-0.5)],
    [1, 20, 1 - Math.exp(-20)],
    [2, 3, 1 - 4 * Math.exp(-3)],
    // P(1/2, x) = erf(√x); erf(1) from Abramowitz & Stegun, table 7.1.
    [0.5, 1, 0.8427007929497149],
  ])('P(%p, %p)', (shape, x, expected) => {
    expectNear(lowerGamma(shape, x), expected);
    expectNear(upperGamma(shape, x) + lowerGamma(shape, x), 1);
  });

  it('is the tail of a Poisson count, term by term', () => {
    // P(N ≤ 4 | 7.5) = Q(5, 7.5).
    const terms = [1, 7.5, 7.5 ** 2 / 2, 7.5 ** 3 / 6, 7.5 ** 4 / 24];
    expectNear(upperGamma(5, 7.5), Math.exp(-7.5) * terms.reduce((a, b) => a + b));
  });

  test.each([0.5, 1, 7, 1000, 250_000])('is inverted for shape %p', (shape) => {
    for (const probability of [1e-6, 0.025, 0.5, 0.975, 0.999]) {
      expectNear(lowerGamma(shape, inverseLowerGamma(probability, shape)), probability, 1e-9);
    }
  });
});

describe('the incomplete beta function', () => {
  test.each([
    // I_x(1, b) = 1 − (1 − x)^b; I_x(a, 1) = x^a; I_x(2, 2) = x²(3 − 2x).
    [0.3, 1, 5, 1 - 0.7 ** 5],
    [0.3, 4, 1, 0.3 ** 4],
    [0.8, 2, 2, 0.64 * 1.4],
    // I_x(½, ½) = (2/π) asin √x.
    [0.2, 0.5, 0.5, (2 / Math.PI) * Math.asin(Math.sqrt(0.2))],
  ])('I_%p(%p, %p)', (x, a, b, expected) => {
    expectNear(incompleteBeta(x, a, b), expected);
  });

  test.each([
    [1, 1],
    [0.5, 3],
    [12, 49],
    [5000, 95_000],
  ])('is inverted for a = %p, b = %p', (a, b) => {
    for (const probability of [0.001, 0.025, 0.5, 0.975]) {
      expectNear(incompleteBeta(inverseIncompleteBeta(probability, a, b), a, b), probability, 1e-8);
    }
  });
});

describe('the normal and Student distributions', () => {
  test.each([
    // Abramowitz & Stegun, tables 26.1 and 26.2.
    [0, 0.5],
    [1, 0.15865525393145707],
    [1.959963984540054, 0.025],
    [-1, 0.8413447460685429],
    [6, 9.865876450376946e-10],
  ])('P(Z > %p)', (z, expected) => {
    expectNear(normalUpper(z), expected, 1e-11);
  });

  test.each([
    [0.975, 1.959963984540054],
    [0.5, 0],
    [0.025, -1.959963984540054],
    [1e-9, -5.997807015007686],
  ])('quantile %p', (probability, z) => {
    expect(normalQuantile(probability)).toBeCloseTo(z, 11);
  });

  test.each([
    // One degree of freedom is Cauchy: p = 1 − (2/π) atan t. Two: p = 1 − t/√(2 + t²).
    [1, 1, 0.5],
    [3, 1, 1 - (2 / Math.PI) * Math.atan(3)],
    [1.5, 2, 1 - 1.5 / Math.sqrt(2 + 1.5 ** 2)],
  ])('two-sided p of t = %p with %p degrees of freedom', (t, degrees, expected) => {
    expectNear(studentTwoSided(t, degrees), expected, 1e-11);
  });
});
