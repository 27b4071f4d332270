import { expect, test } from 'vitest';
import type { Geometry } from '../../image/volume.ts';
import { seededRandom } from '../../numeric/random.ts';
import { regionOf } from '../region.ts';
import { textureRegion } from '../texture/texture-region.ts';
import type { Aggregation } from '../texture/texture-settings.ts';
import { neighboursAt, neighbourSums } from './neighbour-sums.ts';

const geometry: Geometry = {
  dimensions: [7, 6, 5],
  spacingMm: [1, 1, 1],
  originMm: [0, 0, 0],
  direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
};

/** Two of three voxels, up to the edges of the grid, with levels up to nearly a million. */
function scattered() {
  const random = seededRandom(5);
  const data = Float64Array.from({ length: 7 * 6 * 5 }, () => Math.floor(1e6 * random.next()));
  const inside = Uint8Array.from(data, () => Number(random.next() < 2 / 3));
  const region = regionOf({ geometry, data }, { geometry, data: inside });
  return textureRegion(region, { kind: 'fixed-width', width: 1, origin: 0 }, 2);
}

// The witness looks at every other voxel.
test.each<{ distances: number[]; aggregation: Aggregation }>([
  { distances: [1], aggregation: '3D, averaged' },
  { distances: [2], aggregation: '3D, averaged' },
  { distances: [1, 2], aggregation: '3D, merged' },
  { distances: [1], aggregation: '2D, averaged' },
  { distances: [1, 2], aggregation: '2.5D, merged' },
])('neighbours at distances $distances, $aggregation', ({ distances, aggregation }) => {
  const region = scattered();
  const [nx, ny] = region.dimensions;
  const at = (voxel: number): number[] => [
    voxel % nx,
    Math.floor(voxel / nx) % ny,
    Math.floor(voxel / (nx * ny)),
  ];
  const sums = neighbourSums(region, { aggregation, distances });
  for (const voxel of region.voxels) {
    const near = [...region.voxels].filter((other) => {
      const apart = at(other).map((index, axis) => Math.abs(index - at(voxel)[axis]));
      if (apart[2] > 0 && !aggregation.startsWith('3D')) return false;
      return distances.includes(Math.max(...apart));
    });
    expect(neighboursAt(sums, voxel)).toEqual({
      count: near.length,
      sum: near.reduce((sum, other) => sum + region.greyLevels[region.ranks[other]], 0),
    });
  }
});
