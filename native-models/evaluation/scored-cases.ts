/** Lower and upper bound. */
export type Interval = readonly [lower: number, upper: number];

/** Scores of the cases of each class, in input order. */
export interface ScoresByClass {
  readonly positive: Float64Array;
  readonly negative: Float64Array;
}

/**
 * The scores of positive (label 1) and negative (label 0) cases.
 *
 * @throws RangeError for another label, a score that is NaN (both named by index) or lengths that
 * differ.
 */
export function scoresByClass(labels: ArrayLike<number>, scores: ArrayLike<number>): ScoresByClass {
  requireScores(labels, scores);
  return byClass(labels, scores);
}

/** Values of the cases of each class, without looking at them. */
export function byClass(labels: ArrayLike<number>, scores: ArrayLike<number>): ScoresByClass {
  const positives = countPositives(labels);
  const positive = new Float64Array(positives);
  const negative = new Float64Array(labels.length - positives);
  for (let i = 0, p = 0, n = 0; i < labels.length; i += 1) {
    if (labels[i] === 1) positive[p++] = scores[i];
    else negative[n++] = scores[i];
  }
  return { positive, negative };
}

/** Number of labels that are 1. @throws RangeError for one that is neither 0 nor 1. */
export function countPositives(labels: ArrayLike<number>): number {
  let positives = 0;
  for (let i = 0; i < labels.length; i += 1) {
    if (labels[i] !== 0 && labels[i] !== 1) {
      throw new RangeError(`a label is 0 or 1, got ${labels[i]} at index ${i}`);
    }
    positives += labels[i];
  }
  return positives;
}

/** @throws RangeError unless there is one score a label, none of them NaN. */
export function requireScores(labels: ArrayLike<number>, scores: ArrayLike<number>): void {
  if (scores.length !== labels.length) {
    throw new RangeError(`${scores.length} scores for ${labels.length} labels`);
  }
  for (let i = 0; i < scores.length; i += 1) {
    if (Number.isNaN(scores[i])) throw new RangeError(`the score at index ${i} is NaN`);
  }
}
