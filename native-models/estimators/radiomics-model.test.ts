import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { matrixOf, selectColumns, selectRows, type Matrix } from '../numeric/matrix.ts';
import { seededRandom, shuffledIndices } from '../numeric/random.ts';
import { sharedFile } from '../testing/shared-data.ts';
import { areaUnderRoc } from './auc.ts';
import {
  defaultRadiomicsModelSettings,
  fitRadiomicsModel,
  predictRadiomics,
  type RadiomicsModel,
} from './radiomics-model.ts';
import { selectByTree, selectionStability } from './select-by-tree.ts';
import { sortColumns } from './sorted-columns.ts';
import { fullTree } from './cart.ts';

const settings = { ...defaultRadiomicsModelSettings, bootstraps: 5 };

/** Columns of very different size; the first `telling` of them differ between the classes. */
function cohort(rows: number, cols: number, telling: number, seed = 8) {
  const random = seededRandom(seed);
  const labels = Int8Array.from({ length: rows }, (_, r) => r % 2);
  const data = new Float64Array(rows * cols);
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < cols; c += 1) {
      const shift = c < telling ? 1.2 * labels[r] : 0;
      data[r * cols + c] = 10 ** (c % 7) * (random.normal() + shift + 3);
    }
  }
  return { values: { rows, cols, data } satisfies Matrix, labels };
}

const rowNumbers = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, k) => from + k);

const tieFree = sharedFile('reference/statistics/tree_tiefree.json');

test.skipIf(!tieFree)("the columns that scikit-learn's tree puts first", () => {
  const { X, y, params, top10, feature_importances } = JSON.parse(
    readFileSync(tieFree ?? '', 'utf8'),
  ) as {
    X: number[][];
    y: number[];
    params: { max_depth: number | null; min_samples_leaf: number };
    top10: number[];
    feature_importances: number[];
  };
  const { max_depth: maxDepth, min_samples_leaf: minSamplesLeaf } = params;
  const tree = { ...fullTree, maxDepth, minSamplesLeaf };
  const model = fitRadiomicsModel({
    values: matrixOf(X),
    labels: Int8Array.from(y),
    settings: { ...settings, count: 10, tree, bootstraps: 0 },
  });
  // What tells nothing fills no place.
  const telling = top10.filter((column) => feature_importances[column] > 0);
  expect(model.columns).toEqual(telling);
  expect(model.fewer).toBe(telling.length < 10);
  for (const [n, column] of telling.entries()) {
    expect(model.importances[n]).toBeCloseTo(feature_importances[column], 13);
  }
});

// scikit-learn 1.9.1: DecisionTreeClassifier(max_depth=5, min_samples_leaf=5), the same tree for 60
// values of random_state; StandardScaler, SVC(C=1, gamma=1 / (8 · variance), tol=1e-10), the same
// folds, Newton's method in NumPy 2.4.6.
test('the whole chain beside scikit-learn', () => {
  const { values, labels } = cohort(200, 40, 5, 27);
  const tree = { ...fullTree, maxDepth: 5, minSamplesLeaf: 5 };
  const model = fitRadiomicsModel({ values, labels, settings: { ...settings, count: 8, tree } });
  expect(model.columns).toEqual([0, 3, 4, 1, 35, 2, 14, 8]);
  expect(model.importances[0]).toBeCloseTo(0.36594162470062347, 13);
  expect(model.fewer).toBe(false);
  expect(model.svm.coefficients).toHaveLength(105);
  expect(model.svm.intercept).toBeCloseTo(0.059898252198453364, 8);
  const { decision, probability } = predictRadiomics(model, values);
  const decisions = [
    -1.000000049107996, 1.1838329865493564, -1.6041934988463848, 1.000000137346575,
  ];
  for (const [n, value] of decisions.entries()) expect(decision[n]).toBeCloseTo(value, 8);
  expect(decision.reduce((sum, value) => sum + value, 0)).toBeCloseTo(-1.3283342410566643, 6);
  expect(model.platt.a).toBeCloseTo(-2.294227983450549, 7);
  expect(model.platt.b).toBeCloseTo(-0.03175102551131642, 7);
  const probabilities = [
    0.09427863877205701, 0.9397852351840097, 0.025366438355830762, 0.9110059020939476,
  ];
  for (const [n, value] of probabilities.entries()) expect(probability[n]).toBeCloseTo(value, 8);
});

test('learns from telling columns what holds for new cases', () => {
  const { values, labels } = cohort(200, 40, 5);
  const training = rowNumbers(0, 120);
  const model = fitRadiomicsModel({
    values: selectRows(values, training),
    labels: labels.slice(0, 120),
    settings,
  });
  expect(model.columns.slice(0, 3).every((column) => column < 5)).toBe(true);
  expect(model.importances).toEqual([...model.importances].sort((a, b) => b - a));
  const unseen = predictRadiomics(model, selectRows(values, rowNumbers(120, 200)));
  expect(areaUnderRoc(unseen.decision, labels.slice(120))).toBeGreaterThan(0.85);
  expect(Math.min(...unseen.probability)).toBeGreaterThan(0);
  expect(Math.max(...unseen.probability)).toBeLessThan(1);
  const order = [...unseen.decision.keys()].sort((a, b) => unseen.decision[a] - unseen.decision[b]);
  const probabilities = order.map((row) => unseen.probability[row]);
  expect(probabilities).toEqual(probabilities.toSorted((a, b) => a - b));
});

test('a model that went through JSON is the same, and so is one that is fitted again', () => {
  const { values, labels } = cohort(80, 30, 3);
  const model = fitRadiomicsModel({ values, labels, settings });
  const stored = JSON.stringify(model);
  const rebuilt = JSON.parse(stored) as RadiomicsModel;
  expect(JSON.stringify(rebuilt)).toBe(stored);
  expect(predictRadiomics(rebuilt, values)).toEqual(predictRadiomics(model, values));
  expect(JSON.stringify(fitRadiomicsModel({ values, labels, settings }))).toBe(stored);
});

test('scores do not change when features are measured in other units', () => {
  const { values, labels } = cohort(80, 30, 3);
  const model = fitRadiomicsModel({ values, labels, settings });
  const scaled = { ...values, data: values.data.map((value) => 4 * value) };
  const again = fitRadiomicsModel({ values: scaled, labels, settings });
  expect(again.columns).toEqual(model.columns);
  const [a, b] = [predictRadiomics(model, values), predictRadiomics(again, scaled)];
  expect(Math.max(...a.decision.map((value, n) => Math.abs(value - b.decision[n])))).toBeLessThan(
    1e-8,
  );
});

test('fewer columns than asked for are said to be fewer, never filled up', () => {
  const { values, labels } = cohort(60, 20, 0);
  const answer = { rows: 60, cols: 1, data: Float64Array.from(labels) };
  const data = Float64Array.from({ length: 60 * 21 }, (_, k) =>
    k % 21 === 20
      ? answer.data[Math.floor(k / 21)]
      : values.data[Math.floor(k / 21) * 20 + (k % 21)],
  );
  const model = fitRadiomicsModel({ values: { rows: 60, cols: 21, data }, labels, settings });
  expect(model).toMatchObject({ columns: [20], importances: [1], fewer: true });
  expect(model.stability).toEqual([{ column: 20, share: 1 }]);
  const none = { ...values, data: values.data.fill(1) };
  expect(() => fitRadiomicsModel({ values: none, labels, settings })).toThrow('no feature tells');
});

test('of equal importances the lower column is selected', () => {
  // Column 0 leaves one case on either side to be told apart, by column 1 here and by column 2 there.
  const [low, high] = [
    [0, 0, 9],
    [1, 0, 1],
  ];
  const x = matrixOf([low, low, low, [0, 1, 9], high, high, high, [1, 0, 0]]);
  const labels = Int8Array.of(0, 0, 0, 1, 1, 1, 1, 0);
  const order = { count: 3, tree: fullTree };
  // By hand: 1.5, 1.5 and 1 of the impurity times samples, 4.
  expect(selectByTree(sortColumns(x), { labels }, order).selected).toEqual([
    { column: 1, importance: 0.375 },
    { column: 2, importance: 0.375 },
    { column: 0, importance: 0.25 },
  ]);
});

test('of equal columns the lower is selected, wherever they stand', () => {
  const { values, labels } = cohort(100, 12, 2);
  const twice = selectColumns(values, [...rowNumbers(0, 12), ...rowNumbers(0, 12)]);
  const { selected } = selectByTree(sortColumns(twice), { labels }, { count: 10, tree: fullTree });
  expect(selected.every(({ column }) => column < 12)).toBe(true);
});

test('a bootstrap keeps the size of both classes and finds what tells most', () => {
  const { values, labels } = cohort(100, 50, 1);
  const stability = selectionStability(sortColumns(values), labels, {
    count: 3,
    tree: fullTree,
    bootstraps: 40,
    random: seededRandom(1),
  });
  expect(stability[0]).toEqual({ column: 0, share: 1 });
  const shares = stability.map(({ share }) => share);
  expect(shares).toEqual(shares.toSorted((a, b) => b - a));
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(3 + 1e-9);
});

test('the order of the cases matters to nothing but the folds', () => {
  const { values, labels } = cohort(80, 20, 3);
  const order = shuffledIndices(80, seededRandom(2));
  const plain = { ...settings, calibrationFolds: 0, bootstraps: 0 };
  const model = fitRadiomicsModel({ values, labels, settings: plain });
  const again = fitRadiomicsModel({
    values: selectRows(values, order),
    labels: Int8Array.from(order, (row) => labels[row]),
    settings: plain,
  });
  expect(again.columns).toEqual(model.columns);
  const [a, b] = [predictRadiomics(model, values), predictRadiomics(again, values)];
  expect(
    Math.max(...a.probability.map((value, n) => Math.abs(value - b.probability[n]))),
  ).toBeLessThan(1e-7);
});

test('refuses a table of other columns', () => {
  const { values, labels } = cohort(40, 10, 3);
  const model = fitRadiomicsModel({ values, labels, settings });
  expect(() => predictRadiomics(model, selectColumns(values, [0, 1]))).toThrow('10 columns, got 2');
});
