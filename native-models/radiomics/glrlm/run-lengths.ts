import { directedParts, type MatrixPart } from '../texture/matrix-parts.ts';
import { allSizes, sizeMatrix, type SizeMatrix } from '../texture/size-matrix.ts';
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
  const sizes = allSizes(Math.max(...region.dimensions));
  const position = new Int32Array(region.ranks.length);
  return directedParts(region, aggregation).map((part) =>
    runLengthsOf(part, region, { sizes, position }),
  );
}

/**
 * A run of length l has one voxel at each of its positions 1 … l. So the voxels at a position are
 * the runs that reach it, and those which do not reach the next one end there: a single sweep that
 * looks back one step, without following any run.
 *
 * `sizes` are those a run may have, `position` is room for each voxel's position in its run: steps
 * lead from earlier voxels to later ones, so that it is known one step back.
 */
function runLengthsOf(
  { voxels, steps }: MatrixPart,
  { ranks, greyLevels }: TextureRegion,
  { sizes, position }: { readonly sizes: readonly number[]; readonly position: Int32Array },
): SizeMatrix {
  const columns = sizes.length;
  const counts = new Int32Array(greyLevels.length * columns);
  for (const step of steps) {
    for (let n = 0; n < voxels.length; n += 1) {
      const voxel = voxels[n];
      const rank = ranks[voxel];
      // A product, not a condition: in noise no branch prediction helps.
      const reached = 1 + Number(ranks[voxel - step] === rank) * position[voxel - step];
      position[voxel] = reached;
      counts[rank * columns + reached] += 1;
    }
  }
  for (let cell = 0; cell < counts.length; cell += 1) {
    // Column 0 is of no run, the last one of no position: no rank takes from the next one.
    if (cell % columns > 0) counts[cell] -= counts[cell + 1];
  }
  return sizeMatrix({ counts, sizes }, greyLevels);
}
