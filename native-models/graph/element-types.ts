/** Number formats of weight files, by the names that safetensors gives them. */
export type StoredType = keyof typeof readers;

/** Bytes of one element. */
export function elementSize(type: StoredType): number {
  return readers[type].size;
}

export function isStoredType(name: string): name is StoredType {
  return Object.hasOwn(readers, name);
}

/**
 * Little-endian numbers of any stored type as float32; 64-bit numbers are rounded to it.
 *
 * @throws RangeError when the bytes are no whole number of elements.
 */
export function decodeElements(type: StoredType, bytes: Uint8Array): Float32Array {
  const { size, read } = readers[type];
  if (bytes.length % size !== 0) throw new RangeError(`${bytes.length} bytes of ${type}`);
  const values = new Float32Array(bytes.length / size);
  if (type === 'F32') {
    // A copy is aligned to four bytes wherever the file put it.
    new Uint8Array(values.buffer).set(bytes);
    return values;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let n = 0; n < values.length; n += 1) values[n] = read(view, n * size);
  return values;
}

const readers = {
  F64: { size: 8, read: (view: DataView, at: number) => view.getFloat64(at, true) },
  F32: { size: 4, read: (view: DataView, at: number) => view.getFloat32(at, true) },
  F16: { size: 2, read: (view: DataView, at: number) => half(view.getUint16(at, true)) },
  F8_E4M3: { size: 1, read: (view: DataView, at: number) => float8E4M3(view.getUint8(at)) },
  F8_E5M2: { size: 1, read: (view: DataView, at: number) => half(view.getUint8(at) * 0x100) },
  BF16: { size: 2, read: (view: DataView, at: number) => bfloat(view.getUint16(at, true)) },
  I64: { size: 8, read: (view: DataView, at: number) => Number(view.getBigInt64(at, true)) },
  I32: { size: 4, read: (view: DataView, at: number) => view.getInt32(at, true) },
  I16: { size: 2, read: (view: DataView, at: number) => view.getInt16(at, true) },
  I8: { size: 1, read: (view: DataView, at: number) => view.getInt8(at) },
  U64: { size: 8, read: (view: DataView, at: number) => Number(view.getBigUint64(at, true)) },
  U32: { size: 4, read: (view: DataView, at: number) => view.getUint32(at, true) },
  U16: { size: 2, read: (view: DataView, at: number) => view.getUint16(at, true) },
  U8: { size: 1, read: (view: DataView, at: number) => view.getUint8(at) },
  BOOL: { size: 1, read: (view: DataView, at: number) => (view.getUint8(at) === 0 ? 0 : 1) },
} as const;

/** IEEE 754 binary16: 1 sign, 5 exponent and 10 fraction bits. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** 1 sign, 4 exponent and 3 fraction bits; no infinities, and all ones is the only NaN. */
function float8E4M3(bits: number): number {
  const sign = bits & 0x80 ? -1 : 1;
  const exponent = (bits >> 3) & 0xf;
  const fraction = bits & 0x7;
  if (exponent === 0xf && fraction === 0x7) return NaN;
  if (exponent === 0) return sign * fraction * 2 ** -9;
  return sign * (1 + fraction / 8) * 2 ** (exponent - 7);
}

/** The upper half of a float32. */
function bfloat(bits: number): number {
  scratch.setUint32(0, bits * 0x10000);
  return scratch.getFloat32(0);
}

const scratch = new DataView(new ArrayBuffer(4));
