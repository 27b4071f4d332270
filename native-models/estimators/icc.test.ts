import { expect, test } from 'vitest';
import { intraclassCorrelation } from './icc.ts';

const two = (a: readonly number[], b: readonly number[]) => ({
  rows: a.length,
  cols: 2,
  data: Float64Array.from(a.flatMap((value, n) => [value, b[n]])),
});

// Shrout and Fleiss (1979), table 2: six subjects, four judges; they print .29 and .71. The digits
// are those of pingouin 0.7.0, intraclass_corr.
test('the example of Shrout and Fleiss', () => {
  const scores = [9, 2, 5, 8, 6, 1, 3, 2, 8, 4, 6, 8, 7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7];
  const icc = intraclassCorrelation({ rows: 6, cols: 4, data: Float64Array.from(scores) });
  expect(icc.agreement).toBeCloseTo(0.28976377952755916, 13);
  expect(icc.consistency).toBeCloseTo(0.7148407148407154, 13);
});

// pingouin 0.7.0, intraclass_corr.
test('two extractions, one of them 5 % higher', () => {
  const a = [
    135.773, 108.73, 101.93, 62.73, 94.452, 92.905, 98.345, 87.46, 99.124, 90.456, 73.723, 117.692,
  ];
  const b = [
    149.087, 124.005, 110.227, 67.248, 99.993, 94.364, 110.192, 90.429, 102.34, 97.156, 86.354,
    127.523,
  ];
  const icc = intraclassCorrelation(two(a, b));
  expect(icc.agreement).toBeCloseTo(0.9062332750850706, 13);
  expect(icc.consistency).toBeCloseTo(0.9743470965600641, 13);
});

test('equal extractions agree wholly, a constant shift is consistent and does not agree', () => {
  const a = [1e9 + 1, 1e9 + 2, 1e9 + 4];
  expect(intraclassCorrelation(two(a, a))).toEqual({ agreement: 1, consistency: 1 });
  const shifted = intraclassCorrelation(
    two(
      a,
      a.map((value) => value + 5),
    ),
  );
  expect(shifted.consistency).toBe(1);
  expect(shifted.agreement).toBeLessThan(0.3);
});

test('where nothing varies there is nothing to correlate', () => {
  expect(intraclassCorrelation(two([3, 3, 3], [3, 3, 3]))).toEqual({
    agreement: undefined,
    consistency: undefined,
  });
  expect(() => intraclassCorrelation(two([1], [2]))).toThrow('got 1 and 2');
});
