import type { Box } from '../../image/grid.ts';
import type { Volume } from '../../image/volume.ts';
import { derivedImage, type FilterSpec } from './filter-spec.ts';
import { coifletBands, type WaveletBand } from './wavelet.ts';

/**
 * The derived images of one box, each computed when asked for and equal to `derivedImage` of its
 * specification alone. Bands of the wavelet share their passes.
 *
 * @returns For a specification, one value per voxel of the box, i fastest.
 */
export function derivedImages(image: Volume, box: Box): (spec: FilterSpec) => Float64Array {
  let bands: ((band: WaveletBand) => Float64Array) | undefined;
  return (spec) => {
    if (spec.filter !== 'wavelet') return derivedImage(spec).apply(image, box);
    bands ??= coifletBands(image, box);
    return bands(spec.band);
  };
}
