import { undirectedParts, type MatrixPart } from '../texture/matrix-parts.ts';
import { roomFor, sizeMatrix, type SizeMatrix } from '../texture/size-matrix.ts';
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
  const things = roomFor(voxels.length);
  const bothWays = Int32Array.from(steps.flatMap((step) => [step, -step]));
  for (const voxel of voxels) {
    const grey = greyLevels[ranks[voxel]];
    let dependent = 1;
    for (let n = 0; n < bothWays.length; n += 1) {
      const rank = ranks[voxel + bothWays[n]];
      if (rank !== 0 && Math.abs(greyLevels[rank] - grey) <= tolerance) dependent += 1;
    }
    things.ranks[things.length] = ranks[voxel];
    things.sizes[things.length] = dependent;
    things.length += 1;
  }
  return sizeMatrix(things, greyLevels);
}
