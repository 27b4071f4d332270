import type { Samples } from './samples.ts';
import type { SliceSource } from './series.ts';

export type HuArray = Int16Array | Float32Array;

type Rescale = Pick<SliceSource, 'slope' | 'intercept' | 'padding'>;

/**
 * Nothing is thinner than vacuum; what scanners write below lies outside the field of view. Padding
 * becomes air where it lies below air. Other padding stays: files often declare 0, which is water
 * with an intercept of 0, and a wrong hole in the patient would be worse.
 */
const airHu = -1024;
const noPadding = [Infinity, -Infinity] as const;

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
  if (volume instanceof Int16Array && writeWhole(volume, offset, samples, rescale)) return volume;
  const real = volume instanceof Float32Array ? volume : Float32Array.from(volume);
  writeReal(real, offset, samples, rescale);
  return real;
}

/** @returns false when a value does not fit; the slice must then be written anew. */
function writeWhole(
  volume: Int16Array,
  offset: number,
  samples: Samples,
  { slope, intercept, padding = noPadding }: Rescale,
): boolean {
  const [low, high] = padding;
  for (let n = 0; n < samples.length; n++) {
    const stored = samples[n];
    const hu = stored * slope + intercept;
    const told = hu < airHu && stored >= low && stored <= high ? airHu : hu;
    volume[offset + n] = told;
    // The array keeps 16 bits of whole numbers alone; what comes back changed did not fit.
    if (volume[offset + n] !== told) return false;
  }
  return true;
}

function writeReal(
  volume: Float32Array,
  offset: number,
  samples: Samples,
  { slope, intercept, padding = noPadding }: Rescale,
): void {
  const [low, high] = padding;
  for (let n = 0; n < samples.length; n++) {
    const stored = samples[n];
    const hu = stored * slope + intercept;
    volume[offset + n] = hu < airHu && stored >= low && stored <= high ? airHu : hu;
  }
}
