import { binomialTerm, incompleteBeta } from './incomplete-beta.ts';

/** More halvings than a root in (0, 1) ever needs; reached only if the function were broken. */
const MAX_STEPS = 1100;

/**
 * The x below which a beta variable lies with probability p.
 *
 * @param p In [0, 1]. @param a, b > 0.
 * Newton's method on I_x(a, b), kept inside a bracket that shrinks at every step.
 */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a probability is in [0, 1], got ${p}`);
  if (p === 0 || p === 1) return p;
  let [low, high] = [0, 1];
  let x = a / (a + b);
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const gap = incompleteBeta(a, b, x) - p;
    if (gap === 0) return x;
    if (gap > 0) high = x;
    else low = x;
    const newton = x - gap / betaDensity(a, b, x);
    // Outside the bracket a tangent misleads; small roots are found by their magnitude.
    const next = newton > low && newton < high ? newton : between(low, high);
    if (Math.abs(next - x) <= 2 ** -51 * x) return next;
    x = next;
  }
  return x;
}

function between(low: number, high: number): number {
  return low > 0 && high / low > 4 ? Math.sqrt(low * high) : (low + high) / 2;
}

function betaDensity(a: number, b: number, x: number): number {
  const y = 1 - x;
  return (binomialTerm(a, b, x, y) * a * b) / ((a + b) * x * y);
}
