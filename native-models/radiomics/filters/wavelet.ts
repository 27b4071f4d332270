import type { Box } from '../../image/grid.ts';
import type { Volume } from '../../image/volume.ts';
import { axisFilter, type AxisFilter } from './axis-filter.ts';
import { perAxis, rangeAlong, type ImageFilter } from './image-filter.ts';
import { separableResponses } from './separable.ts';
import { decompositionFilter, waveletKernel } from './wavelet-kernels.ts';

/** The eight bands in the order of their letters along i, j, k. */
export const waveletBands = ['LLL', 'LLH', 'LHL', 'LHH', 'HLL', 'HLH', 'HHL', 'HHH'] as const;

export type WaveletBand = (typeof waveletBands)[number];

/**
 * All eight bands of the undecimated separable wavelet transform, level 1, coiflet 1, as PyRadiomics
 * computes them with `pywt.swtn`. Letter n of a band belongs to axis n of the image (x first).
 *
 * Border: `periodic-even` (see there); margin: 3 voxels before, 2 after.
 *
 * @returns One response per band, in the order of `waveletBands`.
 */
export function coiflet(image: Volume, box: Box): Float64Array[] {
  const choices = perAxis((axis) =>
    (['L', 'H'] as const).map((band): AxisFilter => {
      const kernel = waveletKernel(decompositionFilter('coif1', band), 1);
      return axisFilter([kernel], rangeAlong(image, box, axis), 'periodic-even');
    }),
  );
  const pick = (band: string, axis: number): number => (band[axis] === 'L' ? 0 : 1);
  return separableResponses(
    image,
    choices,
    waveletBands.map((band) => perAxis((axis) => pick(band, axis))),
  );
}

/** One band of `coiflet` alone. */
export function coifletBand(band: WaveletBand): ImageFilter {
  const index = waveletBands.indexOf(band);
  return (image, box) => coiflet(image, box)[index];
}
