import { gunzipSync } from 'node:zlib';
import { AppError } from '#contract/errors.ts';
import type { Volume, VoxelArray } from '#native/image/volume.ts';
import { field, geometryOf, headerBytes } from './nifti-header.ts';
import type { Vec3 } from '#native/image/volume.ts';

/**
 * Reads a NIfTI-1 file (.nii or .nii.gz) of one three-dimensional image, patient axes converted
 * from RAS to LPS. Voxels keep their order and, unless they are rescaled, their type; int8 becomes
 * Int16, other integers and rescaled voxels become Float64.
 *
 * @throws AppError `image-not-3d` and `image-spacing`; RangeError when the file is no such image,
 *   saying what it is.
 */
export function readNifti(file: Uint8Array): Volume {
  const bytes = file[0] === 0x1f && file[1] === 0x8b ? gunzipSync(file) : file;
  if (bytes.length < headerBytes)
    throw new RangeError(`a NIfTI header has 348 bytes, got ${bytes.length}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const little = view.getInt32(field.sizeOfHeader, true) === headerBytes;
  if (!little && view.getInt32(field.sizeOfHeader, false) !== headerBytes) {
    throw new RangeError('not a NIfTI-1 file');
  }
  const [rank, nx, ny, nz, ...rest] = Array.from({ length: 8 }, (_, n) =>
    view.getInt16(field.dim + 2 * n, little),
  );
  if (rank < 3 || rest.slice(0, rank - 3).some((size) => size > 1)) {
    throw new AppError('image-not-3d', { sizes: [nx, ny, nz, ...rest].slice(0, rank) });
  }
  const dimensions: Vec3 = [nx, ny, nz];
  const data = readVoxels(view, little, nx * ny * nz);
  return { geometry: geometryOf(readAffine(view, little), dimensions), data };
}

type NumberGetter = Extract<
  keyof DataView,
  `get${'Uint' | 'Int' | 'Float'}${'8' | '16' | '32' | '64'}`
>;

interface StoredType {
  readonly get: NumberGetter | 'getBigInt64' | 'getBigUint64';
  readonly bytes: number;
  readonly array: (length: number) => VoxelArray;
}

const storedTypes: ReadonlyMap<number, StoredType> = new Map([
  [2, { get: 'getUint8', bytes: 1, array: (length: number) => new Uint8Array(length) }],
  [4, { get: 'getInt16', bytes: 2, array: (length: number) => new Int16Array(length) }],
  [8, { get: 'getInt32', bytes: 4, array: (length: number) => new Float64Array(length) }],
  [16, { get: 'getFloat32', bytes: 4, array: (length: number) => new Float32Array(length) }],
  [64, { get: 'getFloat64', bytes: 8, array: (length: number) => new Float64Array(length) }],
  [256, { get: 'getInt8', bytes: 1, array: (length: number) => new Int16Array(length) }],
  [512, { get: 'getUint16', bytes: 2, array: (length: number) => new Float64Array(length) }],
  [768, { get: 'getUint32', bytes: 4, array: (length: number) => new Float64Array(length) }],
  [1024, { get: 'getBigInt64', bytes: 8, array: (length: number) => new Float64Array(length) }],
  [1280, { get: 'getBigUint64', bytes: 8, array: (length: number) => new Float64Array(length) }],
] as const);

function readVoxels(view: DataView, little: boolean, count: number): VoxelArray {
  const code = view.getInt16(field.datatype, little);
  const type = storedTypes.get(code);
  if (!type) throw new RangeError(`NIfTI datatype ${code} is not supported`);
  // A file that ends at its header says 0 and means directly behind it.
  const start = Math.max(headerBytes + 4, view.getFloat32(field.voxelOffset, little));
  const present = view.byteLength - start;
  if (present < count * type.bytes) {
    throw new RangeError(`expected ${count * type.bytes} bytes of voxels, got ${present}`);
  }
  const slope = view.getFloat32(field.slope, little);
  const intercept = view.getFloat32(field.intercept, little);
  // A slope of 0 or no number means that voxels are not rescaled.
  const rescaled = Number.isFinite(slope) && slope !== 0 && (slope !== 1 || intercept !== 0);
  const data = rescaled ? new Float64Array(count) : type.array(count);
  for (let n = 0; n < count; n++) {
    const stored = Number(view[type.get](start + n * type.bytes, little));
    data[n] = rescaled ? stored * slope + intercept : stored;
  }
  return data;
}

/** sform before qform, as readers agree on; without either, spacing alone places the grid. */
function readAffine(view: DataView, little: boolean): number[][] {
  const float = (offset: number) => view.getFloat32(offset, little);
  const pixdim = [1, 2, 3].map((n) => float(field.pixdim + 4 * n));
  if (view.getInt16(field.sformCode, little) > 0) {
    return [0, 1, 2].map((row) => [0, 1, 2, 3].map((n) => float(field.srow + 16 * row + 4 * n)));
  }
  if (view.getInt16(field.qformCode, little) === 0) {
    return [0, 1, 2].map((row) => [0, 1, 2, 3].map((n) => (n === row ? pixdim[row] : 0)));
  }
  const rotation = rotationOf([0, 4, 8].map((n) => float(field.quaternion + n)));
  const handedness = float(field.pixdim) < 0 ? -1 : 1;
  const scale = [pixdim[0], pixdim[1], pixdim[2] * handedness];
  return rotation.map((row, n) => [
    ...row.map((cosine, axis) => cosine * scale[axis]),
    float(field.qoffset + 4 * n),
  ]);
}

/** nifti1.h, method 2: the rotation of a unit quaternion given without its real part. */
function rotationOf([b, c, d]: readonly number[]): number[][] {
  const a = Math.sqrt(Math.max(0, 1 - b * b - c * c - d * d));
  return [
    [a * a + b * b - c * c - d * d, 2 * (b * c - a * d), 2 * (b * d + a * c)],
    [2 * (b * c + a * d), a * a + c * c - b * b - d * d, 2 * (c * d - a * b)],
    [2 * (b * d - a * c), 2 * (c * d + a * b), a * a + d * d - b * b - c * c],
  ];
}
