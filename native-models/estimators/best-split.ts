/** The rows of one node: the same rows once per column, in that column's order. */
export interface NodeRows {
  readonly values: readonly Float64Array[];
  readonly orders: readonly Int32Array[];
  /** How often each row counts. */
  readonly counts: Int32Array;
  readonly labels: Int8Array;
  readonly samples: number;
  readonly positives: number;
}

export interface Split {
  readonly column: number;
  /** Rows with a value up to this one go left. */
  readonly threshold: number;
  readonly leftSamples: number;
  readonly leftPositives: number;
}

/**
 * The split that leaves the least Gini impurity, weighted by the size of both sides.
 *
 * With n samples, p of them positive, on a side, that side keeps n - (p² + (n - p)²)/n, so the best
 * split has the largest sum of (p² + (n - p)²)/n. The sums are compared as fractions of integers,
 * exactly up to about 2000 samples: equal splits are equal, and the lower column, then the lower
 * threshold, wins. Values differ when their doubles do (scikit-learn rounds to single precision and
 * takes differences below 1e-7 for none).
 *
 * @returns `undefined` when no threshold leaves `minSamplesLeaf` samples on both sides.
 */
export function bestSplit(node: NodeRows, minSamplesLeaf: number): Split | undefined {
  const { counts, labels, samples, positives } = node;
  let best:
    { readonly column: number; readonly at: number; left: number; hits: number } | undefined;
  let [bestSum, bestScale] = [-1, 1];
  for (const [column, order] of node.orders.entries()) {
    const values = node.values[column];
    let [left, hits] = [0, 0];
    for (let k = 0; k + 1 < order.length; k += 1) {
      const row = order[k];
      left += counts[row];
      if (labels[row] === 1) hits += counts[row];
      if (values[order[k + 1]] === values[row]) continue;
      const right = samples - left;
      if (left < minSamplesLeaf || right < minSamplesLeaf) continue;
      const missed = positives - hits;
      const sum =
        (hits * hits + (left - hits) ** 2) * right +
        (missed * missed + (right - missed) ** 2) * left;
      const scale = left * right;
      if (sum * bestScale > bestSum * scale) {
        [bestSum, bestScale] = [sum, scale];
        best = { column, at: k, left, hits };
      }
    }
  }
  if (!best) return undefined;
  const { column, at, left, hits } = best;
  const [low, high] = [node.orders[column][at], node.orders[column][at + 1]];
  const threshold = midpoint(node.values[column][low], node.values[column][high]);
  return { column, threshold, leftSamples: left, leftPositives: hits };
}

/** Halfway between two values, and never the upper one, which belongs to the other side. */
function midpoint(low: number, high: number): number {
  const middle = low / 2 + high / 2;
  return middle < high ? middle : low;
}
