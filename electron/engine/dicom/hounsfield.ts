import type { Samples } from './samples.ts';
import type { SliceSource } from './series.ts';

export type HuArray = Int16Array | Float32Array;

type Rescale = Pick<SliceSource, 'slope' | 'intercept' | 'padding'>;

/** Nothing is thinner than vacuum; what scanners write below lies outside the field of view. */
const airHu = -1024;
const [lowestInt16, highestInt16] = [-32768, 32767];

/**
 * Writes one slice in HU at `offset`: stored value × slope + intercept.
 *
 * @returns `volume`, or a Float32 copy of it once a value does not fit whole into 16 bits.
 */
export function writeHu(
  volume: HuArray,
  offset: number,
  samples: Samples,
  rescale: Rescale,
): HuArray {
  if (volume instanceof Float32Array || writeWhole(volume, offset, samples, rescale)) {
    if (volume instanceof Float32Array) writeReal(volume, offset, samples, rescale);
    return volume;
  }
  const real = Float32Array.from(volume);
  writeReal(real, offset, samples, rescale);
  return real;
}

/** @returns false when a value does not fit; the slice must then be written anew. */
function writeWhole(
  volume: Int16Array,
  offset: number,
  samples: Samples,
  rescale: Rescale,
): boolean {
  const toHu = huOf(rescale);
  for (let n = 0; n < samples.length; n++) {
    const hu = toHu(samples[n]);
    if (!Number.isInteger(hu) || hu < lowestInt16 || hu > highestInt16) return false;
    volume[offset + n] = hu;
  }
  return true;
}

function writeReal(volume: Float32Array, offset: number, samples: Samples, rescale: Rescale): void {
  const toHu = huOf(rescale);
  for (let n = 0; n < samples.length; n++) volume[offset + n] = toHu(samples[n]);
}

/**
 * Padding becomes air where it lies below air. Other padding stays: files often declare 0, which
 * is water with an intercept of 0, and a wrong hole in the patient would be worse.
 */
function huOf({ slope, intercept, padding }: Rescale): (stored: number) => number {
  const [low, high] = padding ?? [Infinity, -Infinity];
  return (stored) => {
    const hu = stored * slope + intercept;
    return hu < airHu && stored >= low && stored <= high ? airHu : hu;
  };
}
