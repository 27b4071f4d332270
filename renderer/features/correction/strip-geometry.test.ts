import { expect, test } from 'vitest';
import { barHeights, barLeft, sliceAt, stripOrder } from './strip-geometry.ts';

const size = { width: 600, height: 40 };

test('a click on a bar finds its slice, and the ends hold what is outside', () => {
  for (const slice of [0, 1, 149, 299]) {
    expect(sliceAt(barLeft(slice, 300, size) + 0.5, 300, size)).toBe(slice);
  }
  expect(sliceAt(-20, 300, size)).toBe(0);
  expect(sliceAt(900, 300, size)).toBe(299);
});

test('the largest area fills the height, one voxel is still seen, none is not', () => {
  expect(barHeights([0, 1, 500, 1000], size)).toEqual([0, 1, 20, 40]);
  expect(barHeights([0, 0], size)).toEqual([0, 0]);
});

test('the strip runs from head to feet whichever way the slices are stored', () => {
  expect(stripOrder(0, 10, -1)).toBe(9);
  expect(stripOrder(0, 10, 1)).toBe(0);
});
