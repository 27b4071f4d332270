import { countPositives, scoresByClass, type ScoresByClass } from './scored-cases.ts';

/** Areas under the ROC curves of k models on the same patients, with their joint uncertainty. */
export interface Delong {
  /** Per model; ties between the classes count half. */
  readonly auc: readonly number[];
  /** k x k; `null` with fewer than two cases of a class, where no variance can be estimated. */
  readonly covariance: readonly (readonly number[])[] | null;
  readonly positives: number;
  readonly negatives: number;
}

/**
 * AUC and covariance of DeLong for all models at once, in O(k n log n + k² n).
 *
 * The direction is never flipped: a model that ranks the classes the wrong way round has an AUC
 * below 0.5. A variance of 0 (an AUC of 0 or 1, constant scores) is what the estimator gives, not
 * certainty.
 *
 * @param labels 1 positive, 0 negative.
 * @param scoresOfModels One score per label for each model, higher for positive.
 * @returns `null` unless both classes occur.
 * @throws RangeError for a score that is NaN, with its index.
 *
 * Source: DeLong ER et al., Biometrics 44:837-845, 1988. A case's placement is found by bisection
 * in the sorted other class, which costs what the midranks of Sun X, Xu W, IEEE Signal Processing
 * Letters 21:1389-1393, 2014 cost and gives the same numbers.
 */
export function delong(
  labels: ArrayLike<number>,
  scoresOfModels: readonly ArrayLike<number>[],
): Delong | null {
  const positives = countPositives(labels);
  const negatives = labels.length - positives;
  const split = scoresOfModels.map((scores) => scoresByClass(labels, scores));
  if (positives === 0 || negatives === 0) return null;
  const models = split.map(placements);
  const among = (a: Placements, b: Placements) =>
    codeviation(a.ofPositives, b.ofPositives) / ((positives - 1) * positives) +
    codeviation(a.ofNegatives, b.ofNegatives) / ((negatives - 1) * negatives);
  return {
    auc: models.map(({ auc }) => auc),
    covariance:
      positives < 2 || negatives < 2
        ? null
        : symmetric(models.length, (a, b) => among(models[a], models[b])),
    positives,
    negatives,
  };
}

/** Where a model puts each case among the cases of the other class, less the AUC. */
interface Placements {
  readonly auc: number;
  /** Share of negatives below each positive (ties half), less its mean. */
  readonly ofPositives: Float64Array;
  /** Share of positives above each negative (ties half), less its mean. */
  readonly ofNegatives: Float64Array;
}

function placements({ positive, negative }: ScoresByClass): Placements {
  const below = countsBelow(positive, negative.toSorted());
  const belowNegatives = countsBelow(negative, positive.toSorted());
  let pairs = 0;
  // Multiples of one half, and so exact.
  for (const count of below) pairs += count;
  const auc = pairs / (positive.length * negative.length);
  return {
    auc,
    ofPositives: below.map((count) => count / negative.length - auc),
    ofNegatives: belowNegatives.map((count) => 1 - count / positive.length - auc),
  };
}

/** For each value the number of sorted ones below it, equal ones counted half. */
function countsBelow(values: Float64Array, sorted: Float64Array): Float64Array {
  return values.map(
    (value) => (firstFrom(sorted, value, false) + firstFrom(sorted, value, true)) / 2,
  );
}

/** Index of the first sorted value that is ≥ (or, past equals, >) a value. */
function firstFrom(sorted: Float64Array, value: number, pastEquals: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value || (pastEquals && sorted[middle] === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function codeviation(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += a[i] * b[i];
  return sum;
}

function symmetric(size: number, value: (a: number, b: number) => number): number[][] {
  const matrix = Array.from({ length: size }, () => Array.from({ length: size }, () => 0));
  for (let a = 0; a < size; a += 1) {
    for (let b = 0; b <= a; b += 1) {
      matrix[a][b] = value(a, b);
      matrix[b][a] = matrix[a][b];
    }
  }
  return matrix;
}
