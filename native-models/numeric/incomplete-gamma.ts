import { deviance, stirlingError } from './stirling.ts';

/** A step of a series or continued fraction that changes less than this ends it. */
const PRECISION = 2 ** -53;

/**
 * Upper regularised incomplete gamma function Q(a, x) = Γ(a, x) / Γ(a), accurate relative to its
 * own size down to the smallest numbers.
 *
 * @param a > 0. @param x ≥ 0.
 * Source: Abramowitz M, Stegun I, 6.5.29 (series) and 6.5.31 (continued fraction, evaluated by
 * Lentz's method).
 */
export function upperGamma(a: number, x: number): number {
  if (!(a > 0) || !(x >= 0)) throw new RangeError(`Q(a, x) needs a > 0 and x ≥ 0, got ${a}, ${x}`);
  if (x === 0) return 1;
  if (x === Infinity) return 0;
  return x < a + 1
    ? 1 - density(a, x) * lowerSeries(a, x)
    : density(a, x) * a * upperFraction(a, x);
}

/** x^a e^-x / Γ(a + 1) */
function density(a: number, x: number): number {
  return Math.exp(-stirlingError(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a);
}

/** 1 + x/(a + 1) + x²/((a + 1)(a + 2)) + … */
function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > sum * PRECISION; n += 1) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** 1 / (x + 1 - a - 1(1 - a) / (x + 3 - a - 2(2 - a) / …)), for x ≥ a + 1. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; ; n += 1) {
    const numerator = n * (a - n);
    b += 2;
    d = 1 / (b + numerator * d);
    c = b + numerator / c;
    const factor = c * d;
    fraction *= factor;
    if (Math.abs(factor - 1) <= 2 * PRECISION) return fraction;
  }
}
