import type { Vec3 } from '../../image/volume.ts';
import type { Region } from '../region.ts';
import { greyLevelsOf, type BinRule } from './grey-levels.ts';

/**
 * The discretised voxels of a region in its bounding box: what every texture matrix is counted
 * from.
 *
 * Matrices are indexed by the rank of a grey level among those that occur, so that their size
 * follows the region and not its range of intensities.
 */
export interface TextureRegion {
  /** Per voxel of the box: rank of its grey level, from 1; 0 outside the region. i fastest. */
  readonly ranks: Int32Array;
  /** Grey level of each rank, ascending; entry 0 stands for "outside" and is 0. */
  readonly greyLevels: Float64Array;
  /** Size of the box, with a border of empty voxels on each side. */
  readonly dimensions: Vec3;
  /** Width of that border: steps of up to so many voxels never leave the array. */
  readonly border: number;
  /** Indices of the voxels in the region, ascending. */
  readonly voxels: Int32Array;
  /** Where the voxels of each slice k of the box begin in `voxels`; one more entry for the end. */
  readonly sliceStarts: Int32Array;
}

/** Far more levels than any sensible binning gives; beyond it a setting is wrong. */
const MOST_LEVELS = 1e6;

/**
 * @param border At least the largest distance between neighbours that is looked at.
 * @throws RangeError for bins so narrow that the region has over a million of them.
 */
export function textureRegion(region: Region, rule: BinRule, border = 1): TextureRegion {
  const { lower, upper } = region.box;
  const [nx, ny, nz] = [0, 1, 2].map((axis) => upper[axis] - lower[axis] + 1 + 2 * border);
  const voxels = new Int32Array(region.values.length);
  const sliceStarts = new Int32Array(nz + 1);
  const [gridX, gridY] = region.geometry.dimensions;
  let found = 0;
  for (let k = 0; k < nz - 2 * border; k += 1) {
    sliceStarts[k + border] = found;
    for (let j = 0; j < ny - 2 * border; j += 1) {
      const row = lower[0] + gridX * (j + lower[1] + gridY * (k + lower[2]));
      const at = border + nx * (j + border + ny * (k + border));
      for (let i = 0; i < nx - 2 * border; i += 1) {
        if (region.mask[row + i] !== 0) voxels[found++] = at + i;
      }
    }
  }
  sliceStarts.fill(found, nz - border);
  const levels = greyLevelsOf(region.values, rule);
  const { rankOf, greyLevels } = rankLevels(levels);
  const ranks = new Int32Array(nx * ny * nz);
  for (let n = 0; n < found; n += 1) ranks[voxels[n]] = rankOf[levels[n]];
  return { ranks, greyLevels, dimensions: [nx, ny, nz], border, voxels, sliceStarts };
}

/** Number of grey levels between the first bin and the highest that occurs, empty ones included. */
export function highestLevel({ greyLevels }: TextureRegion): number {
  return greyLevels[greyLevels.length - 1];
}

/** The occurring levels, ascending after entry 0, and the rank of each level. */
function rankLevels(levels: Int32Array): {
  readonly rankOf: Int32Array;
  readonly greyLevels: Float64Array;
} {
  let [lowest, highest] = [levels[0], levels[0]];
  for (let n = 0; n < levels.length; n += 1) {
    if (levels[n] < lowest) lowest = levels[n];
    if (levels[n] > highest) highest = levels[n];
  }
  // Levels beyond 32 bits wrap around to below 1.
  if (lowest < 1 || highest > MOST_LEVELS) {
    throw new RangeError(`the bins are too narrow: over ${MOST_LEVELS} of them span the region`);
  }
  const rankOf = new Int32Array(highest + 1);
  for (let n = 0; n < levels.length; n += 1) rankOf[levels[n]] = 1;
  const greyLevels = [0];
  for (let level = 1; level <= highest; level += 1) {
    if (rankOf[level] === 1) rankOf[level] = greyLevels.push(level) - 1;
  }
  return { rankOf, greyLevels: Float64Array.from(greyLevels) };
}
