import type { ImageFilter } from './image-filter.ts';
import { separableWavelet } from './separable-wavelet.ts';

/** The eight bands in the order of their letters along i, j, k. */
export const waveletBands = ['LLL', 'LLH', 'LHL', 'LHH', 'HLL', 'HLH', 'HHL', 'HHH'] as const;

export type WaveletBand = (typeof waveletBands)[number];

/**
 * A band of the undecimated separable wavelet transform, level 1, coiflet 1, as PyRadiomics computes
 * it with `pywt.swtn`. Letter n of a band belongs to axis n of the image (x first).
 *
 * Border: `periodic-even` (see there). Margin: 3 voxels.
 */
export function coifletBand(band: WaveletBand): ImageFilter {
  return separableWavelet({
    wavelet: 'coif1',
    band,
    level: 1,
    rotationInvariant: false,
    border: 'periodic-even',
  });
}
