import { confusionAt } from './confusion.ts';

/** Worth of acting on a model at a threshold probability, in true positives per patient. */
export interface NetBenefit {
  readonly threshold: number;
  readonly tp: number;
  readonly fp: number;
  readonly model: number;
  /** Acting on everybody; acting on nobody is worth 0. */
  readonly all: number;
}

/**
 * Net benefit of calling a case positive at `probability >= threshold`: TP/n - FP/n t/(1 - t).
 *
 * @param labels 1 positive, 0 negative; none gives no row.
 * @param thresholds Each in [0, 1).
 * Source: Vickers AJ, Elkin EB, Medical Decision Making 26:565-574, 2006.
 */
export function netBenefit(
  labels: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  thresholds: readonly number[],
): NetBenefit[] {
  const n = labels.length;
  if (n === 0) return [];
  return thresholds.map((threshold) => {
    if (!(threshold >= 0 && threshold < 1)) {
      throw new RangeError(`a threshold probability is in [0, 1), got ${threshold}`);
    }
    const { tp, fn, fp } = confusionAt(labels, probabilities, threshold);
    const odds = threshold / (1 - threshold);
    const positives = tp + fn;
    return {
      threshold,
      tp,
      fp,
      model: tp / n - (fp / n) * odds,
      all: positives / n - ((n - positives) / n) * odds,
    };
  });
}
