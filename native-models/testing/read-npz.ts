import { readFileSync } from 'node:fs';
import { tensor, type Tensor } from '../graph/tensor-type.ts';
import { openZip } from '../learning/weights/zip-archive.ts';

/** Arrays of an .npz file, a zip archive of .npy files, by their names without the ending. */
export function readNpz(path: string): ReadonlyMap<string, Tensor> {
  const archive = openZip(readFileSync(path));
  return new Map(
    archive.names.map((name) => [name.replace(/\.npy$/, ''), parseNpy(archive.read(name))]),
  );
}

/** A .npy file of version 1, floats in C order; those of 64 bits are rounded to 32. */
function parseNpy(npy: Uint8Array): Tensor {
  const start = 10 + npy[8] + 256 * npy[9];
  const header = Buffer.from(npy.subarray(10, start)).toString('latin1');
  const [, sizes = ''] = /'shape': \(([\d, ]*)\)/.exec(header) ?? [];
  const shape = sizes.split(',').filter((size) => size.trim() !== '');
  // Copied, as its place in the archive need not be a multiple of a number's size.
  const { buffer } = Uint8Array.from(npy.subarray(start));
  const [, type = ''] = /'descr': '([^']+)'/.exec(header) ?? [];
  return tensor(shape.map(Number), Float32Array.from(floatsOf(type, buffer)));
}

function floatsOf(type: string, buffer: ArrayBuffer): Float32Array | Float64Array {
  if (type === '<f4') return new Float32Array(buffer);
  if (type === '<f8') return new Float64Array(buffer);
  throw new RangeError(`unsupported .npy type ${type}`);
}
