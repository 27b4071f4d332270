import { inflateRawSync } from 'node:zlib';
import dicomParser, { type DataSet } from 'dicom-parser';
import type { ByteSource } from './byte-source.ts';
import { RefusalError } from './refusal.ts';
import { TransferSyntax } from './transfer-syntax.ts';

/** A CT header with its private elements rarely exceeds this. */
const prefixBytes = 64 * 1024;
/** Headers of many frames are longer; each further look reads this many times more. */
const prefixGrowth = 16;
const preambleBytes = 132;
const pixelDataTag = 'x7fe00010';

/** Where pixel data begin, counted in the (inflated, if it was deflated) file. */
export interface PixelDataPlace {
  readonly offset: number;
  /** Bytes of native pixel data; `null` when they are cut into encapsulated fragments. */
  readonly length: number | null;
}

export interface Header {
  readonly dataSet: DataSet;
  readonly transferSyntaxUid: string;
  readonly pixelData: PixelDataPlace | null;
  /** The whole inflated file where the transfer syntax is deflated. */
  readonly inflated: Uint8Array | null;
}

/** Reads a file up to its pixel data. @throws RefusalError when it is not (readable) DICOM. */
export async function parseHeader(source: ByteSource): Promise<Header> {
  const syntax = sniffSyntax(await source.read(0, preambleBytes));
  for (let length = prefixBytes; length < source.size; length *= prefixGrowth) {
    const header = tryParse(await source.read(0, length), syntax);
    // Without pixel data among these bytes the header may go on behind them.
    if (header?.pixelData) return header;
  }
  return parse(await source.read(0, source.size), syntax);
}

function tryParse(bytes: Uint8Array, syntax: string | null): Header | null {
  try {
    return parse(bytes, syntax);
  } catch {
    return null;
  }
}

function parse(bytes: Uint8Array, syntax: string | null): Header {
  const dataSet = parseElements(bytes, syntax);
  const transferSyntaxUid = syntax ?? dataSet.string('x00020010') ?? '';
  const pixels = dataSet.elements[pixelDataTag];
  return {
    dataSet,
    transferSyntaxUid,
    pixelData: pixels
      ? {
          offset: pixels.dataOffset,
          length: pixels.hadUndefinedLength === true ? null : pixels.length,
        }
      : null,
    inflated:
      transferSyntaxUid === TransferSyntax.deflated ? new Uint8Array(dataSet.byteArray) : null,
  };
}

function parseElements(bytes: Uint8Array, syntax: string | null): DataSet {
  try {
    return dicomParser.parseDicom(bytes, {
      untilTag: pixelDataTag,
      inflater: inflateFrom,
      ...(syntax !== null && { TransferSyntaxUID: syntax }),
    });
  } catch (error) {
    // The parser throws strings, Errors and objects holding one; its words name no patient, but
    // they help nobody either, so they stay behind as the cause.
    throw new RefusalError('damaged', {}, { cause: error });
  }
}

/** The file as if its data set, which begins at `start`, had never been deflated (PS3.5 A.5). */
function inflateFrom(file: Uint8Array, start: number): Uint8Array {
  const dataSet = inflateRawSync(file.subarray(start));
  const whole = new Uint8Array(start + dataSet.length);
  whole.set(file.subarray(0, start));
  whole.set(dataSet, start);
  return whole;
}

/**
 * The encoding of a bare data set without preamble, as old archives hold them; `null` for a proper
 * file. @throws RefusalError 'not-dicom' when the first element is none a data set begins with.
 */
function sniffSyntax(bytes: Uint8Array): string | null {
  const at = (offset: number) => bytes[offset] ?? 0;
  if (
    bytes.length === preambleBytes &&
    String.fromCharCode(...bytes.subarray(128, 132)) === 'DICM'
  ) {
    return null;
  }
  const explicit = isVr(at(4)) && isVr(at(5));
  // A data set without meta header starts with a small element of group 0008.
  if (at(0) === 8 && at(1) === 0 && at(3) === 0) {
    return explicit ? TransferSyntax.explicitLittle : TransferSyntax.implicitLittle;
  }
  if (at(0) === 0 && at(1) === 8 && at(2) === 0 && explicit) return TransferSyntax.explicitBig;
  throw new RefusalError('not-dicom');
}

function isVr(letter: number): boolean {
  return letter >= 65 && letter <= 90;
}
