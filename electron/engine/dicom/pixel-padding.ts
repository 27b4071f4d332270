import type { DataSet } from 'dicom-parser';
import type { PixelFormat } from './instance.ts';

/** The range of raw values that mean "nothing was measured here" (PS3.3 C.7.5.1.1.2). */
export function readPadding(
  dataSet: DataSet,
  format: PixelFormat,
): readonly [low: number, high: number] | undefined {
  const value = rawValue(dataSet, 'x00280120', format);
  if (value === undefined) return undefined;
  const limit = rawValue(dataSet, 'x00280121', format) ?? value;
  return [Math.min(value, limit), Math.max(value, limit)];
}

/** The element is US or SS as the pixels are; only its 16 bits count, whatever VR was written. */
function rawValue(dataSet: DataSet, tag: string, { signed }: PixelFormat): number | undefined {
  if ((dataSet.elements[tag]?.length ?? 0) < 2) return undefined;
  return signed ? dataSet.int16(tag) : dataSet.uint16(tag);
}
