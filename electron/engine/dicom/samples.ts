import { frameBytes } from './pixel-format.ts';
import type { PixelFormat } from './instance.ts';
import { RefusalError } from './refusal.ts';

export type Samples = Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array;

/**
 * Stored values of one frame, row by row: bits above and below the stored ones removed and the
 * sign extended.
 *
 * @param bytes Little-endian samples of `bitsAllocated` bits.
 */
export function samplesOf(bytes: Uint8Array, format: PixelFormat): Samples {
  const wanted = frameBytes(format);
  if (bytes.length < wanted) {
    throw new RefusalError('truncated', { bytes: bytes.length, expected: wanted });
  }
  // A copy, since a view of 16 or 32 bits must start at a multiple of its width.
  const samples = typedArray(bytes.slice(0, wanted).buffer, format);
  const { bitsAllocated, bitsStored, highBit } = format;
  if (bitsStored === bitsAllocated) return samples;

  // Shift the stored bits to the top of 32, then back: arithmetic for signed, logical for unsigned.
  const up = 31 - highBit;
  const down = 32 - bitsStored;
  for (let i = 0; i < samples.length; i++) {
    const top = samples[i] << up;
    samples[i] = format.signed ? top >> down : top >>> down;
  }
  return samples;
}

function typedArray(buffer: ArrayBuffer, { bitsAllocated, signed }: PixelFormat): Samples {
  switch (bitsAllocated) {
    case 8:
      return signed ? new Int8Array(buffer) : new Uint8Array(buffer);
    case 16:
      return signed ? new Int16Array(buffer) : new Uint16Array(buffer);
    case 32:
      return signed ? new Int32Array(buffer) : new Uint32Array(buffer);
    default:
      throw new RefusalError('unsupported-pixel-format', { bitsAllocated });
  }
}

/** Turns big-endian samples into little-endian ones; single bytes stay as they are. */
export function swapBytes(bytes: Uint8Array, bitsAllocated: number): Uint8Array {
  const width = bitsAllocated / 8;
  const swapped = bytes.slice();
  for (let start = 0; start + width <= swapped.length; start += width) {
    swapped.subarray(start, start + width).reverse();
  }
  return swapped;
}
