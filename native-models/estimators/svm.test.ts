import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { matrixOf, rowOf, selectColumns, selectRows } from '../numeric/matrix.ts';
import { seededRandom } from '../numeric/random.ts';
import { sharedFile } from '../testing/shared-data.ts';
import { areaUnderRoc } from './auc.ts';
import { fitPlatt, plattProbabilities } from './platt.ts';
import { fitScaler, standardise } from './scaler.ts';
import { crossValidatedDecisions, decisionValues, fitRbfSvm, scaleGamma } from './svm.ts';

const tolerance = 1e-10;

interface Table {
  readonly X: number[][];
  readonly y: number[];
  readonly train_idx: number[];
  readonly test_idx: number[];
}

interface Reference {
  readonly features: number[];
  readonly standardise: { readonly mean: number[]; readonly sd_ddof0: number[] };
  readonly models: readonly {
    readonly params: {
      readonly C: number;
      readonly gamma: 'scale' | number;
      readonly gamma_value: number;
      readonly tol: number;
    };
    /** Numbers of training rows. */
    readonly support: number[];
    readonly dual_coef: number[];
    readonly intercept: number;
    readonly decision_test: number[];
    readonly decision_train: number[];
    readonly auc_test: number;
    readonly auc_train: number;
    readonly platt_no_cv: { readonly A: number; readonly B: number; readonly proba_test: number[] };
  }[];
}

const svcFile = sharedFile('reference/statistics/svc_rbf.json');
const tableFile = sharedFile('reference/statistics/breast_cancer.json');

function referenceData() {
  const {
    models,
    features,
    standardise: columns,
  } = JSON.parse(readFileSync(svcFile ?? '', 'utf8')) as Reference;
  const table = JSON.parse(readFileSync(tableFile ?? '', 'utf8')) as Table;
  const x = selectColumns(matrixOf(table.X), features);
  const scaler = fitScaler(selectRows(x, table.train_idx));
  return {
    models,
    scaler,
    columns,
    train: standardise(selectRows(x, table.train_idx), scaler),
    test: standardise(selectRows(x, table.test_idx), scaler),
    labels: Int8Array.from(table.train_idx, (row) => table.y[row]),
    testLabels: Int8Array.from(table.test_idx, (row) => table.y[row]),
  };
}

const difference = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.max(...Array.from(a, (value, n) => Math.abs(value - b[n])));

test.skipIf(!svcFile || !tableFile)('columns are scaled as in the reference file', () => {
  const { scaler, columns } = referenceData();
  for (const [c, mean] of columns.mean.entries()) {
    const sd = columns.sd_ddof0[c];
    expect(Math.abs(scaler.mean[c] - mean)).toBeLessThan(1e-12 * sd);
    expect(Math.abs(scaler.sd[c] - sd)).toBeLessThan(1e-12 * sd);
  }
});

/** Weights of the cases by their values, in which a case given twice is one. */
function weightsOf(cases: readonly (readonly number[])[], coefficients: readonly number[]) {
  const weights = new Map<string, number>();
  for (const [k, values] of cases.entries()) {
    const key = values.join();
    weights.set(key, (weights.get(key) ?? 0) + coefficients[k]);
  }
  return weights;
}

// scikit-learn (libsvm inside).
test.skipIf(!svcFile || !tableFile)('the models of the reference file', () => {
  const { models, train, test: unseen, labels } = referenceData();
  expect(models.length).toBeGreaterThan(0);
  for (const { params, ...model } of models) {
    const gamma = params.gamma === 'scale' ? scaleGamma(train) : params.gamma;
    expect(gamma).toBeCloseTo(params.gamma_value, 12);
    const svm = fitRbfSvm(train, labels, { cost: params.C, gamma, tolerance });
    const own = weightsOf(svm.supportVectors, svm.coefficients);
    const support = model.support.map((row) => Array.from(rowOf(train, row)));
    const theirs = weightsOf(support, model.dual_coef);
    let apart = 0;
    for (const key of new Set([...own.keys(), ...theirs.keys()])) {
      apart += Math.abs((own.get(key) ?? 0) - (theirs.get(key) ?? 0));
    }
    // A solution that misses the optimality conditions by tol has a function within
    // sqrt(tol / 2 · Σ|difference of the weights|) of the best one, and as much again in its offset.
    const reach = Math.sqrt((params.tol / 2) * apart);
    const allowed = 2 * reach + params.tol + 1e-9;
    expect(difference(decisionValues(svm, train), model.decision_train)).toBeLessThan(allowed);
    expect(difference(decisionValues(svm, unseen), model.decision_test)).toBeLessThan(allowed);
    expect(Math.abs(svm.intercept - model.intercept)).toBeLessThan(allowed);
    // Where the reference is coarse, neither its weights nor which ones are above 0 are a witness.
    if (params.tol > 1e-8) continue;
    expect([...own.keys()].sort()).toEqual([...theirs.keys()].sort());
    expect(apart).toBeLessThan(1e-8 * params.C * labels.length);
  }
});

test.skipIf(!svcFile || !tableFile)('the AUCs of the reference decision values', () => {
  const { models, labels, testLabels } = referenceData();
  for (const model of models) {
    expect(areaUnderRoc(model.decision_train, labels)).toBeCloseTo(model.auc_train, 12);
    expect(areaUnderRoc(model.decision_test, testLabels)).toBeCloseTo(model.auc_test, 12);
  }
});

// Lin, Lin and Weng's Newton method on the training decision values (see the file's note).
test.skipIf(!svcFile || !tableFile)('Platt scaling of the reference decision values', () => {
  const { models, labels } = referenceData();
  for (const { decision_train, decision_test, platt_no_cv } of models) {
    const platt = fitPlatt(decision_train, labels);
    // The reference stops while its gradient is up to 1e-7, so that the optimum is a little farther on.
    expect(platt.a).toBeCloseTo(platt_no_cv.A, 7);
    expect(platt.b).toBeCloseTo(platt_no_cv.B, 7);
    const probabilities = plattProbabilities(platt, decision_test);
    expect(difference(probabilities, platt_no_cv.proba_test)).toBeLessThan(1e-8);
  }
});

function clouds(count: number, distance: number) {
  const random = seededRandom(3);
  const labels = Int8Array.from({ length: count }, () => random.integer(2));
  const rows = Array.from(labels, (label) => [random.normal() + distance * label, random.normal()]);
  return { x: matrixOf(rows), labels };
}

// To 1e-6, as the kernel is learnt from in single precision.
test('the optimality conditions hold', () => {
  const { x, labels } = clouds(120, 1);
  const cost = 2;
  const svm = fitRbfSvm(x, labels, { cost, gamma: 0.5, tolerance });
  const values = decisionValues(svm, x);
  const known = new Map(svm.supportVectors.map((row, k) => [row.join(), svm.coefficients[k]]));
  let inside = 0;
  for (const [row, label] of labels.entries()) {
    const sign = label === 1 ? 1 : -1;
    const alpha = sign * (known.get(Array.from(x.data.slice(2 * row, 2 * row + 2)).join()) ?? 0);
    const margin = sign * values[row];
    expect(alpha).toBeGreaterThanOrEqual(0);
    expect(alpha).toBeLessThanOrEqual(cost);
    if (alpha === 0) expect(margin).toBeGreaterThan(1 - 1e-6);
    else if (alpha === cost) expect(margin).toBeLessThan(1 + 1e-6);
    else {
      expect(margin).toBeCloseTo(1, 6);
      inside += 1;
    }
  }
  expect(inside).toBeGreaterThan(10);
  expect(svm.coefficients.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 9);
});

test('the positive side is label 1, whichever label comes first, and swapped labels mirror it', () => {
  const { x, labels } = clouds(60, 3);
  const options = { cost: 1, gamma: 0.5, tolerance };
  const values = decisionValues(fitRbfSvm(x, labels, options), x);
  const swapped = labels.map((label) => 1 - label);
  const mirrored = decisionValues(fitRbfSvm(x, swapped, options), x);
  expect(
    difference(
      mirrored,
      values.map((value) => -value),
    ),
  ).toBeLessThan(1e-8);
  const right = [...values].filter((value, row) => value > 0 === (labels[row] === 1));
  expect(right.length).toBeGreaterThan(54);
});

test('cases given twice end the search too', () => {
  const { x, labels } = clouds(30, 0);
  const twice = selectRows(x, [...labels.keys(), ...labels.keys()]);
  const contradicting = Int8Array.from([...labels, ...labels.map((label) => 1 - label)]);
  const svm = fitRbfSvm(twice, contradicting, { cost: 1, gamma: 0.5, tolerance });
  // Every case contradicts its copy, so that no place is better than another.
  expect(Math.max(...decisionValues(svm, twice).map(Math.abs))).toBeLessThan(1e-6);
});

test('cross-validated decision values are those of models that did not see the case', () => {
  const { x, labels } = clouds(50, 1);
  const options = { cost: 1, gamma: 0.5, tolerance };
  const values = crossValidatedDecisions(x, labels, { ...options, folds: 50 });
  const rank = (row: number) =>
    labels.slice(0, row).filter((label) => label === labels[row]).length;
  // With as many folds as cases, case n of a class is held out with case n of the other class alone.
  const held = [...labels.keys()].filter((row) => rank(row) === 4);
  const rest = [...labels.keys()].filter((row) => !held.includes(row));
  const model = fitRbfSvm(
    selectRows(x, rest),
    Int8Array.from(rest, (r) => labels[r]),
    options,
  );
  const expected = decisionValues(model, selectRows(x, held));
  expect(held.map((row) => values[row])).toEqual([...expected]);
});

test('Platt scaling is at the optimum, also for separated classes', () => {
  const decisions = [-2, -1.5, -1, 1, 2, 3];
  const labels = [0, 0, 0, 1, 1, 1];
  const platt = fitPlatt(decisions, labels);
  const p = plattProbabilities(platt, decisions);
  const residual = labels.map((label, n) => p[n] - (label === 1 ? 4 / 5 : 1 / 5));
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  expect(sum(residual)).toBeCloseTo(0, 9);
  expect(sum(residual.map((value, n) => value * decisions[n]))).toBeCloseTo(0, 9);
  expect(platt.a).toBeLessThan(0);
  // Scores that say nothing give the (smoothed) share of positives.
  expect(plattProbabilities(fitPlatt([1, 1, 1], [0, 1, 1]), [1])[0]).toBeCloseTo(11 / 18, 9);
});

test('the width of values that do not vary is 1, as in scikit-learn', () => {
  expect(
    scaleGamma(
      matrixOf([
        [2, 2],
        [2, 2],
      ]),
    ),
  ).toBe(1);
});

test('refuses one class and options that are none', () => {
  const { x, labels } = clouds(10, 1);
  const options = { cost: 1, gamma: 0.5, tolerance };
  expect(() => fitRbfSvm(x, new Int8Array(10), options)).toThrow('both classes');
  expect(() => fitRbfSvm(x, labels, { ...options, gamma: 0 })).toThrow(RangeError);
  const gap = { ...x, data: x.data.with(3, NaN) };
  expect(() => fitRbfSvm(gap, labels, options)).toThrow('no finite number');
});
