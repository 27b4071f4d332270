import { damaged } from './weight-file-error.ts';

/** Reads little-endian numbers one after the other; every reading is checked against the end. */
export interface ByteReader {
  /** Bytes from the start of the buffer to the next unread one. */
  readonly position: () => number;
  readonly u8: () => number;
  readonly u16: () => number;
  readonly u32: () => number;
  readonly i32: () => number;
  /** @throws WeightFileError beyond 2^53, which no length or position in a file can be. */
  readonly u64: () => number;
  /** Big-endian, as pickles write it. */
  readonly f64: () => number;
  /** A view of the next `count` bytes. */
  readonly bytes: (count: number) => Uint8Array;
  /** A view of what is left of the line, without its end. */
  readonly line: () => Uint8Array;
}

/** @throws WeightFileError from each reading that would pass the end. */
export function byteReader(source: Uint8Array, from = 0): ByteReader {
  const view = new DataView(source.buffer, source.byteOffset, source.byteLength);
  let position = from;

  /** Moves past `count` bytes and returns where they begin. */
  const take = (count: number): number => {
    if (!(position >= 0 && count <= source.length - position)) {
      throw damaged(`the file is cut off: ${count} more bytes are needed`, position);
    }
    const start = position;
    position += count;
    return start;
  };
  return {
    position: () => position,
    u8: () => view.getUint8(take(1)),
    u16: () => view.getUint16(take(2), true),
    u32: () => view.getUint32(take(4), true),
    i32: () => view.getInt32(take(4), true),
    u64: () => {
      const at = take(8);
      const value = Number(view.getBigUint64(at, true));
      if (!Number.isSafeInteger(value)) throw damaged('a length is beyond any file', at);
      return value;
    },
    f64: () => view.getFloat64(take(8), false),
    bytes: (count) => {
      const start = take(count);
      return source.subarray(start, start + count);
    },
    line: () => {
      const end = source.indexOf(NEWLINE, position);
      if (end < 0) throw damaged('the file is cut off within a line', position);
      const start = take(end - position + 1);
      return source.subarray(start, end);
    },
  };
}

const NEWLINE = 0x0a;
