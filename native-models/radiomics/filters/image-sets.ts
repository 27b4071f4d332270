import type { FilterSpec } from './filter-spec.ts';
import { waveletBands } from './wavelet.ts';

/** A derived image and the first part of its columns. */
export interface NamedFilter {
  readonly image: string;
  readonly spec: FilterSpec;
}

/** The 15 images of preset `ibsi-1364`, named as PyRadiomics names them. */
export const ibsiImages: readonly NamedFilter[] = [
  { image: 'original', spec: { filter: 'original' } },
  ...waveletBands.map((band): NamedFilter => ({
    image: `wavelet-${band}`,
    spec: { filter: 'wavelet', band },
  })),
  ...[1, 2, 3, 4, 5].map((sigmaMm): NamedFilter => ({
    image: `log-sigma-${sigmaMm}-0-mm-3D`,
    spec: { filter: 'laplacian-of-gaussian', sigmaMm },
  })),
  { image: 'gradient', spec: { filter: 'gradient' } },
];

/**
 * The 15 images of preset `urp-1364`: the filters of SimpleITK with their default parameters. The
 * vendor does not publish its own; one band of the wavelet and sigma 1 mm are our choice.
 *
 * BoxMean and Mean are one filter but for the border of the scan, and both have radius 1 by
 * default: 90 columns would be there twice. So the box mean has radius 2.
 *
 * @param seed Of the three noise filters; an integer in [0, 2^32).
 */
export function urpImages(seed: number): readonly NamedFilter[] {
  const specs: readonly FilterSpec[] = [
    { filter: 'original' },
    { filter: 'box-mean', radius: 2 },
    { filter: 'additive-gaussian-noise', mean: 0, standardDeviation: 1, seed },
    { filter: 'binomial-blur', repetitions: 1 },
    { filter: 'curvature-flow', timeStep: 0.05, iterations: 5 },
    { filter: 'box-sigma', radius: 1 },
    { filter: 'laplacian-of-gaussian', sigmaMm: 1 },
    { filter: 'wavelet', band: 'LLL' },
    { filter: 'normalise' },
    { filter: 'laplacian-sharpening' },
    { filter: 'discrete-gaussian', varianceMm2: 1, maximumError: 0.01, maximumWidth: 32 },
    { filter: 'mean', radius: 1 },
    { filter: 'speckle-noise', standardDeviation: 1, seed },
    { filter: 'recursive-gaussian', sigmaMm: 1 },
    { filter: 'shot-noise', scale: 1, seed },
  ];
  return specs.map((spec) => ({ image: spec.filter, spec }));
}
