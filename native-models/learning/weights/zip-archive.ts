import { Inflate } from 'fflate';
import { byteReader } from './byte-reader.ts';
import { text } from './pickle-machine.ts';
import { damaged, refused, unsupported, WeightFileError } from './weight-file-error.ts';

/** A file within an archive. */
interface ZipEntry {
  readonly name: string;
  /** 0: stored, 8: deflated. */
  readonly method: number;
  readonly compressed: number;
  readonly size: number;
  /** Of the local header. */
  readonly at: number;
}

export interface ZipArchive {
  readonly names: readonly string[];
  /** Content of an entry: a view of the archive where it is stored. */
  readonly read: (name: string) => Uint8Array;
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_RECORD = 0x06054b50;
const END_RECORD_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
/** Stands for a number that the zip64 fields hold. */
const IN_ZIP64 = 0xffffffff;
/** Longest comment after the end record. */
const MAX_COMMENT = 0xffff;
const END_LENGTH = 22;
const LOCATOR_LENGTH = 20;

/** Weights shrink by a tenth; more than this is an archive made to fill the memory. */
const MAX_EXPANSION = 64;
const FREE_EXPANSION = 2 ** 24;
/** Bytes that are unpacked at a time. */
const PIECE = 2 ** 14;

/**
 * The directory of a zip archive, with zip64.
 *
 * fflate unpacks the deflated entries. It does not read the directory, because it copies what is
 * stored, which is nearly all of a file of weights, and unpacks an entry whole before anybody can see
 * that it does not end.
 *
 * Checksums are not compared: PyTorch can be told to write archives without them.
 *
 * @throws WeightFileError when the archive is cut off or contradicts itself.
 * Source: PKWARE's APPNOTE.TXT 6.3.10, sections 4.3 and 4.5.
 */
export function openZip(bytes: Uint8Array): ZipArchive {
  const entries = new Map(directory(bytes).map((entry) => [entry.name, entry]));
  let inflatable = FREE_EXPANSION + MAX_EXPANSION * bytes.length;
  return {
    names: [...entries.keys()],
    read: (name) => {
      const entry = entries.get(name);
      if (!entry) throw damaged(`the archive lacks ${name}`);
      const content = contentOf(bytes, entry);
      if (entry.method === 0) return content;
      if (entry.method !== 8) throw unsupported(`the archive is packed by method ${entry.method}`);
      inflatable -= entry.size;
      if (inflatable < 0) throw refused('the archive unpacks to far more than its size');
      return inflated(content, entry);
    },
  };
}

function directory(bytes: Uint8Array): ZipEntry[] {
  const { count, at } = directoryPlace(bytes);
  const reader = byteReader(bytes, at);
  const entries: ZipEntry[] = [];
  for (let n = 0; n < count; n += 1) {
    const place = reader.position();
    if (reader.u32() !== CENTRAL_HEADER) throw damaged('the archive’s directory is broken', place);
    reader.bytes(4);
    const flags = reader.u16();
    if (flags & 1) throw unsupported('the archive is encrypted');
    const method = reader.u16();
    reader.bytes(8);
    const [compressed, size] = [reader.u32(), reader.u32()];
    const [nameLength, extraLength, commentLength] = [reader.u16(), reader.u16(), reader.u16()];
    reader.bytes(8);
    const header = reader.u32();
    const name = text(reader.bytes(nameLength));
    const extra = reader.bytes(extraLength);
    reader.bytes(commentLength);
    entries.push({ name, method, ...large(extra, { size, compressed, at: header }) });
  }
  return entries;
}

/** Finds the directory through the record at the end of the archive. */
function directoryPlace(bytes: Uint8Array): { readonly count: number; readonly at: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lowest = Math.max(0, bytes.length - END_LENGTH - MAX_COMMENT);
  let end = bytes.length - END_LENGTH;
  while (end >= lowest && view.getUint32(end, true) !== END_RECORD) end -= 1;
  if (end < lowest) throw damaged('the archive is cut off: its end is missing', bytes.length);

  const locator = end - LOCATOR_LENGTH;
  if (locator >= 0 && view.getUint32(locator, true) === LOCATOR_64) {
    const record = byteReader(bytes, byteReader(bytes, locator + 8).u64());
    if (record.u32() !== END_RECORD_64) throw damaged('the archive’s zip64 record is missing');
    record.bytes(28);
    const count = record.u64();
    record.bytes(8);
    return { count, at: record.u64() };
  }
  return { count: view.getUint16(end + 10, true), at: view.getUint32(end + 16, true) };
}

type Large = Pick<ZipEntry, 'size' | 'compressed' | 'at'>;

/** Replaces numbers that did not fit into 32 bits by those of the zip64 field, in its order. */
function large(extra: Uint8Array, small: Large): Large {
  const keys = (['size', 'compressed', 'at'] as const).filter((key) => small[key] === IN_ZIP64);
  if (keys.length === 0) return small;
  const fields = byteReader(extra);
  while (fields.position() < extra.length) {
    const [id, length] = [fields.u16(), fields.u16()];
    const field = byteReader(fields.bytes(length));
    if (id === 1) return { ...small, ...Object.fromEntries(keys.map((key) => [key, field.u64()])) };
  }
  throw damaged('an entry’s zip64 numbers are missing');
}

function contentOf(
  bytes: Uint8Array,
  { name, at, compressed, size, method }: ZipEntry,
): Uint8Array {
  const reader = byteReader(bytes, at);
  if (reader.u32() !== LOCAL_HEADER)
    throw damaged(`the archive’s entry ${name} is not in place`, at);
  reader.bytes(22);
  const [nameLength, extraLength] = [reader.u16(), reader.u16()];
  reader.bytes(nameLength + extraLength);
  if (method === 0 && compressed !== size) throw damaged(`the entry ${name} has two sizes`, at);
  return reader.bytes(compressed);
}

function inflated(content: Uint8Array, { name, size }: ZipEntry): Uint8Array {
  const unpacked = new Uint8Array(size);
  let filled = 0;
  const stream = new Inflate((part) => {
    if (part.length > size - filled) throw damaged(`the entry ${name} unpacks to another size`);
    unpacked.set(part, filled);
    filled += part.length;
  });
  try {
    // Piece by piece, so that an entry that unpacks without end is noticed early.
    for (let at = 0; at < content.length; at += PIECE) {
      stream.push(content.subarray(at, at + PIECE), at + PIECE >= content.length);
    }
  } catch (cause) {
    if (cause instanceof WeightFileError) throw cause;
    throw new WeightFileError('damaged', `the entry ${name} cannot be unpacked`, undefined, {
      cause,
    });
  }
  if (filled !== size) throw damaged(`the entry ${name} unpacks to another size`);
  return unpacked;
}
