import { rowOf, type Matrix } from '../numeric/matrix.ts';
import { bestSplit, type NodeRows, type Split } from './best-split.ts';
import type { SortedColumns } from './sorted-columns.ts';

export interface TreeOptions {
  /** Levels of splits at most; `null` for no limit. */
  readonly maxDepth: number | null;
  /** Samples that each side of a split keeps at least. */
  readonly minSamplesLeaf: number;
  /** A split takes place when it lowers the impurity of the whole tree by at least this much. */
  readonly minImpurityDecrease: number;
}

/** The tree grown until every leaf is of one class. */
export const fullTree: TreeOptions = { maxDepth: null, minSamplesLeaf: 1, minImpurityDecrease: 0 };

export interface TreeNode {
  readonly samples: number;
  readonly positives: number;
  /** Gini impurity, in [0, 0.5]. */
  readonly impurity: number;
  /** `null` in a leaf. */
  readonly split: {
    readonly column: number;
    /** Rows with a value up to this one go left. */
    readonly threshold: number;
    /** Indices of the nodes on either side. */
    readonly left: number;
    readonly right: number;
  } | null;
}

export interface DecisionTree {
  /** Depth first, the left side before the right; the root is node 0. */
  readonly nodes: readonly TreeNode[];
  /**
   * Per column the share of the impurity that splits on it removed; sums to 1, or all 0 for a tree
   * without a split that removes any.
   */
  readonly importances: Float64Array;
}

/**
 * A classification tree by Gini impurity (CART) without randomness: of equally good splits the one on
 * the lower column, then with the lower threshold.
 *
 * @param sample.labels 0 or 1 per row.
 * @param sample.counts How often each row counts, as in a bootstrap; once each when absent.
 * Source: Breiman L et al., Classification and Regression Trees, 1984.
 */
export function fitTree(
  table: SortedColumns,
  sample: { readonly labels: Int8Array; readonly counts?: Int32Array },
  options: TreeOptions = fullTree,
): DecisionTree {
  const { labels, counts = new Int32Array(table.rows).fill(1) } = sample;
  if (labels.length !== table.rows || counts.length !== table.rows) {
    throw new RangeError(`${labels.length} labels, ${counts.length} counts, ${table.rows} rows`);
  }
  const present = table.orders.map((order) => order.filter((row) => counts[row] > 0));
  const [samples, positives] = [...counts.keys()].reduce(
    ([all, hits], row) => [all + counts[row], hits + (labels[row] === 1 ? counts[row] : 0)],
    [0, 0],
  );
  if (samples === 0) throw new RangeError('a tree needs cases to learn from');
  const root = { values: table.values, orders: present, counts, labels, samples, positives };
  const nodes: TreeNode[] = [];
  grow(root, { nodes, options, samples, depth: 0 });
  return { nodes, importances: importancesOf(nodes, table.values.length) };
}

interface Growth {
  /** Nodes so far; a node's place is kept before its sides are grown. */
  readonly nodes: TreeNode[];
  readonly options: TreeOptions;
  /** Samples of the whole tree. */
  readonly samples: number;
  readonly depth: number;
}

/** Appends the node and all below it; returns its index. */
function grow(rows: NodeRows, growth: Growth): number {
  const { nodes, options, depth } = growth;
  const { samples, positives } = rows;
  const leaf = { samples, positives, impurity: gini(samples, positives), split: null };
  const index = nodes.push(leaf) - 1;
  const mayGrow = leaf.impurity > 0 && (options.maxDepth === null || depth < options.maxDepth);
  const split = mayGrow ? bestSplit(rows, options.minSamplesLeaf) : undefined;
  if (!split || decrease(leaf, split) / growth.samples < options.minImpurityDecrease) return index;
  const sides = divide(rows, split);
  const left = grow(sides.left, { ...growth, depth: depth + 1 });
  const right = grow(sides.right, { ...growth, depth: depth + 1 });
  const { column, threshold } = split;
  nodes[index] = { ...leaf, split: { column, threshold, left, right } };
  return index;
}

function gini(samples: number, positives: number): number {
  const p = positives / samples;
  return 1 - p * p - (1 - p) * (1 - p);
}

/** Impurity times samples that a split removes. */
function decrease(node: TreeNode, { leftSamples, leftPositives }: Split): number {
  const right = node.samples - leftSamples;
  return (
    node.samples * node.impurity -
    leftSamples * gini(leftSamples, leftPositives) -
    right * gini(right, node.positives - leftPositives)
  );
}

/** Both sides keep the order of every column, so that nothing is sorted again. */
function divide(
  rows: NodeRows,
  split: Split,
): { readonly left: NodeRows; readonly right: NodeRows } {
  const { samples, positives, orders } = rows;
  const goesLeft = new Uint8Array(rows.labels.length);
  const values = rows.values[split.column];
  let size = 0;
  for (const row of orders[split.column]) {
    if (values[row] > split.threshold) continue;
    goesLeft[row] = 1;
    size += 1;
  }
  const lefts: Int32Array[] = [];
  const rights: Int32Array[] = [];
  for (const order of orders) {
    const [left, right] = [new Int32Array(size), new Int32Array(order.length - size)];
    let [l, r] = [0, 0];
    for (const row of order) {
      if (goesLeft[row] === 1) left[l++] = row;
      else right[r++] = row;
    }
    lefts.push(left);
    rights.push(right);
  }
  const { leftSamples, leftPositives } = split;
  const left = { ...rows, orders: lefts, samples: leftSamples, positives: leftPositives };
  const others = { samples: samples - leftSamples, positives: positives - leftPositives };
  return { left, right: { ...rows, orders: rights, ...others } };
}

function importancesOf(nodes: readonly TreeNode[], columns: number): Float64Array {
  const removed = new Float64Array(columns);
  for (const node of nodes) {
    if (!node.split) continue;
    const { samples, positives } = nodes[node.split.left];
    const { column, threshold } = node.split;
    removed[column] += decrease(node, {
      column,
      threshold,
      leftSamples: samples,
      leftPositives: positives,
    });
  }
  const total = removed.reduce((sum, value) => sum + value, 0);
  return total > 0 ? removed.map((value) => value / total) : removed;
}

/** Share of positive training samples in the leaf of each row. */
export function leafShares({ nodes }: DecisionTree, x: Matrix): Float64Array {
  return Float64Array.from({ length: x.rows }, (_, r) => {
    const row = rowOf(x, r);
    let node = nodes[0];
    while (node.split) {
      const { column, threshold, left, right } = node.split;
      node = nodes[row[column] <= threshold ? left : right];
    }
    return node.positives / node.samples;
  });
}
