import { expect, test } from 'vitest';
import { matrixOf, selectRows, type Matrix } from '../numeric/matrix.ts';
import { seededRandom } from '../numeric/random.ts';
import { areaUnderRoc } from './auc.ts';
import { stratifiedFolds } from './folds.ts';
import { bootstrapHeads, fitFusionHead, predictFusionHead } from './fusion-head.ts';
import { l2LogisticRegression } from './logistic-regression.ts';
import { fitScaler, standardise } from './scaler.ts';
import { selectByMeanDifference, standardisedDifference } from './select-features.ts';

/** 40 cases with three features, by integer arithmetic; Python made the same for the references. */
const x: Matrix = matrixOf(
  Array.from({ length: 40 }, (_, i) =>
    [0, 1, 2].map((j) => ((i * 37 + j * 53 + i * i * (j + 1)) % 101) / 50 - 1),
  ),
);
const labels = Int8Array.from({ length: 40 }, (_, i) => {
  const chance = ((i * 29) % 17) / 8 - 1;
  return Number(x.data[3 * i] + 0.5 * x.data[3 * i + 1] - 0.3 + chance > 0);
});

// scikit-learn 1.9.1: LogisticRegression(C=1/penalty, tol=1e-12, solver='newton-cholesky').
test.each([
  {
    penalty: 1,
    bias: -0.7899159634194745,
    weights: [1.3571597329659628, 1.1767620450871221, 0.13903410717732637],
  },
  {
    penalty: 0.01,
    bias: -1.1041111219684048,
    weights: [2.3962217563473134, 2.376494358736279, 0.17766667451326162],
  },
])('logistic regression with penalty $penalty agrees with scikit-learn', (expected) => {
  const model = l2LogisticRegression({ penalty: expected.penalty }).fit(x, labels);
  expect(model.bias).toBeCloseTo(expected.bias, 7);
  for (const [c, weight] of expected.weights.entries()) {
    expect(model.weights[c]).toBeCloseTo(weight, 7);
  }
});

test('separable classes get finite weights', () => {
  const apart = matrixOf([[-2], [-1], [1], [2]]);
  const model = l2LogisticRegression({ penalty: 1e-6 }).fit(apart, Int8Array.of(0, 0, 1, 1));
  expect(Number.isFinite(model.weights[0])).toBe(true);
  expect([...model.predictProbability(apart)].map(Math.round)).toEqual([0, 0, 1, 1]);
});

test('one class alone, or a penalty of 0, is refused', () => {
  const one = new Int8Array(40);
  expect(() => l2LogisticRegression({ penalty: 1 }).fit(x, one)).toThrow(RangeError);
  expect(() => l2LogisticRegression({ penalty: 0 })).toThrow(RangeError);
});

// scikit-learn 1.9.1: roc_auc_score on these probabilities, and on them rounded to one decimal.
test('the AUC agrees with scikit-learn, with and without ties', () => {
  const scores = l2LogisticRegression({ penalty: 0.01 }).fit(x, labels).predictProbability(x);
  expect(areaUnderRoc(scores, labels)).toBeCloseTo(0.8736263736263736, 12);
  const tied = scores.map((score) => Math.round(score * 10) / 10);
  expect(areaUnderRoc(tied, labels)).toBeCloseTo(0.8818681318681318, 12);
  expect(() => areaUnderRoc([0.1, 0.2], [1, 1])).toThrow(RangeError);
});

// scikit-learn 1.9.1: StandardScaler.
test('the scaler agrees with scikit-learn and leaves constants at 0', () => {
  const scaler = fitScaler(x);
  expect([...scaler.mean].map(rounded)).toEqual([-0.0855, 0.084, 0.1525]);
  expect([...scaler.sd].map(rounded)).toEqual([0.6482898657, 0.5464467037, 0.5576860676]);
  const constant = matrixOf([[7], [7]]);
  expect([...standardise(constant, fitScaler(constant)).data]).toEqual([0, 0]);
});

test('folds test every case once and keep the share of positives', () => {
  const folds = stratifiedFolds(labels, { count: 5, random: seededRandom(5) });
  expect(folds.flatMap(({ test: rows }) => rows).toSorted((a, b) => a - b)).toEqual([
    ...labels.keys(),
  ]);
  for (const { train, test: rows } of folds) {
    expect(rows.length).toBe(8);
    expect(new Set([...train, ...rows]).size).toBe(40);
    const positives = rows.filter((row) => labels[row] === 1).length;
    expect([2, 3]).toContain(positives);
  }
  expect(() =>
    stratifiedFolds(Int8Array.of(1, 0, 0), { count: 2, random: seededRandom(1) }),
  ).toThrow(RangeError);
});

test('selection takes the most telling column and skips its copies', () => {
  // Means 1 and 3, both variances 1 (n - 1): a difference of two standard deviations.
  const telling = [0, 1, 2, 2, 3, 4];
  const classes = Int8Array.of(0, 0, 0, 1, 1, 1);
  expect(standardisedDifference(Float64Array.from(telling), classes)).toBe(2);
  const copy = telling.map((value) => -2 * value + 5);
  const weak = [5, 1, 3, 6, 1, 3];
  const flat = [1, 1, 1, 1, 1, 1];
  const columns = [flat, weak, telling, copy];
  const table = matrixOf(telling.map((_, row) => columns.map((column) => column[row])));
  const options = { count: 3, maxCorrelation: 0.9 };
  expect(selectByMeanDifference(table, classes, options)).toEqual([2, 1]);
  expect(selectByMeanDifference(table, classes, { ...options, count: 1 })).toEqual([2]);
});

test('a fusion head on unscaled features is the logistic regression on scaled ones', () => {
  const radiomics: Matrix = { ...x, data: x.data.map((value) => 100 * value + 7) };
  const network: Matrix = { rows: 40, cols: 1, data: Float64Array.from(labels, (y, i) => y + i) };
  const data = { radiomics, network, labels };
  const options = { selection: { count: 3, maxCorrelation: 1 }, penalty: 2 };
  const head = fitFusionHead(data, options);

  const joined = matrixOf(
    Array.from({ length: 40 }, (_, i) => [
      ...head.columns.map((c) => x.data[3 * i + c]),
      network.data[i],
    ]),
  );
  const scaled = standardise(joined, fitScaler(joined));
  const direct = l2LogisticRegression({ penalty: 2 }).fit(scaled, labels);
  const expected = direct.predictProbability(scaled);
  for (const [i, p] of predictFusionHead(head, data).entries())
    expect(p).toBeCloseTo(expected[i], 9);
});

test('bootstrap heads vary around the head and repeat with their seed', () => {
  const network = selectRows(x, [...labels.keys()]);
  const data = { radiomics: x, network, labels };
  const head = fitFusionHead(data, { selection: { count: 2, maxCorrelation: 1 }, penalty: 1 });
  const draw = () =>
    bootstrapHeads(head, data, { count: 100, penalty: 1, random: seededRandom(5) });
  const heads = draw();
  expect(draw()).toEqual(heads);
  const first = heads.map(({ weights }) => weights[0]);
  const centre = first.reduce((sum, w) => sum + w, 0) / first.length;
  expect(new Set(first).size).toBe(100);
  expect(Math.abs(centre - head.weights[0])).toBeLessThan(0.3);
});

function rounded(value: number): number {
  return Math.round(value * 1e10) / 1e10;
}
