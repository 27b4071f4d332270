import { percentileOfSorted } from '../../numeric/descriptive.ts';
import type { Feature } from '../feature.ts';
import { meanOfSorted, type Intensities } from './intensities.ts';

/**
 * The 18 first-order features.
 *
 * Definitions: Zwanenburg et al., Image biomarker standardisation initiative, arXiv:1612.07003v11,
 * sections 3.3 and 3.4; those without a code: PyRadiomics 3.1 documentation, "First Order Features".
 * Energy takes intensities as they are unless a shift is asked for, kurtosis is the excess over the normal's 3.
 */
export const firstOrderFeatures: readonly Feature<Intensities>[] = [
  { name: '10Percentile', ibsi: 'QG58', unit: 'HU', compute: ({ p10 }) => p10 },
  { name: '90Percentile', ibsi: '8DWT', unit: 'HU', compute: ({ p90 }) => p90 },
  { name: 'Energy', ibsi: 'N8CA', unit: 'HU2', compute: energy },
  { name: 'Entropy', ibsi: 'TLU2', unit: 'bit', compute: entropy },
  { name: 'InterquartileRange', ibsi: 'SALO', unit: 'HU', compute: ({ p25, p75 }) => p75 - p25 },
  { name: 'Kurtosis', ibsi: 'IPH6', unit: '1', compute: excessKurtosis },
  { name: 'Maximum', ibsi: '84IY', unit: 'HU', compute: maximum },
  { name: 'Mean', ibsi: 'Q4LE', unit: 'HU', compute: (input) => input.mean },
  { name: 'MeanAbsoluteDeviation', ibsi: '4FUA', unit: 'HU', compute: meanAbsoluteDeviation },
  { name: 'Median', ibsi: 'Y12H', unit: 'HU', compute: median },
  { name: 'Minimum', ibsi: '1GSF', unit: 'HU', compute: ({ sorted }) => sorted[0] },
  { name: 'Range', ibsi: '2OJQ', unit: 'HU', compute: (input) => maximum(input) - input.sorted[0] },
  { name: 'RobustMeanAbsoluteDeviation', ibsi: '1128', unit: 'HU', compute: robustDeviation },
  { name: 'RootMeanSquared', ibsi: '5ZWQ', unit: 'HU', compute: rootMeanSquared },
  { name: 'Skewness', ibsi: 'KE2A', unit: '1', compute: skewness },
  { name: 'TotalEnergy', ibsi: null, unit: 'HU2.mm3', compute: totalEnergy },
  { name: 'Uniformity', ibsi: 'BJ5W', unit: '1', compute: uniformity },
  { name: 'Variance', ibsi: 'ECT3', unit: 'HU2', compute: ({ moments: [m2] }) => m2 },
];

function maximum({ sorted }: Intensities): number {
  return sorted[sorted.length - 1];
}

function median({ sorted }: Intensities): number {
  return percentileOfSorted(sorted, 50);
}

function energy({ sorted, shift }: Intensities): number {
  let sum = 0;
  for (let n = 0; n < sorted.length; n += 1) {
    const intensity = sorted[n] + shift;
    sum += intensity * intensity;
  }
  return sum;
}

function totalEnergy(input: Intensities): number {
  return input.voxelVolumeMm3 * energy(input);
}

function rootMeanSquared(input: Intensities): number {
  return Math.sqrt(energy(input) / input.sorted.length);
}

function entropy({ histogram }: Intensities): number {
  // One level gives -1·log2(1) = -0; a sum that starts at 0 keeps the sign of zero plain.
  return histogram.reduce((sum, p) => sum - p * Math.log2(p), 0);
}

function uniformity({ histogram }: Intensities): number {
  return histogram.reduce((sum, p) => sum + p * p, 0);
}

function meanAbsoluteDeviation({ sorted, mean: centre }: Intensities): number {
  return meanDistance(sorted, centre);
}

/** Mean absolute deviation of the voxels between the 10th and the 90th percentile, both included. */
function robustDeviation({ sorted, p10, p90 }: Intensities): number {
  let first = 0;
  while (sorted[first] < p10) first += 1;
  let end = sorted.length;
  while (sorted[end - 1] > p90) end -= 1;
  // Two voxels, for instance, both lie outside their interpolated percentiles.
  if (first >= end) return 0;
  const kept = sorted.subarray(first, end);
  return meanDistance(kept, meanOfSorted(kept));
}

function meanDistance(values: Float64Array, centre: number): number {
  let sum = 0;
  for (let n = 0; n < values.length; n += 1) sum += Math.abs(values[n] - centre);
  return sum / values.length;
}

function skewness({ moments: [m2, m3] }: Intensities): number {
  // A flat region gives 0/0. It has no asymmetry, so 0, as IBSI and PyRadiomics say.
  return m2 === 0 ? 0 : m3 / m2 ** 1.5;
}

function excessKurtosis({ moments: [m2, , m4] }: Intensities): number {
  // A flat region gives 0/0; IBSI sets 0.
  return m2 === 0 ? 0 : m4 / m2 ** 2 - 3;
}
