import protobuf from 'protobufjs/minimal.js';
import { decodeElements, elementSize, isStoredType, type StoredType } from './element-types.ts';
import { elementCount, tensor, type Tensor } from './tensor-type.ts';

/** Named tensors, as float32 whatever the file has, and free text about them. */
export interface TensorFile {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** A file that was read, with what its numbers are there. */
export interface StoredTensors extends TensorFile {
  readonly types: ReadonlyMap<string, StoredType>;
}

/** The core has no TextEncoder of its own: it runs without Node and without a browser. */
const { utf8 } = protobuf.util;

/** Start of the header's text: after its length as a 64-bit number. */
const HEADER_START = 8;

/** A tensor's entry in the header. */
interface Entry {
  readonly type: StoredType;
  readonly shape: readonly number[];
  /** First byte and the one after the last, from the end of the header. */
  readonly from: number;
  readonly to: number;
}

/**
 * Reads a safetensors file: an 8-byte length, a JSON header, then the numbers.
 *
 * @throws RangeError when the file is not of that form.
 * Source: the safetensors format description, github.com/huggingface/safetensors.
 */
export function parseSafetensors(bytes: Uint8Array): StoredTensors {
  if (bytes.length < HEADER_START) throw new RangeError('not a safetensors file: too short');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = Number(view.getBigUint64(0, true));
  const start = HEADER_START + headerLength;
  if (start > bytes.length) throw new RangeError('not a safetensors file: the header is cut off');
  const header = parseHeader(bytes.subarray(HEADER_START, start));

  const { __metadata__: metadata = {}, ...rest } = header;
  const entries = Object.entries(rest).map(
    ([name, entry]) => [name, readEntry(name, entry)] as const,
  );
  const body = bytes.subarray(start);
  return {
    tensors: new Map(entries.map(([name, entry]) => [name, readTensor(body, name, entry)])),
    types: new Map(entries.map(([name, { type }]) => [name, type])),
    metadata: readTexts(metadata),
  };
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
  let header: unknown;
  try {
    header = JSON.parse(utf8.read(bytes, 0, bytes.length));
  } catch (cause) {
    throw new RangeError('not a safetensors file: the header is no JSON', { cause });
  }
  if (!isRecord(header)) throw new RangeError('not a safetensors file: the header has no entries');
  return header;
}

function readEntry(name: string, entry: unknown): Entry {
  const { dtype, shape, data_offsets: offsets } = isRecord(entry) ? entry : {};
  if (typeof dtype !== 'string' || !areCounts(shape) || !areCounts(offsets)) {
    throw new RangeError(`${name} has no type, shape and place`);
  }
  if (!isStoredType(dtype)) throw new RangeError(`${name} is of the unknown type ${dtype}`);
  const [from, to] = offsets;
  return { type: dtype, shape, from, to };
}

function readTensor(body: Uint8Array, name: string, { type, shape, from, to }: Entry): Tensor {
  if (!(from <= to && to <= body.length)) throw new RangeError(`${name} lies outside the file`);
  if (elementCount(shape) * elementSize(type) !== to - from) {
    throw new RangeError(`${name} of [${shape.join()}] has ${to - from} bytes`);
  }
  return tensor(shape, decodeElements(type, body.subarray(from, to)));
}

function readTexts(metadata: unknown): Record<string, string> {
  if (!isRecord(metadata)) throw new RangeError('the metadata have no entries');
  const entries = Object.entries(metadata);
  if (!entries.every((entry): entry is [string, string] => typeof entry[1] === 'string')) {
    throw new RangeError('the metadata are not all texts');
  }
  return Object.fromEntries(entries);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function areCounts(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0);
}
