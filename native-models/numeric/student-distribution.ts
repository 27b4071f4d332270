import { betaQuantile } from './beta-distribution.ts';
import { incompleteBeta } from './incomplete-beta.ts';

/** Probability that Student's t is farther from 0 than a value, on either side. */
export function studentTwoSided(t: number, df: number): number {
  if (!(df > 0)) throw new RangeError(`degrees of freedom are > 0, got ${df}`);
  const square = t * t;
  if (square === Infinity) return 0;
  return incompleteBeta(df / 2, 0.5, df / (df + square), square / (df + square));
}

/** The t that two-sided intervals of a level reach to: 2.228… for 0.95 and 10 degrees of freedom. */
export function studentReach(level: number, df: number): number {
  if (!(level > 0 && level < 1)) throw new RangeError(`a level is in (0, 1), got ${level}`);
  const share = betaQuantile(level, 0.5, df / 2);
  return Math.sqrt((df * share) / (1 - share));
}
