import { scoresByClass, type ScoresByClass } from './scored-cases.ts';

/**
 * Empirical ROC curve from (0, 0) to (1, 1), without smoothing; classes tied at a score give a
 * diagonal. Parallel arrays, one entry a distinct score and one more.
 */
export interface RocCurve {
  readonly falsePositiveRate: readonly number[];
  readonly truePositiveRate: readonly number[];
  /**
   * Descending; a case is called positive at `score >= threshold`. Halfway between neighbouring
   * scores, with Infinity and -Infinity at the ends (which finite scores never reach).
   */
  readonly thresholds: readonly number[];
}

/**
 * @param labels 1 positive, 0 negative.
 * @returns `null` unless both classes occur. @throws RangeError for a score that is NaN.
 */
export function rocCurve(labels: ArrayLike<number>, scores: ArrayLike<number>): RocCurve | null {
  const cuts = cutsOf(scoresByClass(labels, scores));
  if (cuts === null) return null;
  const { positives, negatives } = cuts[cuts.length - 1];
  return {
    falsePositiveRate: cuts.map((cut) => cut.negatives / negatives),
    truePositiveRate: cuts.map((cut) => cut.positives / positives),
    thresholds: cuts.map((cut) => cut.threshold),
  };
}

/** What is called positive at a threshold. */
export interface Cut {
  readonly threshold: number;
  /** Positive cases at or above the threshold. */
  readonly positives: number;
  /** Negative cases at or above the threshold. */
  readonly negatives: number;
}

/** All different cuts from the highest threshold to the lowest; `null` unless both classes occur. */
export function cutsOf({ positive, negative }: ScoresByClass): readonly Cut[] | null {
  if (positive.length === 0 || negative.length === 0) return null;
  const [up, down] = [positive.toSorted(), negative.toSorted()];
  let [p, n] = [up.length, down.length];
  const cuts: Cut[] = [{ threshold: Infinity, positives: 0, negatives: 0 }];
  while (p > 0 || n > 0) {
    const score = Math.max(p > 0 ? up[p - 1] : -Infinity, n > 0 ? down[n - 1] : -Infinity);
    while (p > 0 && up[p - 1] === score) p -= 1;
    while (n > 0 && down[n - 1] === score) n -= 1;
    const next = Math.max(p > 0 ? up[p - 1] : -Infinity, n > 0 ? down[n - 1] : -Infinity);
    const threshold = p + n === 0 ? -Infinity : halfway(next, score);
    cuts.push({ threshold, positives: up.length - p, negatives: down.length - n });
  }
  return cuts;
}

/** A number in (low, high], in the middle where there is one. */
function halfway(low: number, high: number): number {
  // Half the sum, as pROC has it: halfway between 0.41 and 0.43 a case of 0.42 is then at the threshold.
  const middle = (low + high) / 2;
  return middle > low && middle <= high ? middle : high;
}
