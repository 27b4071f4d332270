import { expect, test } from 'vitest';
// Computed with SciPy 1.17.1, ndimage.binary_fill_holes.
import reference from './fixtures/image-reference.json' with { type: 'json' };
import { fillHoles } from './fill-holes.ts';
import { patternGeometry, region } from './testing/pattern.ts';

test('the number of filled voxels agrees with SciPy', () => {
  const inside = region((value) => value % 5 < 3);
  const filled = fillHoles(inside, patternGeometry.dimensions);
  const total = filled.reduce((sum, value) => sum + value, 0);
  expect(total).toBe(reference.fillHoles);
  expect(total).toBeGreaterThan(inside.reduce((sum, value) => sum + value, 0));
});

test('a cavity is filled, a bay and the outside are not', () => {
  // One slice between two full ones: a ring with a cavity, and a bay open to the edge.
  const slice = [1, 1, 1, 1, 1, 1, 0, 1, 0, 0, 1, 1, 1, 1, 1];
  const full = slice.map(() => 1);
  const filled = fillHoles(Uint8Array.of(...full, ...slice, ...full), [5, 3, 3]);
  expect([...filled.slice(15, 30)]).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 1]);
});
