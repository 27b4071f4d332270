import type { VoxelArray } from '../../image/volume.ts';

/**
 * Interpolated intensities in the type that the image is stored in, as ITK writes them: rounded to
 * 32-bit floats, or cut toward zero to integers and held in their range.
 */
export function asStored(values: Float64Array, stored: VoxelArray): Float64Array | Float32Array {
  if (stored instanceof Float64Array) return values;
  if (stored instanceof Float32Array) return Float32Array.from(values);
  const [low, high] = rangeOf(stored);
  return values.map((value) => Math.min(Math.max(Math.trunc(value), low), high));
}

function rangeOf(
  integers: Exclude<VoxelArray, Float32Array | Float64Array>,
): readonly [low: number, high: number] {
  const values = 2 ** (8 * integers.BYTES_PER_ELEMENT);
  const signed = integers instanceof Int16Array || integers instanceof Int32Array;
  return signed ? [-values / 2, values / 2 - 1] : [0, values - 1];
}
