import { binomialTerm } from './incomplete-beta.ts';

/**
 * Probability of k successes in n trials.
 *
 * @param p In [0, 1].
 */
export function binomialProbability(k: number, n: number, p: number): number {
  if (k < 0 || k > n) return 0;
  if (p === 0 || p === 1) return k === n * p ? 1 : 0;
  if (k === 0) return Math.exp(n * Math.log1p(-p));
  if (k === n) return p ** n;
  return binomialTerm(k, n - k, p, 1 - p);
}

/** Draws without replacement: `drawn` from an urn of `marked` and `others`. */
export interface Urn {
  readonly marked: number;
  readonly others: number;
  readonly drawn: number;
}

/**
 * Probability of k marked ones among those drawn.
 *
 * As a ratio of binomial probabilities, whose common success rate makes each of them large.
 * Source: Loader C, Fast and accurate computation of binomial probabilities, 2000.
 */
export function hypergeometricProbability(k: number, { marked, others, drawn }: Urn): number {
  const total = marked + others;
  if (drawn === 0 || drawn === total) return k === (drawn === 0 ? 0 : marked) ? 1 : 0;
  const p = drawn / total;
  return (
    (binomialProbability(k, marked, p) * binomialProbability(drawn - k, others, p)) /
    binomialProbability(drawn, total, p)
  );
}
