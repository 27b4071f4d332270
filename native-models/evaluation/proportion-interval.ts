import { betaQuantile } from '../numeric/beta-distribution.ts';
import { normalReach } from '../numeric/normal-distribution.ts';
import type { Interval } from './scored-cases.ts';

/** A method of an interval for x of n; `null` for n = 0. */
export type ProportionInterval = (x: number, n: number, level?: number) => Interval | null;

/**
 * Score interval without continuity correction.
 *
 * @param x Successes, an integer in [0, n]. @param n Trials.
 * @throws RangeError when x or n is not such a count.
 * Source: Wilson EB, J Am Stat Assoc 22:209-212, 1927.
 */
export const wilson: ProportionInterval = (x, n, level = 0.95) =>
  checked(x, n, () => {
    const z = normalReach(level);
    return [x === 0 ? 0 : scoreBound(x / n, n, -z), x === n ? 1 : scoreBound(x / n, n, z)];
  });

/**
 * Score interval with the continuity correction of R's `prop.test`, which never exceeds the
 * distance from one half.
 *
 * Source: Newcombe RG, Statistics in Medicine 17:857-872, 1998, and R's documentation.
 */
export const wilsonCorrected: ProportionInterval = (x, n, level = 0.95) =>
  checked(x, n, () => {
    const z = normalReach(level);
    const correction = Math.min(0.5, Math.abs(x - n / 2));
    const [below, above] = [(x - correction) / n, (x + correction) / n];
    return [below <= 0 ? 0 : scoreBound(below, n, -z), above >= 1 ? 1 : scoreBound(above, n, z)];
  });

/**
 * Exact interval: never covers less than its level.
 *
 * Source: Clopper CJ, Pearson ES, Biometrika 26:404-413, 1934, by quantiles of the beta
 * distribution.
 */
export const clopperPearson: ProportionInterval = (x, n, level = 0.95) =>
  checked(x, n, () => {
    const tail = (1 - level) / 2;
    return [
      x === 0 ? 0 : betaQuantile(tail, x, n - x + 1),
      x === n ? 1 : 1 - betaQuantile(tail, n - x, x + 1),
    ];
  });

/** Interval by the normal approximation; reaches beyond [0, 1], a point at 0 and n of n. */
export const wald: ProportionInterval = (x, n, level = 0.95) =>
  checked(x, n, () => {
    const p = x / n;
    const half = normalReach(level) * Math.sqrt((p * (1 - p)) / n);
    return [p - half, p + half];
  });

/**
 * Equal-tailed interval of the posterior under Jeffreys' prior; 0 of n begins at 0 and n of n ends
 * at 1.
 *
 * Source: Brown LD et al., Statistical Science 16:101-133, 2001.
 */
export const jeffreys: ProportionInterval = (x, n, level = 0.95) =>
  checked(x, n, () => {
    const tail = (1 - level) / 2;
    return [
      x === 0 ? 0 : betaQuantile(tail, x + 0.5, n - x + 0.5),
      x === n ? 1 : 1 - betaQuantile(tail, n - x + 0.5, x + 0.5),
    ];
  });

function scoreBound(p: number, n: number, z: number): number {
  const square = (z * z) / n;
  return (p + square / 2 + z * Math.sqrt((p * (1 - p)) / n + square / (4 * n))) / (1 + square);
}

function checked(x: number, n: number, interval: () => Interval): Interval | null {
  if (!Number.isInteger(x) || !Number.isInteger(n) || x < 0 || x > n) {
    throw new RangeError(`an interval needs a count x of n, got ${x} of ${n}`);
  }
  return n === 0 ? null : interval();
}
