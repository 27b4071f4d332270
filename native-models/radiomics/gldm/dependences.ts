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
  // Levels are whole numbers and each has one rank, so below 1 equal ranks decide: a comparison
  // less for every pair of voxels.
  const exact = tolerance < 1;
  for (let v = 0; v < voxels.length; v += 1) {
    const own = ranks[voxels[v]];
    let dependent = 1;
    for (let n = 0; n < bothWays.length; n += 1) {
      const rank = ranks[voxels[v] + bothWays[n]];
      if (exact) dependent += Number(rank === own);
      else if (rank !== 0 && Math.abs(greyLevels[rank] - greyLevels[own]) <= tolerance) {
        dependent += 1;
      }
    }
    things.ranks[v] = own;
    things.sizes[v] = dependent;
  }
  things.length = voxels.length;
  return sizeMatrix(things, greyLevels);
}
