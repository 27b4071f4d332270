import { ascendingOrder } from '../numeric/ascending-order.ts';
import { byClass, countPositives, requireScores } from './scored-cases.ts';

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
 * AUC and covariance of DeLong for all models at once, in O(k² n).
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
 * Source: DeLong ER et al., Biometrics 44:837-845, 1988; placements from one sorted pass over all
 * cases as in Sun X, Xu W, IEEE Signal Processing Letters 21:1389-1393, 2014.
 */
export function delong(
  labels: ArrayLike<number>,
  scoresOfModels: readonly ArrayLike<number>[],
): Delong | null {
  const positives = countPositives(labels);
  const negatives = labels.length - positives;
  for (const scores of scoresOfModels) requireScores(labels, scores);
  if (positives === 0 || negatives === 0) return null;
  const models = scoresOfModels.map((scores) => placements(labels, scores));
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

function placements(labels: ArrayLike<number>, scores: ArrayLike<number>): Placements {
  const values = new Float64Array(labels.length);
  for (let i = 0; i < values.length; i += 1) values[i] = scores[i];
  const order = ascendingOrder(values);
  const counts = new Float64Array(labels.length);
  const below = [0, 0];
  let pairs = 0;
  for (let first = 0; first < order.length;) {
    const tied = [0, 0];
    let end = first;
    while (end < order.length && values[order[end]] === values[order[first]]) {
      tied[labels[order[end]]] += 1;
      end += 1;
    }
    // Multiples of one half, and so exact.
    for (let at = first; at < end; at += 1) {
      const other = 1 - labels[order[at]];
      counts[order[at]] = below[other] + tied[other] / 2;
    }
    pairs += tied[1] * (below[0] + tied[0] / 2);
    below[0] += tied[0];
    below[1] += tied[1];
    first = end;
  }
  const [negatives, positives] = below;
  const auc = pairs / (positives * negatives);
  const { positive, negative } = byClass(labels, counts);
  return {
    auc,
    ofPositives: positive.map((count) => count / negatives - auc),
    ofNegatives: negative.map((count) => 1 - count / positives - auc),
  };
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
