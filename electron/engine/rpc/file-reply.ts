import type { BulkReply } from './bulk.ts';

/** A stored file of known size, as the host will stream it. */
export interface StoredFile {
  readonly path: string;
  readonly bytes: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers a file or the part of it that a `Range: bytes=…` header asks for (RFC 9110, 14.2). */
export function fileReply(file: StoredFile, range: string | undefined): BulkReply {
  const headers = {
    'content-type': 'application/octet-stream',
    'accept-ranges': 'bytes',
    ...file.headers,
  };
  const part = range === undefined ? undefined : parseRange(range, file.bytes);
  if (part === 'unsatisfiable') {
    return {
      status: 416,
      headers: { 'content-range': `bytes */${file.bytes}`, 'content-length': '0' },
      body: { kind: 'bytes', bytes: new Uint8Array() },
    };
  }
  const { offset, length } = part ?? { offset: 0, length: file.bytes };
  return {
    status: part ? 206 : 200,
    headers: {
      ...headers,
      'content-length': String(length),
      ...(part && { 'content-range': `bytes ${offset}-${offset + length - 1}/${file.bytes}` }),
    },
    body: { kind: 'file', path: file.path, offset, length },
  };
}

/**
 * The single byte range a header names, or `undefined` for a header to be ignored (another unit,
 * several ranges), which the RFC allows to be answered with the whole file.
 */
function parseRange(
  header: string,
  size: number,
): { offset: number; length: number } | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header.trim());
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  if (match[1] === '') {
    const length = Math.min(Number(match[2]), size);
    return length === 0 ? 'unsatisfiable' : { offset: size - length, length };
  }
  const offset = Number(match[1]);
  const last = match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  if (offset >= size) return 'unsatisfiable';
  return last < offset ? undefined : { offset, length: last - offset + 1 };
}
