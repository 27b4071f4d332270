import { mean, percentileOfSorted } from '../../numeric/descriptive.ts';
import { levelProbabilities } from '../discretise.ts';
import type { Region } from '../region.ts';
import { greyLevelsOf, type BinRule } from '../texture/grey-levels.ts';

/** What several first-order features share, computed once per image and region. */
export interface Intensities {
  /** Ascending, in HU for CT. */
  readonly sorted: Float64Array;
  readonly mean: number;
  /** Central moments of order 2, 3 and 4, divided by the number of voxels. */
  readonly moments: readonly [m2: number, m3: number, m4: number];
  readonly p10: number;
  readonly p25: number;
  readonly p75: number;
  readonly p90: number;
  /** Shares of the occurring grey levels after discretisation. */
  readonly histogram: readonly number[];
  readonly voxelVolumeMm3: number;
}

export function intensities(region: Region, bins: BinRule): Intensities {
  const sorted = Float64Array.from(region.values).sort();
  const centre = mean(sorted);
  const [sx, sy, sz] = region.geometry.spacingMm;
  return {
    sorted,
    mean: centre,
    moments: [2, 3, 4].map((k) => centralMoment(sorted, centre, k)) as [number, number, number],
    p10: percentileOfSorted(sorted, 10),
    p25: percentileOfSorted(sorted, 25),
    p75: percentileOfSorted(sorted, 75),
    p90: percentileOfSorted(sorted, 90),
    histogram: levelProbabilities(greyLevelsOf(sorted, bins)),
    voxelVolumeMm3: sx * sy * sz,
  };
}

function centralMoment(values: Float64Array, centre: number, order: number): number {
  let sum = 0;
  for (const value of values) sum += (value - centre) ** order;
  return sum / values.length;
}
