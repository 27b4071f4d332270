import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Mask, Volume } from '../image/volume.ts';

/** Readers of NIfTI-1's element types, by type code. */
const readers: Readonly<Record<number, (bytes: DataView, at: number, little: boolean) => number>> =
  {
    2: (bytes, at) => bytes.getUint8(at),
    4: (bytes, at, little) => bytes.getInt16(at, little),
    8: (bytes, at, little) => bytes.getInt32(at, little),
    16: (bytes, at, little) => bytes.getFloat32(at, little),
    64: (bytes, at, little) => bytes.getFloat64(at, little),
    256: (bytes, at) => bytes.getInt8(at),
    512: (bytes, at, little) => bytes.getUint16(at, little),
    768: (bytes, at, little) => bytes.getUint32(at, little),
  };

/** Voxels and spacing of a small NIfTI-1 file, packed or not; its orientation is not read. */
export function readNifti(path: string): Volume<Float32Array> {
  const file = readFileSync(path);
  const unpacked = file[0] === 0x1f && file[1] === 0x8b ? gunzipSync(file) : file;
  const bytes = new DataView(unpacked.buffer, unpacked.byteOffset, unpacked.byteLength);
  const little = bytes.getInt32(0, true) === 348;
  const threeOf = (read: (axis: number) => number): [number, number, number] => [
    read(0),
    read(1),
    read(2),
  ];
  const dimensions = threeOf((axis) => bytes.getInt16(42 + 2 * axis, little));
  const spacingMm = threeOf((axis) => bytes.getFloat32(80 + 4 * axis, little));
  const read = readers[bytes.getInt16(70, little)];
  const step = bytes.getInt16(72, little) / 8;
  const start = bytes.getFloat32(108, little);
  // A slope of 0 says that values are not scaled.
  const scale = bytes.getFloat32(112, little);
  const [slope, intercept] = scale === 0 ? [1, 0] : [scale, bytes.getFloat32(116, little)];
  const count = dimensions[0] * dimensions[1] * dimensions[2];
  return {
    geometry: {
      dimensions,
      spacingMm,
      originMm: [0, 0, 0],
      direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    },
    data: Float32Array.from(
      { length: count },
      (_, n) => read(bytes, start + n * step, little) * slope + intercept,
    ),
  };
}

/** A mask of such a file: every voxel that is not 0, whatever the labels' type. */
export function readNiftiMask(path: string): Mask {
  const { geometry, data } = readNifti(path);
  return { geometry, data: Uint8Array.from(data, (value) => (value === 0 ? 0 : 1)) };
}
