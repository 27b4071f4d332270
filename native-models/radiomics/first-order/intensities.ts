import { mean, percentileOfSorted } from '../../numeric/descriptive.ts';
import { sortedCopy } from '../../numeric/sorted.ts';
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
  /** Added to every intensity in the energies and their root; 0 in IBSI. */
  readonly shift: number;
}

export function intensities(region: Region, bins: BinRule, shift = 0): Intensities {
  const sorted = sortedCopy(region.values);
  const centre = meanOfSorted(sorted);
  const [sx, sy, sz] = region.geometry.spacingMm;
  return {
    sorted,
    mean: centre,
    moments: centralMoments(sorted, centre),
    p10: percentileOfSorted(sorted, 10),
    p25: percentileOfSorted(sorted, 25),
    p75: percentileOfSorted(sorted, 75),
    p90: percentileOfSorted(sorted, 90),
    histogram: levelProbabilities(greyLevelsOf(sorted, bins)),
    voxelVolumeMm3: sx * sy * sz,
    shift,
  };
}

/** A flat region's mean is its value: a sum can miss it by rounding, and a spread would seem there. */
export function meanOfSorted(sorted: Float64Array): number {
  return sorted[0] === sorted[sorted.length - 1] ? sorted[0] : mean(sorted);
}

function centralMoments(values: Float64Array, centre: number): [number, number, number] {
  let [m2, m3, m4] = [0, 0, 0];
  for (let n = 0; n < values.length; n += 1) {
    // Products: a power with a variable exponent takes thirty times as long.
    const deviation = values[n] - centre;
    const squared = deviation * deviation;
    m2 += squared;
    m3 += squared * deviation;
    m4 += squared * squared;
  }
  return [m2 / values.length, m3 / values.length, m4 / values.length];
}
