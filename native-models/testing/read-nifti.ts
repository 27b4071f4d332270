import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Volume } from '../image/volume.ts';

/** Readers of NIfTI-1's element types met in the reference data, by type code. */
const readers: Readonly<Record<number, (bytes: Buffer, at: number) => number>> = {
  2: (bytes, at) => bytes.readUInt8(at),
  4: (bytes, at) => bytes.readInt16LE(at),
  8: (bytes, at) => bytes.readInt32LE(at),
  16: (bytes, at) => bytes.readFloatLE(at),
  64: (bytes, at) => bytes.readDoubleLE(at),
};

/** Voxels and spacing of a small gzipped NIfTI-1 file; its orientation is not read. */
export function readNifti(path: string): Volume<Float32Array> {
  const bytes = gunzipSync(readFileSync(path));
  const threeOf = (read: (axis: number) => number): [number, number, number] => [
    read(0),
    read(1),
    read(2),
  ];
  const dimensions = threeOf((axis) => bytes.readInt16LE(42 + 2 * axis));
  const spacingMm = threeOf((axis) => bytes.readFloatLE(80 + 4 * axis));
  const read = readers[bytes.readInt16LE(70)];
  const step = bytes.readInt16LE(72) / 8;
  const start = bytes.readFloatLE(108);
  const count = dimensions[0] * dimensions[1] * dimensions[2];
  return {
    geometry: {
      dimensions,
      spacingMm,
      originMm: [0, 0, 0],
      direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    },
    data: Float32Array.from({ length: count }, (_, n) => read(bytes, start + n * step)),
  };
}
