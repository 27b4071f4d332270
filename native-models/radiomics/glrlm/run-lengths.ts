import { directedParts, type MatrixPart } from '../texture/matrix-parts.ts';
import { roomFor, sizeMatrix, type SizeMatrix } from '../texture/size-matrix.ts';
import type { TextureRegion } from '../texture/texture-region.ts';
import type { TextureSettings } from '../texture/texture-settings.ts';

/**
 * Grey level run length matrices: maximal runs of one grey level along each direction.
 *
 * All directions count, also those along which no two voxels of the region lie, where every run has
 * length 1. (PyRadiomics drops these; it matters for regions one voxel thick.)
 */
export function runLengths(
  region: TextureRegion,
  { aggregation }: Pick<TextureSettings, 'aggregation'>,
): readonly SizeMatrix[] {
  return directedParts(region, aggregation).map((part) => runLengthsOf(part, region));
}

function runLengthsOf({ voxels, steps }: MatrixPart, region: TextureRegion): SizeMatrix {
  const { ranks, greyLevels } = region;
  const runs = roomFor(voxels.length * steps.length);
  for (const step of steps) {
    for (const start of voxels) {
      const rank = ranks[start];
      if (ranks[start - step] === rank) continue;
      let next = start + step;
      let length = 1;
      while (ranks[next] === rank) {
        next += step;
        length += 1;
      }
      runs.ranks[runs.length] = rank;
      runs.sizes[runs.length] = length;
      runs.length += 1;
    }
  }
  return sizeMatrix(runs, greyLevels);
}
