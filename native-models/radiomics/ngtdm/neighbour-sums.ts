import { isSpatial, requireDistances } from '../texture/matrix-parts.ts';
import type { TextureRegion } from '../texture/texture-region.ts';
import type { TextureSettings } from '../texture/texture-settings.ts';

/** The neighbours in the region of each voxel of its box: how many, and the sum of their levels. */
export interface NeighbourSums {
  readonly count: Float64Array;
  readonly sum: Float64Array;
}

/**
 * The voxels at Chebyshev distance d are a cube of 2d + 1 without the next smaller one, and the sum
 * over a cube is three sums along an axis: 6 additions per voxel where its 26 neighbours take 26.
 * All numbers are integers, so the differences of cubes are exact.
 */
export function neighbourSums(
  region: TextureRegion,
  { aggregation, distances }: Pick<TextureSettings, 'aggregation' | 'distances'>,
): NeighbourSums {
  const { ranks, greyLevels, border, dimensions } = region;
  requireDistances(distances, border);
  const [nx, ny] = dimensions;
  const strides = isSpatial(aggregation) ? [1, nx, nx * ny] : [1, nx];
  const inside = new Float64Array(ranks.length);
  const levels = new Float64Array(ranks.length);
  for (let n = 0; n < ranks.length; n += 1) {
    inside[n] = Number(ranks[n] > 0);
    levels[n] = greyLevels[ranks[n]];
  }
  return {
    count: overShells(inside, distances, strides),
    sum: overShells(levels, distances, strides),
  };
}

function overShells(
  values: Float64Array,
  distances: readonly number[],
  strides: readonly number[],
): Float64Array {
  const sums = new Float64Array(values.length);
  for (const distance of distances) {
    const outer = overCubes(values, distance, strides);
    const inner = distance === 1 ? values : overCubes(values, distance - 1, strides);
    for (let n = 0; n < sums.length; n += 1) sums[n] += outer[n] - inner[n];
  }
  return sums;
}

/**
 * Sums over the cubes around the voxels. A sum along the array leaves a row at its end for the next
 * one, but no farther than the empty border, whose sums nobody reads.
 */
function overCubes(
  values: Float64Array,
  distance: number,
  strides: readonly number[],
): Float64Array {
  let sums = values;
  for (const stride of strides) {
    const along = sums.slice();
    const margin = distance * stride;
    for (let step = stride; step <= margin; step += stride) {
      for (let n = margin; n < sums.length - margin; n += 1) {
        along[n] += sums[n - step] + sums[n + step];
      }
    }
    sums = along;
  }
  return sums;
}
