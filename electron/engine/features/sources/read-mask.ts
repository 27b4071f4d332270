import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { AppError } from '#contract/errors.ts';
import { contoursToMask } from '#engine/dicom/contours-to-mask.ts';
import { readRtStruct, type RtStruct } from '#engine/dicom/read-rtstruct.ts';
import { maskOfSegment, onSlice, readSeg, type SegFile } from '#engine/dicom/read-seg.ts';
import type { Geometry, Mask, Volume } from '#native/image/volume.ts';
import { chooseRegion, regionName, type NamedRegion, type RegionChoice } from './choose-region.ts';
import { dicomMaskFile } from './dicom-mask-file.ts';
import { reading, readLabelFile, sourceKind } from './image-file.ts';
import { labelMask } from './label-mask.ts';
import type { SourceImage } from './read-image.ts';
import { requireSameGeometry } from './same-geometry.ts';

export interface MaskOptions extends RegionChoice {
  /** The image that the mask belongs to. */
  readonly image: Pick<Volume, 'geometry'> & Partial<Pick<SourceImage, 'frameOfReferenceUid'>>;
}

/**
 * One region of a NIfTI or NRRD label file, a DICOM SEG or an RT structure set, on the grid of its
 * image. Labels are whole numbers but 0. A region of one voxel is allowed.
 *
 * @param path A file, or a folder with one SEG or RTSTRUCT in it.
 * @throws AppError for a region that is missing, empty, ambiguous or outside the image, for another
 *   grid than the image's, and for a file that cannot be read.
 */
export async function readMask(path: string, options: MaskOptions): Promise<Mask> {
  const { geometry } = options.image;
  return reading(path, async () => {
    const kind = sourceKind(path);
    if (kind !== 'dicom') return labelMask(path, readLabelFile(path, kind), geometry, options);
    const { file, modality } = await dicomMaskFile(path);
    const bytes = readFileSync(file);
    if (modality === 'SEG') {
      const seg = await readSeg(bytes);
      requireSameFrame(file, seg, options);
      return maskOfSeg(seg, geometry, options);
    }
    const structures = await readRtStruct(bytes);
    requireSameFrame(file, structures, options);
    return maskOfStructure(structures, geometry, options);
  });
}

/**
 * The same coordinates mean the same place only within one frame of reference (DICOM PS3.3,
 * C.7.4.1). Files that name none cannot be told apart.
 */
function requireSameFrame(
  file: string,
  drawn: Pick<SegFile, 'frameOfReferenceUid'>,
  { image }: MaskOptions,
): void {
  const [ours, theirs] = [image.frameOfReferenceUid, drawn.frameOfReferenceUid];
  if (ours !== undefined && theirs !== undefined && ours !== theirs) {
    throw new AppError('frame-of-reference-differs', { mask: basename(file) });
  }
}

function maskOfSeg(seg: SegFile, geometry: Geometry, choice: RegionChoice): Mask {
  const region = chooseRegion(
    seg.segments.map(({ number, label }) => ({ number, name: label })),
    choice,
  );
  requireSegGrid(seg, geometry);
  const frames = seg.frames.filter(({ segment }) => segment === region.number);
  const outside = frames.filter(({ positionMm }) => !onSlice(positionMm, geometry)).length;
  requireInside(region, outside, frames.length);
  return filled(maskOfSegment(seg, region.number, geometry), region);
}

function maskOfStructure({ rois }: RtStruct, geometry: Geometry, choice: RegionChoice): Mask {
  const roi = chooseRegion(rois, choice);
  const { mask, outside } = contoursToMask(roi.contours, geometry);
  requireInside(roi, outside, roi.contours.length);
  return filled(mask, roi);
}

/** A SEG tells the grid of its slices; their places are told frame by frame. */
function requireSegGrid(seg: SegFile, { dimensions, spacingMm, direction }: Geometry): void {
  const [betweenRows, betweenColumns] = seg.pixelSpacingMm;
  requireSameGeometry(
    {
      dimensions: dimensions.slice(0, 2),
      spacingMm: spacingMm.slice(0, 2),
      originMm: [],
      direction: direction.slice(0, 6),
    },
    {
      dimensions: [seg.columns, seg.rows],
      spacingMm: [betweenColumns, betweenRows],
      originMm: [],
      direction: seg.orientation,
    },
  );
}

/** Part of an outline or frame left out silently would be another tumour. */
function requireInside(region: NamedRegion, outside: number, of: number): void {
  if (outside > 0) {
    throw new AppError('region-outside', { region: regionName(region), outside, of });
  }
}

function filled(mask: Mask, region: NamedRegion): Mask {
  if (!mask.data.includes(1)) throw new AppError('region-empty', { region: regionName(region) });
  return mask;
}
