import { expect, test } from 'vitest';
import { solvePositiveDefinite } from './cholesky.ts';
import { mean, pearson, percentileOfSorted, variance } from './descriptive.ts';
import { symmetricEigenvalues } from './eigen-symmetric.ts';
import { besides, columnOf, matrixOf, selectColumns, selectRows } from './matrix.ts';

// References: NumPy 2.4.6 (percentile, var, corrcoef, linalg.eigvalsh, linalg.solve).
const sample = [3, 1, 4, 1, 5, 9, 2, 6];
const symmetric = matrixOf([
  [4, 1, -2],
  [1, 3, 0.5],
  [-2, 0.5, 5],
]);

test.each([
  [10, 1],
  [25, 1.75],
  [50, 3.5],
  [97, 8.37],
  [0, 1],
  [100, 9],
])('percentile %d is NumPy’s', (percent, expected) => {
  expect(
    percentileOfSorted(
      sample.toSorted((a, b) => a - b),
      percent,
    ),
  ).toBeCloseTo(expected, 12);
});

test('variance and correlation are NumPy’s', () => {
  expect(variance(sample)).toBeCloseTo(6.609375, 12);
  expect(variance(sample, 1)).toBeCloseTo(7.553571428571429, 12);
  const squares = sample.map((_, i) => i * i);
  expect(pearson(sample, squares)).toBeCloseTo(0.4503401971082126, 12);
  expect(
    pearson(
      sample,
      sample.map(() => 2),
    ),
  ).toBeUndefined();
});

test('statistics of nothing are refused', () => {
  expect(() => mean([])).toThrow(RangeError);
  expect(() => percentileOfSorted([], 50)).toThrow(RangeError);
  expect(() => percentileOfSorted([1], 101)).toThrow(RangeError);
  expect(() => variance([1], 1)).toThrow(RangeError);
});

test('eigenvalues are NumPy’s', () => {
  const expected = [1.584206693092622, 3.8393364524664815, 6.576456854440895];
  for (const [i, value] of symmetricEigenvalues(symmetric).entries()) {
    expect(value).toBeCloseTo(expected[i], 12);
  }
  expect(() => symmetricEigenvalues(matrixOf([[NaN]]))).toThrow(RangeError);
});

test('a positive definite system is solved as NumPy solves it', () => {
  const solution = solvePositiveDefinite(symmetric, Float64Array.of(1, 2, 3));
  for (const [i, value] of [0.55625, 0.35, 0.7875].entries()) {
    expect(solution[i]).toBeCloseTo(value, 12);
  }
  const indefinite = matrixOf([
    [1, 2],
    [2, 1],
  ]);
  expect(() => solvePositiveDefinite(indefinite, Float64Array.of(1, 1))).toThrow(RangeError);
});

test('rows and columns are picked and joined in order', () => {
  const m = matrixOf([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  expect([...columnOf(m, 1)]).toEqual([2, 5]);
  expect([...selectRows(m, [1, 1, 0]).data]).toEqual([4, 5, 6, 4, 5, 6, 1, 2, 3]);
  expect([...selectColumns(m, [2, 0]).data]).toEqual([3, 1, 6, 4]);
  expect([...besides(m, selectColumns(m, [0])).data]).toEqual([1, 2, 3, 1, 4, 5, 6, 4]);
  expect(() => matrixOf([[1], [1, 2]])).toThrow(RangeError);
});
