import { gunzipSync } from 'node:zlib';
import { type Volume, type VoxelArray, voxelCount } from '#native/image/volume.ts';
import { nrrdGeometry, readNrrdHeader, type NrrdHeader } from './nrrd-header.ts';

/**
 * Reads a NRRD file of one three-dimensional image (.nrrd, or .nhdr with its voxels beside it),
 * patient axes converted to LPS. Voxels keep their type where ours has it; int8 becomes Int16
 * and integers of 64 bits Float64.
 *
 * @throws AppError `image-not-3d` and `image-spacing`; RangeError when the file cannot be read,
 *   saying why.
 */
export function readNrrd(file: Uint8Array, readBeside?: ReadBeside): Volume {
  const header = readNrrdHeader(file);
  const geometry = nrrdGeometry(header.fields);
  return { geometry, data: nrrdVoxels(file, header, voxelCount(geometry), readBeside) };
}

/** Reads the file that a detached header names, relative to the header's folder. */
export type ReadBeside = (name: string) => Uint8Array;

/** The first `count` voxels of a file, in stored order. */
export function nrrdVoxels(
  file: Uint8Array,
  { fields, end }: NrrdHeader,
  count: number,
  readBeside?: ReadBeside,
): VoxelArray {
  const stored = fields.get('data file') ?? fields.get('datafile');
  const bytes = stored === undefined ? file.subarray(end) : detached(stored, readBeside);
  return readVoxels(fields, bytes, count);
}

function detached(name: string, readBeside?: ReadBeside): Uint8Array {
  if (/^LIST\b|%\d*d/.test(name)) {
    throw new RangeError('voxels spread over several files are not supported');
  }
  if (!readBeside) throw new RangeError(`the voxels lie in another file, "${name}"`);
  return readBeside(name);
}

interface StoredType {
  readonly bytes: number;
  readonly get: (view: DataView, at: number, little: boolean) => number;
  readonly array: new (length: number) => VoxelArray;
}

const types = {
  int8: { bytes: 1, get: (v, at) => v.getInt8(at), array: Int16Array },
  uint8: { bytes: 1, get: (v, at) => v.getUint8(at), array: Uint8Array },
  int16: { bytes: 2, get: (v, at, le) => v.getInt16(at, le), array: Int16Array },
  uint16: { bytes: 2, get: (v, at, le) => v.getUint16(at, le), array: Uint16Array },
  int32: { bytes: 4, get: (v, at, le) => v.getInt32(at, le), array: Int32Array },
  uint32: { bytes: 4, get: (v, at, le) => v.getUint32(at, le), array: Uint32Array },
  int64: { bytes: 8, get: (v, at, le) => Number(v.getBigInt64(at, le)), array: Float64Array },
  uint64: { bytes: 8, get: (v, at, le) => Number(v.getBigUint64(at, le)), array: Float64Array },
  float: { bytes: 4, get: (v, at, le) => v.getFloat32(at, le), array: Float32Array },
  double: { bytes: 8, get: (v, at, le) => v.getFloat64(at, le), array: Float64Array },
} as const satisfies Record<string, StoredType>;

/** Every spelling that the format allows, as one of `types`. */
const spellings: Readonly<Record<string, keyof typeof types>> = {
  'signed char': 'int8',
  int8_t: 'int8',
  uchar: 'uint8',
  'unsigned char': 'uint8',
  uint8_t: 'uint8',
  short: 'int16',
  'short int': 'int16',
  'signed short': 'int16',
  'signed short int': 'int16',
  int16_t: 'int16',
  ushort: 'uint16',
  'unsigned short': 'uint16',
  'unsigned short int': 'uint16',
  uint16_t: 'uint16',
  int: 'int32',
  'signed int': 'int32',
  int32_t: 'int32',
  uint: 'uint32',
  'unsigned int': 'uint32',
  uint32_t: 'uint32',
  longlong: 'int64',
  'long long': 'int64',
  'long long int': 'int64',
  'signed long long': 'int64',
  'signed long long int': 'int64',
  int64_t: 'int64',
  ulonglong: 'uint64',
  'unsigned long long': 'uint64',
  'unsigned long long int': 'uint64',
  uint64_t: 'uint64',
};

function typeOf(fields: NrrdHeader['fields']): StoredType {
  const name = fields.get('type') ?? '';
  const key = Object.hasOwn(spellings, name) ? spellings[name] : name;
  if (!Object.hasOwn(types, key)) throw new RangeError(`the voxel type "${name}" is not supported`);
  return types[key as keyof typeof types];
}

function readVoxels(fields: NrrdHeader['fields'], file: Uint8Array, count: number): VoxelArray {
  const encoding = fields.get('encoding') ?? '';
  const type = typeOf(fields);
  const stored = behindLines(file, Number(fields.get('line skip') ?? 0));
  if (['txt', 'text', 'ascii'].includes(encoding)) return readText(stored, type, count);
  const bytes = decoded(stored, encoding);
  const wanted = count * type.bytes;
  const skip = Number(fields.get('byte skip') ?? 0);
  // -1 means that the voxels are the last bytes of the file.
  const start = skip === -1 ? bytes.length - wanted : skip;
  if (start < 0 || bytes.length - start < wanted) {
    throw new RangeError(`expected ${wanted} bytes of voxels, got ${bytes.length - start}`);
  }
  // Not before it is known that so many are there: a header can claim any number.
  const data = new type.array(count);
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, wanted);
  const little = isLittle(fields, type);
  for (let n = 0; n < count; n++) data[n] = type.get(view, n * type.bytes, little);
  return data;
}

function decoded(bytes: Uint8Array, encoding: string): Uint8Array {
  if (encoding === 'raw') return bytes;
  if (encoding === 'gzip' || encoding === 'gz') return gunzipSync(bytes);
  throw new RangeError(`the encoding "${encoding}" is not supported`);
}

function isLittle(fields: NrrdHeader['fields'], { bytes }: StoredType): boolean {
  const endian = fields.get('endian');
  if (endian === 'little' || endian === 'big' || bytes === 1) return endian !== 'big';
  throw new RangeError('the byte order of the voxels is not said');
}

function behindLines(bytes: Uint8Array, lines: number): Uint8Array {
  let at = 0;
  for (let n = 0; n < lines; n++) at = bytes.indexOf(10, at) + 1;
  return bytes.subarray(at);
}

function readText(bytes: Uint8Array, type: StoredType, count: number): VoxelArray {
  const words = Buffer.from(bytes).toString('latin1').split(/\s+/).filter(Boolean);
  if (words.length < count) {
    throw new RangeError(`expected ${count} voxels, got ${words.length}`);
  }
  const numbers = words.slice(0, count).map(Number);
  if (numbers.some(Number.isNaN)) throw new RangeError('not all of its voxels are numbers');
  const data = new type.array(count);
  data.set(numbers);
  return data;
}
