import { expect, test } from 'vitest';
// Computed with SciPy 1.17.1, ndimage.binary_dilation and binary_erosion (border value 1) with a
// ball listed voxel by voxel.
import reference from './fixtures/image-reference.json' with { type: 'json' };
import { close, dilate, erode } from './morphology.ts';
import { patternGeometry } from './testing/pattern.ts';
import { voxelCount } from './volume.ts';

const [nx, ny] = patternGeometry.dimensions;
const at = (i: number, j: number, k: number) => i + nx * (j + ny * k);

/** A block with a hole and a missing corner. */
function blob(): Uint8Array {
  const region = new Uint8Array(voxelCount(patternGeometry));
  for (let k = 2; k < 7; k++) {
    for (let j = 2; j < 6; j++) region.fill(1, at(2, j, k), at(7, j, k));
  }
  region[at(3, 3, 3)] = 0;
  region[at(6, 5, 2)] = 0;
  return region;
}

const total = (region: Uint8Array) => region.reduce((sum, inside) => sum + inside, 0);
const weighted = (region: Uint8Array) => region.reduce((sum, inside, i) => sum + inside * i, 0);

test('dilation by a ball agrees with SciPy', () => {
  const grown = dilate(blob(), patternGeometry, 1.5);
  expect(total(grown)).toBe(reference.blob.dilated15);
  expect(weighted(grown)).toBe(reference.blob.dilatedHash);
});

test('erosion by a ball agrees with SciPy', () => {
  const shrunk = erode(blob(), patternGeometry, 0.75);
  expect(total(shrunk)).toBe(reference.blob.eroded075);
  expect(weighted(shrunk)).toBe(reference.blob.erodedHash);
});

test('closing fills the hole and keeps the block', () => {
  const closed = close(blob(), patternGeometry, 0.8);
  expect(closed[at(3, 3, 3)]).toBe(1);
  blob().forEach((inside, voxel) => expect(closed[voxel]).toBeGreaterThanOrEqual(inside));
});
