import type { DataSet } from 'dicom-parser';
import { number, string, uint16 } from './elements.ts';
import type { PixelFormat, PixelSource } from './instance.ts';
import type { Header } from './parse-header.ts';
import { RefusalError } from './refusal.ts';
import { transferSyntaxes } from './transfer-syntax.ts';

const wordBits: readonly number[] = [8, 16, 32];

/**
 * Where and how a file's single-channel pixels are stored.
 *
 * @throws RefusalError when there are none, or none that can be decoded.
 */
export function readPixelSource(header: Header, path: string): PixelSource {
  const { dataSet, pixelData, transferSyntaxUid } = header;
  if (!pixelData) throw new RefusalError('no-pixel-data');
  const format = readPixelFormat(dataSet);
  const known = transferSyntaxes.get(transferSyntaxUid);
  // An encapsulated native syntax would be read as noise.
  if (!known || (known.codec === null) !== (pixelData.length !== null)) {
    throw new RefusalError('unsupported-transfer-syntax', { transferSyntaxUid });
  }
  const frameCount = Math.max(1, Math.trunc(number(dataSet, 'x00280008') ?? 1));
  return { path, transferSyntaxUid, format, frameCount, ...pixelData };
}

function readPixelFormat(dataSet: DataSet): PixelFormat {
  const samples = uint16(dataSet, 'x00280002') ?? 1;
  const photometric = string(dataSet, 'x00280004') ?? 'MONOCHROME2';
  if (samples !== 1 || !photometric.startsWith('MONOCHROME')) {
    throw new RefusalError('colour', { photometric, samples });
  }
  const rows = uint16(dataSet, 'x00280010') ?? 0;
  const columns = uint16(dataSet, 'x00280011') ?? 0;
  const bitsAllocated = uint16(dataSet, 'x00280100') ?? 0;
  const bitsStored = uint16(dataSet, 'x00280101') ?? bitsAllocated;
  const highBit = uint16(dataSet, 'x00280102') ?? bitsStored - 1;
  const sane =
    rows > 0 &&
    columns > 0 &&
    wordBits.includes(bitsAllocated) &&
    bitsStored > 0 &&
    highBit >= bitsStored - 1 &&
    highBit < bitsAllocated;
  if (!sane) {
    throw new RefusalError('unsupported-pixel-format', {
      rows,
      columns,
      bitsAllocated,
      bitsStored,
    });
  }
  const signed = (uint16(dataSet, 'x00280103') ?? 0) === 1;
  return { rows, columns, bitsAllocated, bitsStored, highBit, signed, photometric };
}

/** Bytes of one native frame. */
export function frameBytes({ rows, columns, bitsAllocated }: PixelFormat): number {
  return (rows * columns * bitsAllocated) / 8;
}
