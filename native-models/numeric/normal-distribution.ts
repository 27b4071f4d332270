import { upperGamma } from './incomplete-gamma.ts';

/** Probability that a standard normal variable exceeds z; accurate relative to its size in the tail. */
export function normalUpper(z: number): number {
  const tail = normalTwoSided(z) / 2;
  return z >= 0 ? tail : 1 - tail;
}

/** Probability that a standard normal variable is farther from 0 than z, on either side. */
export function normalTwoSided(z: number): number {
  return upperGamma(0.5, (z * z) / 2);
}

/**
 * The z below which a standard normal variable lies with probability p.
 *
 * @param p In [0, 1]; 0 and 1 give ∓Infinity.
 * Source: the start is Abramowitz M, Stegun I, 26.2.23; Halley's method does the rest.
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a probability is in [0, 1], got ${p}`);
  // 1 - p is exact for p ≥ ½, so that both halves keep the precision of their tail.
  return p < 0.5 ? -upperQuantile(p) : upperQuantile(1 - p);
}

/** The z that is exceeded with probability p ≤ ½. */
function upperQuantile(p: number): number {
  if (p === 0) return Infinity;
  const t = Math.sqrt(-2 * Math.log(p));
  let z =
    t -
    (2.515517 + t * (0.802853 + t * 0.010328)) /
      (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  for (let step = 0; step < 3; step += 1) {
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    const newton = (normalUpper(z) - p) / density;
    z += newton / (1 + (z * newton) / 2);
  }
  return z;
}

/** How many standard errors a two-sided interval reaches: 1.96 at a level of 0.95. */
export function normalReach(level: number): number {
  if (!(level > 0 && level < 1)) throw new RangeError(`a level is in (0, 1), got ${level}`);
  return upperQuantile((1 - level) / 2);
}
