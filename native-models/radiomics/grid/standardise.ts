import type { Volume } from '../../image/volume.ts';
import { wholeBox } from '../filters/image-filter.ts';
import { normalise } from '../filters/image-wide.ts';

/** How the intensities of a whole image are brought to one scale, where they have no unit (MR). */
export interface Standardisation {
  /** The standard deviation that the image then has, without what is clipped. */
  readonly scale: number;
  /** Standard deviations from the mean beyond which intensities are set to that limit. */
  readonly clipSigmas: number | null;
}

/**
 * An image with mean 0 and standard deviation `scale` over all its voxels, as PyRadiomics'
 * `normalize`, `removeOutliers` and `normalizeScale`. A flat image becomes 0.
 */
export function standardise(
  image: Volume,
  { scale, clipSigmas }: Standardisation,
): Volume<Float64Array> {
  const limit = clipSigmas ?? Infinity;
  const data = normalise(image, wholeBox(image));
  for (let n = 0; n < data.length; n += 1) {
    data[n] = Math.min(Math.max(data[n], -limit), limit) * scale;
  }
  return { geometry: image.geometry, data };
}
