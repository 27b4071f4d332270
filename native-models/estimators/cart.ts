import { rowOf, type Matrix } from '../numeric/matrix.ts';
import { bestSplit, type Split, type Stretch, type Workspace } from './best-split.ts';
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
  const hits = counts.map((count, row) => (labels[row] === 1 ? count : 0));
  const sum = (total: number, count: number) => total + count;
  const [samples, positives] = [counts.reduce(sum, 0), hits.reduce(sum, 0)];
  if (samples === 0) throw new RangeError('a tree needs cases to learn from');
  const end = counts.filter((count) => count > 0).length;
  const orders = table.orders.map((order) => presentRows(order, counts, end));
  const nodes: TreeNode[] = [];
  const workspace = { values: table.values, orders, counts, hits };
  grow({ workspace, nodes, options, samples }, { start: 0, end, samples, positives }, 0);
  return { nodes, importances: importancesOf(nodes, table.values.length) };
}

/** A copy of an order without the rows that do not count. */
function presentRows(order: Int32Array, counts: Int32Array, size: number): Int32Array {
  const present = new Int32Array(size);
  let at = 0;
  for (const row of order) if (counts[row] > 0) present[at++] = row;
  return present;
}

interface Growth {
  readonly workspace: Workspace;
  /** Nodes so far; a node's place is kept before its sides are grown. */
  readonly nodes: TreeNode[];
  readonly options: TreeOptions;
  /** Samples of the whole tree. */
  readonly samples: number;
}

/** Appends the node and all below it; returns its index. */
function grow(growth: Growth, stretch: Stretch, depth: number): number {
  const { nodes, options } = growth;
  const { samples, positives } = stretch;
  const leaf = { samples, positives, impurity: gini(samples, positives), split: null };
  const index = nodes.push(leaf) - 1;
  const mayGrow = leaf.impurity > 0 && (options.maxDepth === null || depth < options.maxDepth);
  const split = mayGrow ? bestSplit(growth.workspace, stretch, options.minSamplesLeaf) : undefined;
  if (!split || decrease(leaf, split) / growth.samples < options.minImpurityDecrease) return index;
  const sides = divide(growth.workspace, stretch, split);
  const left = grow(growth, sides.left, depth + 1);
  const right = grow(growth, sides.right, depth + 1);
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

/** Moves the left rows of every column before the right ones, both in their order as they were. */
function divide(
  { values, orders }: Workspace,
  { start, end, samples, positives }: Stretch,
  split: Split,
): { readonly left: Stretch; readonly right: Stretch } {
  const { column, threshold, leftSamples, leftPositives } = split;
  const goesRight = Uint8Array.from(values[column], (value) => (value > threshold ? 1 : 0));
  const rights = new Int32Array(end - start);
  let middle = start;
  for (const order of orders) {
    middle = start;
    let moved = 0;
    for (let k = start; k < end; k += 1) {
      const row = order[k];
      if (goesRight[row] === 1) rights[moved++] = row;
      else order[middle++] = row;
    }
    for (let k = 0; k < moved; k += 1) order[middle + k] = rights[k];
  }
  return {
    left: { start, end: middle, samples: leftSamples, positives: leftPositives },
    right: {
      start: middle,
      end,
      samples: samples - leftSamples,
      positives: positives - leftPositives,
    },
  };
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
