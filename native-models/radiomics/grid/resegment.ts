import type { Mask, Volume } from '../../image/volume.ts';

/** Which voxels of a region stay in its intensity mask. */
export interface Resegmentation {
  /** Intensities kept, both ends included; an open end is ±Infinity. */
  readonly range?: readonly [low: number, high: number];
  /** Keeps voxels within so many standard deviations of the region's mean; IBSI's ACG7 uses 3. */
  readonly outlierSigmas?: number;
}

/**
 * The intensity mask of a region after IBSI's range re-segmentation (USB3) and outlier filtering
 * (ACG7). With both, mean and standard deviation (divided by n) are those of the voxels in range;
 * IBSI's configuration E comes out the same when all voxels of the mask count.
 * The result may be empty; the caller's features say what that means.
 *
 * Source: IBSI reference manual, "Re-segmentation", arXiv:1612.07003.
 */
export function resegment(image: Volume, mask: Mask, settings: Resegmentation): Mask {
  const [low, high] = settings.range ?? [-Infinity, Infinity];
  if (!(low <= high)) throw new RangeError(`a range runs upwards, got ${low} to ${high}`);
  const inRange = keep(image, mask, low, high);
  if (settings.outlierSigmas === undefined) return inRange;
  if (!(settings.outlierSigmas > 0)) {
    throw new RangeError(`an outlier limit is > 0, got ${settings.outlierSigmas}`);
  }
  const { mean, deviation } = spreadOf(image, inRange);
  const reach = settings.outlierSigmas * deviation;
  return keep(image, inRange, mean - reach, mean + reach);
}

function keep(image: Volume, mask: Mask, low: number, high: number): Mask {
  const data = mask.data.map((inside, n) =>
    inside !== 0 && image.data[n] >= low && image.data[n] <= high ? 1 : 0,
  );
  return { geometry: mask.geometry, data };
}

function spreadOf(
  image: Volume,
  mask: Mask,
): { readonly mean: number; readonly deviation: number } {
  let count = 0;
  let sum = 0;
  for (let n = 0; n < mask.data.length; n++) {
    if (mask.data[n] === 0) continue;
    count += 1;
    sum += image.data[n];
  }
  const mean = count === 0 ? 0 : sum / count;
  let squares = 0;
  for (let n = 0; n < mask.data.length; n++) {
    if (mask.data[n] !== 0) squares += (image.data[n] - mean) ** 2;
  }
  return { mean, deviation: count === 0 ? 0 : Math.sqrt(squares / count) };
}
