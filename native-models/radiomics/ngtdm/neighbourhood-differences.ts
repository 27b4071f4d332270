import { undirectedParts, type MatrixPart } from '../texture/matrix-parts.ts';
import type { TextureRegion } from '../texture/texture-region.ts';
import type { TextureSettings } from '../texture/texture-settings.ts';

/**
 * Neighbourhood grey tone difference matrix: per grey level how many voxels have it and how far
 * they are from the mean of their neighbours in the region.
 *
 * Voxels without any neighbour are left out, as IBSI defines (PyRadiomics counts them with a
 * difference of 0).
 */
export interface NeighbourhoodDifferences {
  /** Voxels with a neighbour; 0 where the region has only scattered voxels. */
  readonly voxels: number;
  /** Occurring grey levels, ascending, with the share p and the sum of differences s of each. */
  readonly grey: Float64Array;
  readonly p: Float64Array;
  readonly s: Float64Array;
}

export function neighbourhoodDifferences(
  region: TextureRegion,
  { aggregation, distances }: Pick<TextureSettings, 'aggregation' | 'distances'>,
): readonly NeighbourhoodDifferences[] {
  return undirectedParts(region, aggregation, distances).map((part) => differencesOf(part, region));
}

function differencesOf(
  { voxels, steps }: MatrixPart,
  { ranks, greyLevels }: TextureRegion,
): NeighbourhoodDifferences {
  const counts = new Float64Array(greyLevels.length);
  const differences = new Float64Array(greyLevels.length);
  const bothWays = Int32Array.from(steps.flatMap((step) => [step, -step]));
  let counted = 0;
  for (const voxel of voxels) {
    let neighbours = 0;
    let sum = 0;
    for (let n = 0; n < bothWays.length; n += 1) {
      const rank = ranks[voxel + bothWays[n]];
      if (rank === 0) continue;
      neighbours += 1;
      sum += greyLevels[rank];
    }
    if (neighbours === 0) continue;
    const rank = ranks[voxel];
    counts[rank] += 1;
    differences[rank] += Math.abs(greyLevels[rank] - sum / neighbours);
    counted += 1;
  }
  const occurring = (_: number, rank: number): boolean => counts[rank] > 0;
  return {
    voxels: counted,
    grey: greyLevels.filter(occurring),
    p: counts.filter(occurring).map((count) => count / counted),
    s: differences.filter(occurring),
  };
}
