import { expect, test } from 'vitest';
import { levelRegion } from '../texture/testing/level-region.ts';
import { zoneSizes } from './zone-sizes.ts';

// Ones touch diagonally within a slice, twos only from one slice to the next.
const region = levelRegion('12... .1... ..... ..... ..... 2.... .....');

test('zones join diagonally, in space or within slices', () => {
  const zonesOf = (aggregation: '3D, merged' | '2.5D, merged') =>
    zoneSizes(region, { aggregation }).map(({ grey, size, count }) => [
      [...grey],
      [...size],
      [...count],
    ]);
  expect(zonesOf('3D, merged')).toEqual([
    [
      [1, 2],
      [2, 2],
      [1, 1],
    ],
  ]);
  expect(zonesOf('2.5D, merged')).toEqual([
    [
      [1, 2],
      [2, 1],
      [1, 2],
    ],
  ]);
});

test('slices by themselves have a matrix each', () => {
  const matrices = zoneSizes(region, { aggregation: '2D, averaged' });
  expect(matrices.map(({ total, voxels }) => [total, voxels])).toEqual([
    [2, 3],
    [1, 1],
  ]);
});
