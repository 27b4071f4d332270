import type { Box } from '../../image/grid.ts';
import type { Volume } from '../../image/volume.ts';
import { axisFilter } from './axis-filter.ts';
import { perAxis, rangeAlong, type ImageFilter } from './image-filter.ts';
import { separableResponse } from './separable.ts';
import { decompositionFilter, waveletKernel } from './wavelet-kernels.ts';

/** The eight bands in the order of their letters along i, j, k. */
export const waveletBands = ['LLL', 'LLH', 'LHL', 'LHH', 'HLL', 'HLH', 'HHL', 'HHH'] as const;

export type WaveletBand = (typeof waveletBands)[number];

/**
 * Bands of the undecimated separable wavelet transform, level 1, coiflet 1, as PyRadiomics computes
 * them with `pywt.swtn`. Letter n of a band belongs to axis n of the image (x first). Each band is
 * computed when asked for, from what it shares with those before.
 *
 * Border: `periodic-even` (see there). Margin: 3 voxels.
 */
export function coifletBands(image: Volume, box: Box): (band: WaveletBand) => Float64Array {
  const kernels = (['L', 'H'] as const).map((letter) =>
    waveletKernel(decompositionFilter('coif1', letter), 1),
  );
  const choices = perAxis((axis) =>
    kernels.map((kernel) => axisFilter([kernel], rangeAlong(image, box, axis), 'periodic-even')),
  );
  const response = separableResponse(image, choices);
  return (band) => response(perAxis((axis) => (band[axis] === 'H' ? 1 : 0)));
}

/** One of `coifletBands` alone. */
export function coifletBand(band: WaveletBand): ImageFilter {
  return (image, box) => coifletBands(image, box)(band);
}
