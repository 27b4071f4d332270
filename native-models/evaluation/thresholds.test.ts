import { expect, test } from 'vitest';
import { confusionAt, performanceOf, sharesOf } from './confusion.ts';
import { rocCurve } from './roc.ts';
import { closestTopLeftThresholds, youdenThreshold, youdenThresholds } from './thresholds.ts';

test('a curve by hand, with a tie between the classes as a diagonal', () => {
  expect(rocCurve([1, 1, 0, 0, 0], [0.9, 0.5, 0.5, 0.2, 0.1])).toEqual({
    falsePositiveRate: [0, 0, 1 / 3, 2 / 3, 1],
    truePositiveRate: [0, 0.5, 1, 1, 1],
    thresholds: [Infinity, expect.closeTo(0.7, 15), 0.35, expect.closeTo(0.15, 15), -Infinity],
  });
});

test('every threshold of a curve calls what its point says', () => {
  const labels = [1, 0, 1, 0, 1, 1, 0];
  // Neighbouring floating-point numbers have no number between them.
  const scores = [1, 1 - 2 ** -53, 0.3, 0.3, -5, 1e300, -1e300];
  const roc = rocCurve(labels, scores);
  for (const [i, threshold] of (roc?.thresholds ?? []).entries()) {
    const { tp, fp } = confusionAt(labels, scores, threshold);
    expect([tp / 4, fp / 3]).toEqual([roc?.truePositiveRate[i], roc?.falsePositiveRate[i]]);
  }
});

test('of equal thresholds the lowest is taken, which misses fewest', () => {
  // pROC 1.18.0 lists both: 0.25 and 0.65.
  const labels = [1, 1, 0, 0];
  const scores = [0.8, 0.4, 0.5, 0.1];
  expect(youdenThresholds(labels, scores).map(({ threshold }) => threshold)).toEqual([0.65, 0.25]);
  expect(youdenThreshold(labels, scores)).toEqual({
    threshold: 0.25,
    sensitivity: 1,
    specificity: 0.5,
  });
  expect(closestTopLeftThresholds(labels, scores)).toHaveLength(2);
});

test.each([
  { what: 'constant scores', labels: [1, 0, 1], scores: [0.5, 0.5, 0.5] },
  { what: 'scores the wrong way round', labels: [1, 1, 0, 0], scores: [0.1, 0.2, 0.8, 0.9] },
  { what: 'one class', labels: [1, 1], scores: [0.1, 0.2] },
  { what: 'nobody', labels: [], scores: [] },
])('$what: no threshold is worth having', ({ labels, scores }) => {
  expect(youdenThreshold(labels, scores)).toBeNull();
});

test('a threshold equal to a score calls it positive', () => {
  expect(confusionAt([1, 0], [0.5, 0.5], 0.5)).toEqual({ tp: 1, fn: 0, tn: 0, fp: 1 });
  expect(() => confusionAt([1, 0], [0.5, NaN], 0.5)).toThrow('index 1');
});

test('proportions of a published table', () => {
  const confusion = { tp: 30, fn: 13, tn: 137, fp: 47 };
  expect(sharesOf(confusion).ppv).toEqual({ x: 30, n: 77 });
  const { accuracy, sensitivity, specificity, ppv, npv, balancedAccuracy } =
    performanceOf(confusion);
  expect(accuracy).toBe(167 / 227);
  expect([sensitivity, specificity]).toEqual([30 / 43, 137 / 184]);
  expect([ppv, npv]).toEqual([30 / 77, 137 / 150]);
  expect(balancedAccuracy).toBeCloseTo((30 / 43 + 137 / 184) / 2, 15);
});

test('what has no denominator has no value', () => {
  const { sensitivity, ppv, f1, mcc, balancedAccuracy, specificity } = performanceOf({
    tp: 0,
    fn: 0,
    tn: 4,
    fp: 0,
  });
  expect([sensitivity, ppv, f1, mcc, balancedAccuracy]).toEqual([null, null, null, null, null]);
  expect(specificity).toBe(1);
});

test('halfway between decimals is the decimal that half their sum gives, as in pROC', () => {
  // 0.41 + (0.43 - 0.41) / 2 would be 0.42000000000000004, which a case of 0.42 does not reach.
  expect(youdenThreshold([0, 1], [0.41, 0.43])?.threshold).toBe(0.42);
});

test.each([
  [1, 1 + Number.EPSILON],
  [1e308, 1.7e308],
])(
  'where half the sum of %d and %d is not between them, the higher is the threshold',
  (low, high) => {
    const { threshold } = youdenThreshold([0, 1], [low, high]) ?? {};
    expect(threshold).toBe(high);
  },
);
