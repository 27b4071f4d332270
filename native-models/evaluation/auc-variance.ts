import { normalReach } from '../numeric/normal-distribution.ts';
import type { Interval } from './scored-cases.ts';

/**
 * Variance of an AUC from the AUC and the numbers of cases alone, under exponential scores.
 *
 * @param auc In [0, 1].
 * Source: Hanley JA, McNeil BJ, Radiology 143:29-36, 1982.
 */
export function hanleyMcNeilVariance(auc: number, positives: number, negatives: number): number {
  const one = auc / (2 - auc);
  const two = (2 * auc * auc) / (1 + auc);
  const square = auc * auc;
  return (
    (auc * (1 - auc) + (positives - 1) * (one - square) + (negatives - 1) * (two - square)) /
    (positives * negatives)
  );
}

/** More halvings than float64 has digits. */
const MAX_STEPS = 80;

/**
 * Interval of an AUC that does not shrink to a point at 0 or 1: the AUCs from which the observed
 * one is not farther than its level allows.
 *
 * Source: Newcombe RG, Statistics in Medicine 25:559-573, 2006, method 5.
 */
export function newcombeInterval(
  auc: number,
  positives: number,
  negatives: number,
  level = 0.95,
): Interval {
  const z = normalReach(level);
  const extra = (positives + negatives) / 2 - 1;
  const tooFar = (theta: number): boolean => {
    const spread = 1 + extra * ((1 - theta) / (2 - theta) + theta / (1 + theta));
    const variance = (theta * (1 - theta) * spread) / (positives * negatives);
    return Math.abs(auc - theta) > z * Math.sqrt(variance);
  };
  return [auc === 0 ? 0 : edge(0, auc, tooFar), auc === 1 ? 1 : edge(1, auc, tooFar)];
}

/** Where `tooFar`, true outside and false inside, changes. */
function edge(outside: number, inside: number, tooFar: (theta: number) => boolean): number {
  let [out, within] = [outside, inside];
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const middle = (out + within) / 2;
    if (tooFar(middle)) out = middle;
    else within = middle;
  }
  return within;
}
