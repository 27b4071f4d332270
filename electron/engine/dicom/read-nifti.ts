import { gunzipSync } from 'node:zlib';
import { AppError } from '#contract/errors.ts';
import type { Vec3, Volume, VoxelArray } from '#native/image/volume.ts';
import { readAffine } from './nifti-affine.ts';
import { field, geometryOf, headerBytes, secondHeaderBytes } from './nifti-header.ts';

/**
 * Reads a NIfTI-1 file (.nii or .nii.gz) of one three-dimensional image, patient axes converted
 * from RAS to LPS. Voxels keep their order and, unless they are rescaled, their type; int8 becomes
 * Int16, integers of 64 bits and rescaled voxels become Float64.
 *
 * @throws AppError `image-not-3d` and `image-spacing`; RangeError when the file is no such image,
 *   saying what it is.
 */
export function readNifti(file: Uint8Array): Volume {
  const bytes = file[0] === 0x1f && file[1] === 0x8b ? gunzipSync(file) : file;
  if (bytes.length < headerBytes)
    throw new RangeError(`a NIfTI header has 348 bytes, got ${bytes.length}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const little = isLittle(view);
  const magic = Buffer.from(bytes.subarray(field.magic, field.magic + 3)).toString('latin1');
  if (magic !== 'n+1') {
    throw new RangeError(
      'its voxels lie in another file (.hdr with .img); save it as one .nii file',
    );
  }
  const dimensions = readDimensions(view, little);
  const data = readVoxels(view, little, dimensions[0] * dimensions[1] * dimensions[2]);
  return { geometry: geometryOf(readAffine(view, little), dimensions), data };
}

function isLittle(view: DataView): boolean {
  const [little, big] = [view.getInt32(0, true), view.getInt32(0, false)];
  if (little === headerBytes || big === headerBytes) return little === headerBytes;
  const second = little === secondHeaderBytes || big === secondHeaderBytes;
  throw new RangeError(second ? 'it is a NIfTI-2 file; save it as NIfTI-1' : 'not a NIfTI file');
}

function readDimensions(view: DataView, little: boolean): Vec3 {
  const [rank, nx, ny, nz, ...rest] = Array.from({ length: 8 }, (_, n) =>
    view.getInt16(field.dim + 2 * n, little),
  );
  if (rank < 1 || rank > 7) throw new RangeError(`its header claims ${rank} dimensions`);
  if (rank < 3 || rest.slice(0, rank - 3).some((size) => size > 1)) {
    throw new AppError('image-not-3d', { sizes: [nx, ny, nz, ...rest].slice(0, rank) });
  }
  if (Math.min(nx, ny, nz) < 1) {
    throw new RangeError(`its header claims a size of ${nx} × ${ny} × ${nz} voxels`);
  }
  return [nx, ny, nz];
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
  [8, { get: 'getInt32', bytes: 4, array: (length: number) => new Int32Array(length) }],
  [16, { get: 'getFloat32', bytes: 4, array: (length: number) => new Float32Array(length) }],
  [64, { get: 'getFloat64', bytes: 8, array: (length: number) => new Float64Array(length) }],
  [256, { get: 'getInt8', bytes: 1, array: (length: number) => new Int16Array(length) }],
  [512, { get: 'getUint16', bytes: 2, array: (length: number) => new Uint16Array(length) }],
  [768, { get: 'getUint32', bytes: 4, array: (length: number) => new Uint32Array(length) }],
  [1024, { get: 'getBigInt64', bytes: 8, array: (length: number) => new Float64Array(length) }],
  [1280, { get: 'getBigUint64', bytes: 8, array: (length: number) => new Float64Array(length) }],
] as const);

function readVoxels(view: DataView, little: boolean, count: number): VoxelArray {
  const code = view.getInt16(field.datatype, little);
  const type = storedTypes.get(code);
  if (!type) throw new RangeError(`NIfTI datatype ${code} is not supported`);
  // A file that ends at its header says 0 and means directly behind it.
  const start = Math.max(headerBytes + 4, view.getFloat32(field.voxelOffset, little));
  if (!Number.isInteger(start)) throw new RangeError(`its voxels cannot begin at byte ${start}`);
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
