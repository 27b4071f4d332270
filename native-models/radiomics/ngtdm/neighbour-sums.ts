import { isSpatial, requireDistances } from '../texture/matrix-parts.ts';
import type { TextureRegion } from '../texture/texture-region.ts';
import type { TextureSettings } from '../texture/texture-settings.ts';

/** The neighbours in the region of each voxel in it: read with `neighboursAt`. */
export type NeighbourSums = Float64Array;

/**
 * What a voxel of the region adds to its level, so that one sum counts the voxels and adds up their
 * levels. A power of two that keeps both exact for a million levels and distances up to 19.
 */
const ONE_VOXEL = 2 ** 36;

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
  const ofRank = greyLevels.map((level, rank) => (rank === 0 ? 0 : ONE_VOXEL + level));
  const values = new Float64Array(ranks.length);
  for (let n = 0; n < values.length; n += 1) values[n] = ofRank[ranks[n]];
  const sums = new Float64Array(values.length);
  for (const distance of distances) {
    const outer = overCubes(values, distance, strides);
    const inner = overCubes(values, distance - 1, strides);
    for (let n = 0; n < sums.length; n += 1) sums[n] += outer[n] - inner[n];
  }
  return sums;
}

/** How many neighbours a voxel has and the sum of their grey levels. */
export function neighboursAt(
  sums: NeighbourSums,
  voxel: number,
): { readonly count: number; readonly sum: number } {
  const count = Math.floor(sums[voxel] / ONE_VOXEL);
  return { count, sum: sums[voxel] - count * ONE_VOXEL };
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
  if (distance === 0) return values;
  let from = values;
  let [to, spare] = [new Float64Array(values.length), new Float64Array(values.length)];
  for (const stride of strides) {
    sumAlong(from, to, { stride, distance });
    [from, to, spare] = [to, spare, to];
  }
  return from;
}

function sumAlong(
  from: Float64Array,
  to: Float64Array,
  { stride, distance }: { readonly stride: number; readonly distance: number },
): void {
  const margin = stride * distance;
  const end = from.length - margin;
  for (let n = margin; n < end; n += 1) to[n] = from[n] + from[n - stride] + from[n + stride];
  for (let step = 2 * stride; step <= margin; step += stride) {
    for (let n = margin; n < end; n += 1) to[n] += from[n - step] + from[n + step];
  }
}
