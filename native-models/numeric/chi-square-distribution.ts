import { upperGamma } from './incomplete-gamma.ts';

/** Probability that a chi-square variable exceeds a value; accurate relative to its size. */
export function chiSquareUpper(value: number, df: number): number {
  if (!(df > 0)) throw new RangeError(`degrees of freedom are > 0, got ${df}`);
  return value <= 0 ? 1 : upperGamma(df / 2, value / 2);
}
