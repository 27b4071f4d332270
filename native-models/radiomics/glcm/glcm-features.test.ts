import { expect, test } from 'vitest';
import { computeFamily } from '../feature.ts';
import { levelRegion } from '../texture/testing/level-region.ts';
import { coOccurrences } from './co-occurrence.ts';
import { glcmFeatures } from './glcm-features.ts';

const inPlane = { aggregation: '2.5D, direction-merged', distances: [1] } as const;

test('a checkerboard is anti-correlated along its sides and correlated along its diagonals', () => {
  const matrices = coOccurrences(levelRegion('12121 21212 12121'), inPlane);
  const perDirection = matrices.map(
    (matrix) => computeFamily(glcmFeatures, [matrix]).get('Correlation') ?? NaN,
  );
  const rounded = perDirection.map((value) => Math.round(value * 1e12) / 1e12);
  expect(rounded.toSorted((a, b) => a - b)).toEqual([-1, -1, 1, 1]);
});

test('pairs count in both orders', () => {
  // Along the row 1-1, 1-3 and nothing beyond the dot; other directions have no pair.
  const matrices = coOccurrences(levelRegion('113.3'), inPlane);
  expect(matrices).toHaveLength(1);
  const [{ p, marginal, sums, differences, mean }] = matrices;
  expect([...p]).toEqual([1 / 2, 1 / 4]);
  expect([...marginal]).toEqual([0, 3 / 4, 1 / 4]);
  expect(mean).toBe(3 / 2);
  expect([...sums]).toEqual([0, 0, 1 / 2, 0, 1 / 2, 0, 0]);
  expect([...differences]).toEqual([1 / 2, 0, 1 / 2]);
});

test('two levels that never meet have the largest maximal correlation', () => {
  const matrices = coOccurrences(levelRegion('11.22'), inPlane);
  expect(computeFamily(glcmFeatures, matrices).get('MCC')).toBeCloseTo(1, 12);
});

test('a direction that sees one of several levels has no maximal correlation', () => {
  // PyRadiomics 3.0.1, bins of width 1, force2D: two of the directions pair 1 with 1 alone.
  const matrices = coOccurrences(levelRegion('11222 1....'), inPlane);
  const values = computeFamily(glcmFeatures, matrices);
  expect(values.get('MCC')).toBeCloseTo(0.15555555555555547, 12);
  expect(values.get('Correlation')).toBeCloseTo(0.8222222222222221, 12);
});
