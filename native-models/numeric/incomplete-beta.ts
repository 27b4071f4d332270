import { deviance, stirlingError } from './stirling.ts';

/** A pair of steps of the continued fraction that changes less than four of these ends it. */
const PRECISION = 2 ** -52;

/** Stands in for a zero in a denominator of Lentz's method. */
const TINY = 1e-300;

/**
 * Regularised incomplete beta function I_x(a, b), accurate relative to its own size where it is
 * small.
 *
 * @param a, b > 0. @param x In [0, 1].
 * @param y 1 - x, for callers that know it more precisely than the subtraction gives it.
 * Source: Abramowitz M, Stegun I, 26.5.8, in the form that converges for x below the mean; the
 * rest by I_x(a, b) = 1 - I_y(b, a).
 */
export function incompleteBeta(a: number, b: number, x: number, y: number = 1 - x): number {
  if (!(a > 0) || !(b > 0)) throw new RangeError(`I_x(a, b) needs a, b > 0, got ${a}, ${b}`);
  if (!(x >= 0 && x <= 1)) throw new RangeError(`I_x(a, b) needs x in [0, 1], got ${x}`);
  if (x === 0 || y === 0) return x === 0 ? 0 : 1;
  if (x * (a + b + 2) > a + 1) return 1 - belowMean(b, a, y, x);
  return belowMean(a, b, x, y);
}

function belowMean(a: number, b: number, x: number, y: number): number {
  return ((binomialTerm(a, b, x, y) * b) / (a + b)) * betaFraction(a, b, x);
}

/**
 * Γ(a + b + 1) / (Γ(a + 1) Γ(b + 1)) x^a y^b: for whole numbers the probability of a successes
 * and b failures.
 */
export function binomialTerm(a: number, b: number, x: number, y: number): number {
  const n = a + b;
  const exponent =
    stirlingError(n) -
    stirlingError(a) -
    stirlingError(b) -
    deviance(a, n * x) -
    deviance(b, n * y);
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * a * b));
}

/** 1 / (1 + d1 x / (1 + d2 x / (1 + …))), by Lentz's method. */
function betaFraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  const step = (coefficient: number): number => {
    d = 1 / nonZero(1 + coefficient * d);
    c = nonZero(1 + coefficient / c);
    fraction *= c * d;
    return Math.abs(c * d - 1);
  };
  for (let m = 1; ; m += 1) {
    const even = step((m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)));
    const odd = step((-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)));
    if (even + odd <= 4 * PRECISION) return fraction;
  }
}

function nonZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
