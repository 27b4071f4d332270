import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { matrixOf, selectRows } from '../numeric/matrix.ts';
import { seededRandom } from '../numeric/random.ts';
import { sharedFile } from '../testing/shared-data.ts';
import { fitTree, fullTree, leafShares, type DecisionTree } from './cart.ts';
import { sortColumns } from './sorted-columns.ts';

interface Reference {
  readonly params: { readonly max_depth: number | null; readonly min_samples_leaf: number };
  readonly X: number[][];
  readonly y: number[];
  readonly feature_importances: number[];
  readonly top10: number[];
  readonly tree: {
    readonly children_left: number[];
    readonly children_right: number[];
    readonly feature: number[];
    readonly threshold: number[];
    readonly impurity: number[];
    readonly n_node_samples: number[];
  };
}

const tieFree = sharedFile('reference/statistics/tree_tiefree.json');
const small = sharedFile('reference/statistics/tree_small.json');
const read = (path: string | undefined) =>
  JSON.parse(readFileSync(path ?? '', 'utf8')) as Reference;

/** Largest relative rounding of a number to single precision. */
const SINGLE_PRECISION = 2 ** -24;

// scikit-learn's DecisionTreeClassifier, which holds values in single precision.
test.skipIf(!tieFree)('the tie-free reference tree, node by node', () => {
  const { X, y, params, tree, feature_importances: importances, top10 } = read(tieFree);
  const ours = fitTree(
    sortColumns(matrixOf(X)),
    { labels: Int8Array.from(y) },
    { ...fullTree, maxDepth: params.max_depth, minSamplesLeaf: params.min_samples_leaf },
  );
  const of = <Value>(pick: (node: DecisionTree['nodes'][number]) => Value) => ours.nodes.map(pick);
  expect(of((node) => node.split?.column ?? -2)).toEqual(tree.feature);
  expect(of((node) => node.split?.left ?? -1)).toEqual(tree.children_left);
  expect(of((node) => node.split?.right ?? -1)).toEqual(tree.children_right);
  expect(of((node) => node.samples)).toEqual(tree.n_node_samples);
  for (const [n, { impurity, split }] of ours.nodes.entries()) {
    expect(impurity).toBeCloseTo(tree.impurity[n], 14);
    if (!split) continue;
    const largest = Math.max(...X.map((row) => Math.abs(row[split.column])));
    const gap = Math.abs(split.threshold - tree.threshold[n]);
    expect(gap).toBeLessThanOrEqual(SINGLE_PRECISION * largest);
  }
  for (const [c, share] of ours.importances.entries()) {
    expect(share).toBeCloseTo(importances[c], 13);
  }
  const ranked = [...importances.keys()].sort(
    (a, b) => ours.importances[b] - ours.importances[a] || a - b,
  );
  expect(ranked.slice(0, 10)).toEqual(top10);
});

test.skipIf(!small)('where splits tie, each one is as good as any', () => {
  const { X, y, tree: reference } = read(small);
  const tree = fitTree(sortColumns(matrixOf(X)), { labels: Int8Array.from(y) });
  expect(greedyAtEveryNode(tree, X, y)).toBe(true);
  // The root is the one node that every choice among equal splits has.
  expect(tree.nodes[0].samples).toBe(reference.n_node_samples[0]);
  expect(tree.nodes[0].impurity).toBeCloseTo(reference.impurity[0], 14);
});

/**
 * Whether every split removes as much impurity as the best of all thresholds of all columns, and
 * every leaf has cases of one class or cases that nothing tells apart.
 */
function greedyAtEveryNode(tree: DecisionTree, X: number[][], y: number[]): boolean {
  const remaining = (rows: number[]) => {
    const p = rows.filter((row) => y[row] === 1).length / rows.length;
    return rows.length === 0 ? 0 : rows.length * 2 * p * (1 - p);
  };
  const after = (rows: number[], column: number, threshold: number) =>
    remaining(rows.filter((row) => X[row][column] <= threshold)) +
    remaining(rows.filter((row) => X[row][column] > threshold));
  const check = (index: number, rows: number[]): boolean => {
    const { split, samples } = tree.nodes[index];
    if (samples !== rows.length) return false;
    if (!split) {
      const different = (column: number) =>
        rows.some((row) => X[row][column] !== X[rows[0]][column]);
      return remaining(rows) === 0 || !X[0].some((_, column) => different(column));
    }
    const best = Math.min(
      ...rows.flatMap((row) => X[row].map((value, column) => after(rows, column, value))),
    );
    return (
      Math.abs(after(rows, split.column, split.threshold) - best) < 1e-12 &&
      check(
        split.left,
        rows.filter((row) => X[row][split.column] <= split.threshold),
      ) &&
      check(
        split.right,
        rows.filter((row) => X[row][split.column] > split.threshold),
      )
    );
  };
  return check(0, [...y.keys()]);
}

test('random tables: greedy at every node, and pure leaves', () => {
  const random = seededRandom(4);
  for (let n = 0; n < 100; n += 1) {
    const X = Array.from({ length: 2 + random.integer(30) }, () =>
      Array.from({ length: 4 }, () => random.integer(8)),
    );
    const y = X.map(() => random.integer(2));
    const tree = fitTree(sortColumns(matrixOf(X)), { labels: Int8Array.from(y) });
    expect(greedyAtEveryNode(tree, X, y)).toBe(true);
  }
});

test('ties go to the lower column, then to the lower threshold', () => {
  // Both columns separate the classes as well as each other, mirrored; each could cut at 1.5 or 3.5.
  const x = matrixOf([
    [1, 4],
    [2, 3],
    [3, 2],
    [4, 1],
  ]);
  const tree = fitTree(sortColumns(x), { labels: Int8Array.of(0, 1, 1, 0) });
  expect(tree.nodes[0].split).toMatchObject({ column: 0, threshold: 1.5 });
});

test('counts stand for repeated rows', () => {
  const random = seededRandom(5);
  const x = matrixOf(
    Array.from({ length: 40 }, () => [random.normal(), random.normal(), random.normal()]),
  );
  const labels = Int8Array.from({ length: 40 }, () => random.integer(2));
  const drawn = Array.from({ length: 40 }, () => random.integer(40));
  const counts = new Int32Array(40);
  for (const row of drawn) counts[row] += 1;
  const options = { ...fullTree, minSamplesLeaf: 3 };
  const repeated = fitTree(
    sortColumns(selectRows(x, drawn)),
    { labels: Int8Array.from(drawn, (row) => labels[row]) },
    options,
  );
  expect(fitTree(sortColumns(x), { labels, counts }, options)).toEqual(repeated);
});

test('swapped labels change no split, and increasing functions of the columns change thresholds alone', () => {
  const random = seededRandom(8);
  const x = matrixOf(
    Array.from({ length: 60 }, () => [random.normal(), random.normal(), random.normal()]),
  );
  const labels = Int8Array.from({ length: 60 }, () => random.integer(2));
  const shape = (tree: DecisionTree) =>
    tree.nodes.map(({ samples, split }) => ({
      samples,
      split: split && { ...split, threshold: 0 },
    }));
  const tree = fitTree(sortColumns(x), { labels });
  const swapped = fitTree(sortColumns(x), { labels: labels.map((label) => 1 - label) });
  expect(shape(swapped)).toEqual(shape(tree));
  const curved = { ...x, data: x.data.map((value) => 1e5 * Math.exp(value)) };
  const again = fitTree(sortColumns(curved), { labels });
  expect(shape(again)).toEqual(shape(tree));
  expect(again.importances).toEqual(tree.importances);
});

test('the limits hold, and a table of one class or of equal rows is one leaf', () => {
  const random = seededRandom(6);
  const x = matrixOf(Array.from({ length: 100 }, () => [random.normal(), random.normal()]));
  const table = sortColumns(x);
  const labels = Int8Array.from({ length: 100 }, () => random.integer(2));
  const grow = (options: Partial<typeof fullTree>) =>
    fitTree(table, { labels }, { ...fullTree, ...options }).nodes;
  expect(grow({ maxDepth: 1 })).toHaveLength(3);
  expect(grow({ maxDepth: 0 })).toHaveLength(1);
  expect(Math.min(...grow({ minSamplesLeaf: 9 }).map((node) => node.samples))).toBe(9);
  expect(grow({ minImpurityDecrease: 0.5 })).toHaveLength(1);
  expect(fitTree(table, { labels: new Int8Array(100) }).nodes).toHaveLength(1);
  const flat = fitTree(sortColumns(matrixOf([[1], [1]])), { labels: Int8Array.of(0, 1) });
  expect(flat.nodes).toHaveLength(1);
  expect([...flat.importances]).toEqual([0]);
});

test('neighbouring numbers are told apart, although none lies between them', () => {
  const step = Number.EPSILON;
  for (const [low, high] of [
    [1, 1 + step],
    [1 + step, 1 + 2 * step],
  ]) {
    const x = matrixOf([
      [low, 0],
      [high, 0],
      [high, 1],
    ]);
    const labels = Int8Array.of(1, 0, 1);
    const tree = fitTree(sortColumns(x), { labels });
    expect(tree.nodes[0].split).toMatchObject({ column: 0, threshold: low });
    expect([...leafShares(tree, x)]).toEqual([...labels]);
  }
});

test('a split that removes no impurity yet is made, for those below it may', () => {
  const x = matrixOf([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ]);
  const labels = Int8Array.of(0, 1, 1, 0);
  expect([...leafShares(fitTree(sortColumns(x), { labels }), x)]).toEqual([...labels]);
});

test('the least decrease counts over all samples, as in scikit-learn', () => {
  // Both columns are needed for label 1. By hand, impurity times samples: 9.9 at the root, 1.8 below
  // its split on column 0, 0 below the second; decreases 8.1 / 20 and 1.8 / 20.
  const row = (a: number, b: number, times: number) => Array.from({ length: times }, () => [a, b]);
  const x = matrixOf([...row(0, 0, 5), ...row(0, 1, 5), ...row(1, 0, 1), ...row(1, 1, 9)]);
  const labels = Int8Array.from({ length: 20 }, (_, n) => Number(n >= 11));
  const nodes = (minImpurityDecrease: number) =>
    fitTree(sortColumns(x), { labels }, { ...fullTree, minImpurityDecrease }).nodes.length;
  expect([0.08, 0.1, 0.4, 0.41].map(nodes)).toEqual([5, 3, 3, 1]);
});

test('a full tree knows its training rows', () => {
  const random = seededRandom(7);
  const x = matrixOf(Array.from({ length: 50 }, () => [random.normal(), random.normal()]));
  const labels = Int8Array.from({ length: 50 }, () => random.integer(2));
  expect([...leafShares(fitTree(sortColumns(x), { labels }), x)]).toEqual([...labels]);
});
