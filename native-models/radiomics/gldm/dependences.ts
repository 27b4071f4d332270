import { undirectedParts, type MatrixPart } from '../texture/matrix-parts.ts';
import { allSizes, sizeMatrix, type SizeMatrix } from '../texture/size-matrix.ts';
import type { TextureRegion } from '../texture/texture-region.ts';
import type { TextureSettings } from '../texture/texture-settings.ts';

/**
 * Grey level dependence matrices: the size of a voxel is the number of its neighbours whose grey
 * level differs by at most the tolerance, itself included.
 *
 * IBSI calls it the neighbouring grey level dependence matrix and takes all neighbours up to its
 * distance: distances [1, 2] for IBSI's 2.
 */
export function dependences(
  region: TextureRegion,
  { aggregation, distances, dependenceTolerance }: TextureSettings,
): readonly SizeMatrix[] {
  if (!(dependenceTolerance >= 0)) {
    throw new RangeError(`a dependence tolerance is >= 0, got ${dependenceTolerance}`);
  }
  return undirectedParts(region, aggregation, distances).map((part) =>
    dependencesOf(part, region, dependenceTolerance),
  );
}

function dependencesOf(
  { voxels, steps }: MatrixPart,
  { ranks, greyLevels }: TextureRegion,
  tolerance: number,
): SizeMatrix {
  const { lowest, highest } = ranksWithin(tolerance, greyLevels);
  const ahead = Int32Array.from(steps);
  const dependent = new Int32Array(ranks.length);
  for (let v = 0; v < voxels.length; v += 1) {
    const voxel = voxels[v];
    const low = lowest[ranks[voxel]];
    const high = highest[ranks[voxel]];
    let depends = 0;
    for (let n = 0; n < ahead.length; n += 1) {
      const other = voxel + ahead[n];
      // Numbers, not conditions: in noise no branch prediction helps.
      const mutual = Number(ranks[other] >= low) & Number(ranks[other] <= high);
      depends += mutual;
      dependent[other] += mutual;
    }
    dependent[voxel] += depends;
  }
  const sizes = allSizes(2 * steps.length + 1);
  const counts = new Int32Array(greyLevels.length * sizes.length);
  for (let v = 0; v < voxels.length; v += 1) {
    counts[ranks[voxels[v]] * sizes.length + dependent[voxels[v]] + 1] += 1;
  }
  return sizeMatrix({ counts, sizes }, greyLevels);
}

/** Per rank the lowest and highest rank whose grey level is that near; rank 0 is near to none. */
function ranksWithin(
  tolerance: number,
  greyLevels: Float64Array,
): { readonly lowest: Int32Array; readonly highest: Int32Array } {
  const lowest = Int32Array.from(greyLevels.keys());
  const highest = Int32Array.from(greyLevels.keys());
  for (let rank = 1; rank < greyLevels.length; rank += 1) {
    const near = (other: number): boolean =>
      Math.abs(greyLevels[other] - greyLevels[rank]) <= tolerance;
    while (lowest[rank] > 1 && near(lowest[rank] - 1)) lowest[rank] -= 1;
    while (highest[rank] + 1 < greyLevels.length && near(highest[rank] + 1)) highest[rank] += 1;
  }
  return { lowest, highest };
}
