import type { DataSet } from 'dicom-parser';
import {
  type Geometry,
  type Mask,
  patientToIndex,
  type Vec3,
  voxelCount,
} from '#native/image/volume.ts';
import { memorySource } from './byte-source.ts';
import { characterSet, items, number, numbers, string, text, uint16 } from './elements.ts';
import { unpackBits } from './pack-bits.ts';
import { parseHeader } from './parse-header.ts';
import { RefusalError } from './refusal.ts';

export interface SegSegment {
  readonly number: number;
  readonly label: string;
  readonly algorithmType: string | undefined;
  readonly trackingUid: string | undefined;
}

export interface SegFrame {
  readonly segment: number;
  readonly positionMm: Vec3;
  /** Image that the frame was drawn on, where the file says. */
  readonly sourceSopInstanceUid: string | undefined;
  /** 0 or 1, row by row. */
  readonly pixels: Uint8Array;
}

/** A DICOM SEG file of type BINARY. */
export interface SegFile {
  readonly seriesInstanceUid: string | undefined;
  readonly frameOfReferenceUid: string | undefined;
  readonly rows: number;
  readonly columns: number;
  readonly pixelSpacingMm: readonly number[];
  /** Direction cosines of rows and columns, six numbers. */
  readonly orientation: readonly number[];
  readonly segments: readonly SegSegment[];
  readonly frames: readonly SegFrame[];
}

/** @throws RefusalError when the file is no binary segmentation in the patient's space. */
export async function readSeg(file: Uint8Array): Promise<SegFile> {
  const source = memorySource(file);
  const { dataSet, pixelData, inflated } = await parseHeader(source);
  if (string(dataSet, 'x00620001') !== 'BINARY' || uint16(dataSet, 'x00280100') !== 1) {
    throw new RefusalError('unsupported-pixel-format');
  }
  if (!pixelData) throw new RefusalError('no-pixel-data');
  if (pixelData.length === null) throw new RefusalError('unsupported-transfer-syntax');
  const { offset, length } = pixelData;
  const rows = uint16(dataSet, 'x00280010') ?? 0;
  const columns = uint16(dataSet, 'x00280011') ?? 0;
  const count = number(dataSet, 'x00280008') ?? 1;
  const packed = (inflated ?? file).subarray(offset, offset + length);
  if (packed.length * 8 < rows * columns * count) throw new RefusalError('truncated');

  const [shared] = items(dataSet, 'x52009229');
  const groups = items(dataSet, 'x52009230');
  const find = (own: DataSet | undefined, macro: string, tag: string) =>
    [own, shared]
      .flatMap((group) => (group ? items(group, macro) : []))
      .map((item) => numbers(item, tag))
      .find((values) => values.length > 0) ?? [];
  const size = rows * columns;
  return {
    seriesInstanceUid: items(dataSet, 'x00081115').map((item) => string(item, 'x0020000e'))[0],
    frameOfReferenceUid: string(dataSet, 'x00200052'),
    rows,
    columns,
    pixelSpacingMm: find(groups[0], 'x00289110', 'x00280030'),
    orientation: find(groups[0], 'x00209116', 'x00200037'),
    segments: readSegments(dataSet),
    frames: Array.from({ length: count }, (_, n) => ({
      segment: segmentNumber(groups[n], shared),
      positionMm: vector(find(groups[n], 'x00209113', 'x00200032')),
      sourceSopInstanceUid: sourceOf(groups[n]),
      pixels: unpackBits(packed, n * size, size),
    })),
  };
}

function readSegments(dataSet: DataSet): readonly SegSegment[] {
  const terms = characterSet(dataSet);
  return items(dataSet, 'x00620002').map((item) => ({
    number: uint16(item, 'x00620004') ?? 0,
    label: text(item, 'x00620005', terms) ?? '',
    algorithmType: string(item, 'x00620008'),
    trackingUid: string(item, 'x00620021'),
  }));
}

function segmentNumber(own: DataSet | undefined, shared: DataSet | undefined): number {
  const places = [own, shared].flatMap((group) => (group ? items(group, 'x0062000a') : []));
  return places.map((item) => uint16(item, 'x0062000b')).find((n) => n !== undefined) ?? 0;
}

function sourceOf(own: DataSet | undefined): string | undefined {
  const derivations = own ? items(own, 'x00089124') : [];
  const sources = derivations.flatMap((item) => items(item, 'x00082112'));
  return sources.map((item) => string(item, 'x00081155'))[0];
}

function vector([x, y, z]: readonly (number | undefined)[]): Vec3 {
  if (x === undefined || y === undefined || z === undefined) throw new RefusalError('no-geometry');
  return [x, y, z];
}

/** Grids this far apart, in voxels, are not the same. */
const samePlace = 0.05;

/**
 * One segment on the grid of the images it was drawn on.
 *
 * @throws RangeError when the frames do not lie on the slices of that grid: a mask moved or
 *   resampled without a word would be worse than none.
 */
export function maskOfSegment(seg: SegFile, segment: number, geometry: Geometry): Mask {
  const [nx, ny] = geometry.dimensions;
  const spacing = [geometry.spacingMm[1], geometry.spacingMm[0]];
  const sameGrid =
    seg.columns === nx &&
    seg.rows === ny &&
    close(seg.orientation, geometry.direction.slice(0, 6)) &&
    close(seg.pixelSpacingMm, spacing);
  if (!sameGrid) throw new RangeError('the segmentation lies on another grid than the images');
  const data = new Uint8Array(voxelCount(geometry));
  for (const frame of seg.frames) {
    if (frame.segment !== segment) continue;
    const { slice, off } = frameOffset(frame.positionMm, geometry);
    if (off > samePlace) {
      throw new RangeError(`a frame lies ${off.toFixed(2)} voxels from slice ${slice + 1}`);
    }
    // Several frames may share a slice where files were merged; their union is meant.
    frame.pixels.forEach((pixel, n) => {
      if (pixel === 1) data[slice * nx * ny + n] = 1;
    });
  }
  return { geometry, data };
}

/** Whether the first pixel of a frame lies on the first voxel of a slice of the grid. */
export function onSlice(positionMm: Vec3, geometry: Geometry): boolean {
  return frameOffset(positionMm, geometry).off <= samePlace;
}

/** The slice nearest to a frame, and how far from its corner the frame's corner lies, in voxels. */
function frameOffset(positionMm: Vec3, geometry: Geometry) {
  const [i, j, k] = patientToIndex(geometry, positionMm);
  const slice = Math.min(Math.max(Math.round(k), 0), geometry.dimensions[2] - 1);
  return { slice, off: Math.max(Math.abs(i), Math.abs(j), Math.abs(k - slice)) };
}

function close(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, n) => Math.abs(value - b[n]) < 1e-3);
}
