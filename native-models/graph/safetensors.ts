import protobuf from 'protobufjs/minimal.js';
import { decodeElements, elementSize, isStoredType } from './element-types.ts';
import { tensor, type Tensor } from './tensor-type.ts';

/** Named tensors, as float32 whatever the file has, and free text about them. */
export interface TensorFile {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The core has no TextEncoder of its own: it runs without Node and without a browser. */
const { utf8 } = protobuf.util;

/** Start of the header's text: after its length as a 64-bit number. */
const HEADER_START = 8;

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/**
 * Reads a safetensors file: an 8-byte length, a JSON header, then the numbers.
 *
 * @throws RangeError when the file is not of that form.
 * Source: the safetensors format description, github.com/huggingface/safetensors.
 */
export function parseSafetensors(bytes: Uint8Array): TensorFile {
  if (bytes.length < HEADER_START) throw new RangeError('not a safetensors file: too short');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = Number(view.getBigUint64(0, true));
  const start = HEADER_START + headerLength;
  if (start > bytes.length) throw new RangeError('not a safetensors file: the header is cut off');
  const header = parseHeader(bytes.subarray(HEADER_START, start));

  const { __metadata__: metadata = {}, ...entries } = header;
  const tensors = new Map<string, Tensor>();
  for (const [name, entry] of Object.entries(entries as Record<string, Entry>)) {
    tensors.set(name, readTensor(bytes.subarray(start), name, entry));
  }
  return { tensors, metadata: metadata as Record<string, string> };
}

/** Writes tensors in the order of the map; the same tensors give the same bytes. */
export function encodeSafetensors({ tensors, metadata }: TensorFile): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let end = 0;
  for (const [name, { shape, data }] of tensors) {
    header[name] = { dtype: 'F32', shape, data_offsets: [end, end + data.byteLength] };
    end += data.byteLength;
  }
  const text = JSON.stringify(header);
  // Spaces bring the numbers to a multiple of 8 bytes, so that readers can map them in place.
  const headerLength = Math.ceil(utf8.length(text) / 8) * 8;
  const bytes = new Uint8Array(HEADER_START + headerLength + end).fill(0x20);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerLength), true);
  utf8.write(text, bytes, HEADER_START);
  let at = HEADER_START + headerLength;
  for (const { data } of tensors.values()) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return bytes;
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  try {
    return JSON.parse(utf8.read(bytes, 0, bytes.length)) as Record<string, unknown>;
  } catch (cause) {
    throw new RangeError('not a safetensors file: the header is no JSON', { cause });
  }
}

function readTensor(body: Uint8Array, name: string, entry: Entry): Tensor {
  const { dtype } = entry;
  if (!isStoredType(dtype)) throw new RangeError(`${name} is of the unknown type ${dtype}`);
  const [from, to] = entry.data_offsets;
  if (from < 0 || to < from || to > body.length || (to - from) % elementSize(dtype) !== 0) {
    throw new RangeError(`${name} lies outside the file`);
  }
  return tensor(entry.shape, decodeElements(dtype, body.subarray(from, to)));
}
