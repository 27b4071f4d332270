/** ½ ln(2π) */
const HALF_LOG_TWO_PI = 0.9189385332046727;

/** From here on six terms of the series below are exact to working precision. */
const SERIES_FROM = 10;

/**
 * What Stirling's formula leaves out of a factorial:
 * ln Γ(x + 1) - (x + ½) ln x + x - ½ ln(2π).
 *
 * @param x > 0.
 * Source: the asymptotic series with Bernoulli numbers, Abramowitz M, Stegun I, 6.1.41; smaller
 * arguments are brought up to it by Γ(x + 1) = x Γ(x).
 */
export function stirlingError(x: number): number {
  if (x >= SERIES_FROM) return stirlingSeries(x);
  let product = 1;
  let up = x;
  while (up < SERIES_FROM) {
    up += 1;
    product *= up;
  }
  const logGamma = stirlingSeries(up) + (up + 0.5) * Math.log(up) - up - Math.log(product);
  return logGamma - (x + 0.5) * Math.log(x) + x;
}

function stirlingSeries(x: number): number {
  const s = 1 / (x * x);
  const bernoulli =
    1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - (s * 691) / 360360))));
  return bernoulli / x;
}

/** ln Γ(x) for x > 0. */
export function logGamma(x: number): number {
  return stirlingError(x) + (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI;
}

/** Relative distance below which the difference of two large terms is taken from its series. */
const CLOSE = 0.1;

/**
 * x ln(x / mean) + mean - x without cancellation where both are close.
 *
 * @param x ≥ 0. @param mean > 0.
 * Source: Loader C, Fast and accurate computation of binomial probabilities, 2000.
 */
export function deviance(x: number, mean: number): number {
  if (x === 0) return mean;
  const gap = x - mean;
  if (Math.abs(gap) >= CLOSE * (x + mean)) return x * Math.log(x / mean) - gap;
  // ln(x / mean) = 2 artanh(v)
  const v = gap / (x + mean);
  let power = 2 * x * v;
  let sum = gap * v;
  for (let odd = 3; ; odd += 2) {
    power *= v * v;
    const next = sum + power / odd;
    if (next === sum) return sum;
    sum = next;
  }
}
