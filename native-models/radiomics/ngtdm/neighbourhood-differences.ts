import { voxelGroups } from '../texture/matrix-parts.ts';
import type { TextureRegion } from '../texture/texture-region.ts';
import type { TextureSettings } from '../texture/texture-settings.ts';
import { neighboursAt, neighbourSums, type NeighbourSums } from './neighbour-sums.ts';

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
  settings: Pick<TextureSettings, 'aggregation' | 'distances'>,
): readonly NeighbourhoodDifferences[] {
  const neighbours = neighbourSums(region, settings);
  return voxelGroups(region, settings.aggregation).map((voxels) =>
    differencesOf(voxels, region, neighbours),
  );
}

function differencesOf(
  voxels: Int32Array,
  { ranks, greyLevels }: TextureRegion,
  neighbours: NeighbourSums,
): NeighbourhoodDifferences {
  const counts = new Float64Array(greyLevels.length);
  const differences = new Float64Array(greyLevels.length);
  let counted = 0;
  for (let n = 0; n < voxels.length; n += 1) {
    const { count, sum } = neighboursAt(neighbours, voxels[n]);
    if (count === 0) continue;
    const rank = ranks[voxels[n]];
    counts[rank] += 1;
    differences[rank] += Math.abs(greyLevels[rank] - sum / count);
    counted += 1;
  }
  const occurring = (_: number, rank: number): boolean => counts[rank] > 0;
  return {
    voxels: counted,
    grey: greyLevels.filter(occurring),
    p: counts.filter(occurring).map((of) => of / counted),
    s: differences.filter(occurring),
  };
}
