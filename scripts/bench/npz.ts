import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

/** A NumPy array as stored: shape outermost first, the last index runs fastest. */
export interface NpyArray {
  readonly shape: readonly number[];
  readonly data: Uint8Array | Uint16Array | Float32Array | Float64Array;
}

/** Byte offsets of the ZIP central directory, as in PKWARE's APPNOTE section 4.3. */
const endOfDirectory = 0x06054b50;

/** Reads the arrays of an .npz file: a ZIP archive of .npy files. */
export function readNpz(path: string): ReadonlyMap<string, NpyArray> {
  const file = readFileSync(path);
  let end = file.length - 22;
  while (file.readUInt32LE(end) !== endOfDirectory) end--;
  const arrays = new Map<string, NpyArray>();
  let at = file.readUInt32LE(end + 16);
  for (let entry = file.readUInt16LE(end + 10); entry > 0; entry--) {
    const nameLength = file.readUInt16LE(at + 28);
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    const local = file.readUInt32LE(at + 42);
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const packed = file.subarray(start, start + file.readUInt32LE(at + 20));
    const stored = file.readUInt16LE(at + 10) === 0;
    arrays.set(name.replace(/\.npy$/, ''), parseNpy(stored ? packed : inflateRawSync(packed)));
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return arrays;
}

/** Parses a .npy file of version 1, little-endian and in C order. */
function parseNpy(bytes: Uint8Array): NpyArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const start = 10 + view.getUint16(8, true);
  const header = Buffer.from(bytes.subarray(10, start)).toString('latin1');
  const shape = [...(/'shape': \(([^)]*)\)/.exec(header)?.[1] ?? '').matchAll(/\d+/g)].map(Number);
  const type = /'descr': '([^']+)'/.exec(header)?.[1] ?? 'none';
  // A Buffer's own slice would share, and misplace, the memory behind it.
  const body = Uint8Array.from(bytes.subarray(start)).buffer;
  switch (type) {
    case '|u1':
      return { shape, data: new Uint8Array(body) };
    case '<u2':
      return { shape, data: new Uint16Array(body) };
    case '<f4':
      return { shape, data: new Float32Array(body) };
    case '<f8':
      return { shape, data: new Float64Array(body) };
    default:
      throw new RangeError(`unsupported .npy type ${type}`);
  }
}
