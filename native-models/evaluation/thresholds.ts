import { cutsOf, type Cut } from './roc.ts';
import { scoresByClass } from './scored-cases.ts';

/** A threshold (a case is positive at `score >= threshold`) with what it achieves. */
export interface Threshold {
  readonly threshold: number;
  readonly sensitivity: number;
  readonly specificity: number;
}

/**
 * The threshold of largest sensitivity + specificity, halfway between neighbouring scores. Of equal
 * ones the lowest, which has the highest sensitivity: a missed positive costs more than a false
 * alarm.
 *
 * @returns `null` unless both classes occur, and where no threshold does better than calling all
 * cases the same (constant scores).
 * Source: Youden WJ, Cancer 3:32-35, 1950.
 */
export function youdenThreshold(
  labels: ArrayLike<number>,
  scores: ArrayLike<number>,
): Threshold | null {
  const best = youdenThresholds(labels, scores).at(-1);
  return best && best.sensitivity + best.specificity > 1 ? best : null;
}

/**
 * All thresholds of largest sensitivity + specificity, from the highest to the lowest, ±Infinity
 * (nobody, everybody is positive) among them; none unless both classes occur.
 */
export function youdenThresholds(
  labels: ArrayLike<number>,
  scores: ArrayLike<number>,
): readonly Threshold[] {
  // In whole numbers, so that equal ones are seen to be equal.
  return best(
    labels,
    scores,
    (cut, all) => cut.positives * all.negatives - cut.negatives * all.positives,
  );
}

/**
 * All thresholds whose point of the ROC curve is closest to (0, 1), from the highest to the lowest;
 * none unless both classes occur.
 */
export function closestTopLeftThresholds(
  labels: ArrayLike<number>,
  scores: ArrayLike<number>,
): readonly Threshold[] {
  return best(labels, scores, (cut, all) => {
    const missed = (all.positives - cut.positives) * all.negatives;
    const falseAlarms = cut.negatives * all.positives;
    return -(missed ** 2 + falseAlarms ** 2);
  });
}

/** The cuts of highest merit; `all` has the sizes of the classes. */
function best(
  labels: ArrayLike<number>,
  scores: ArrayLike<number>,
  merit: (cut: Cut, all: Cut) => number,
): readonly Threshold[] {
  const cuts = cutsOf(scoresByClass(labels, scores));
  if (cuts === null) return [];
  const all = cuts[cuts.length - 1];
  const merits = cuts.map((cut) => merit(cut, all));
  const highest = merits.reduce((a, b) => Math.max(a, b));
  return cuts
    .filter((_, i) => merits[i] === highest)
    .map(({ threshold, positives, negatives }) => ({
      threshold,
      sensitivity: positives / all.positives,
      specificity: 1 - negatives / all.negatives,
    }));
}
