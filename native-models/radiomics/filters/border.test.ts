import { expect, test } from 'vitest';
import { axisFilter } from './axis-filter.ts';
import { voxelAt, type Border } from './border.ts';

// numpy.pad(numpy.arange(4), 6, mode) of NumPy 2.4.6 with the mode in the comment.
test.each<readonly [Border, readonly (number | undefined)[]]>([
  ['nearest', [0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 3, 3, 3, 3, 3, 3]], // edge
  ['periodic', [2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1]], // wrap
  ['mirror', [2, 3, 3, 2, 1, 0, 0, 1, 2, 3, 3, 2, 1, 0, 0, 1]], // symmetric
  ['mirror-once', [0, 1, 2, 3, 2, 1, 0, 1, 2, 3, 2, 1, 0, 1, 2, 3]], // reflect
])('%s continues four voxels as numpy.pad does', (border, expected) => {
  expect(Array.from({ length: 16 }, (_, n) => voxelAt(n - 6, 4, border))).toEqual(expected);
});

test('an odd axis repeats its first voxel before it begins anew', () => {
  const seen = Array.from({ length: 12 }, (_, n) => voxelAt(n - 4, 3, 'periodic-even'));
  expect(seen).toEqual([0, 1, 2, 0, 0, 1, 2, 0, 0, 1, 2, 0]);
});

test('zero has nothing outside', () => {
  expect([-1, 0, 3, 4].map((p) => voxelAt(p, 4, 'zero'))).toEqual([undefined, 0, 3, undefined]);
});

test('a single voxel is its own neighbour', () => {
  for (const border of ['nearest', 'periodic', 'mirror', 'mirror-once'] as const) {
    expect([-3, -1, 0, 1, 2].map((p) => voxelAt(p, 1, border))).toEqual([0, 0, 0, 0, 0]);
  }
});

test('kernels follow one another, each on the extended result of the one before', () => {
  const sum = { offsets: [0, 1], weights: [1, 1] };
  const difference = { offsets: [-1, 0], weights: [-1, 1] };
  // Of a, b, c the sums are a + b, b + c, 2c; the difference at the first voxel is 0 and not a - b.
  const rows = axisFilter([sum, difference], { start: 0, count: 3, size: 3 }, 'nearest');
  const responses = rows.map((row) => {
    let total = 0;
    for (const [index, weight] of row) total += weight * [1, 10, 100][index];
    return total;
  });
  expect(responses).toEqual([0, 99, 90]);
});
