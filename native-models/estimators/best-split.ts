/** A tree's working table. Nodes are stretches of rows; every column has the node's rows in the same stretch. */
export interface Workspace {
  readonly values: readonly Float64Array[];
  /** Row numbers of each column, ascending in value within a stretch. Rearranged as the tree grows. */
  readonly orders: readonly Int32Array[];
  /** How often each row counts. */
  readonly counts: Int32Array;
  /** The same for positive rows; 0 for negative ones. */
  readonly hits: Int32Array;
}

/** One node: its rows are those from `start` to before `end` in each order. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
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
export function bestSplit(
  { values, orders, counts, hits }: Workspace,
  node: Stretch,
  minSamplesLeaf: number,
): Split | undefined {
  const { start, end, samples, positives } = node;
  let best: { column: number; at: number; left: number; hit: number } | undefined;
  let [bestSum, bestScale] = [-1, 1];
  for (let column = 0; column < orders.length; column += 1) {
    const [order, value] = [orders[column], values[column]];
    let [left, hit] = [0, 0];
    let next = value[order[start]];
    for (let k = start; k + 1 < end; k += 1) {
      const current = next;
      left += counts[order[k]];
      hit += hits[order[k]];
      next = value[order[k + 1]];
      const right = samples - left;
      if (next === current || left < minSamplesLeaf || right < minSamplesLeaf) continue;
      const rest = positives - hit;
      const sum =
        (hit * hit + (left - hit) * (left - hit)) * right +
        (rest * rest + (right - rest) * (right - rest)) * left;
      const scale = left * right;
      if (sum * bestScale > bestSum * scale) {
        bestSum = sum;
        bestScale = scale;
        best = { column, at: k, left, hit };
      }
    }
  }
  if (!best) return undefined;
  const { column, at, left, hit } = best;
  const [low, high] = [orders[column][at], orders[column][at + 1]];
  const threshold = midpoint(values[column][low], values[column][high]);
  return { column, threshold, leftSamples: left, leftPositives: hit };
}

/** Halfway between two values, and never the upper one, which belongs to the other side. */
function midpoint(low: number, high: number): number {
  const middle = low / 2 + high / 2;
  return middle < high ? middle : low;
}
