import { indexToPatient, type Mask } from '#native/image/volume.ts';
import { decimalString, type KeywordDataset } from './part10.ts';
import { segmentation, sourceImage } from './seg-codes.ts';
import type { SegSource } from './seg-source.ts';
import { derivedUid } from './uid.ts';

/** How the frames of a segmentation are told apart and tied to the images they were drawn on. */

/** Frames are indexed by segment, then by position. */
export function dimensions(sopInstanceUid: string): KeywordDataset {
  const DimensionOrganizationUID = derivedUid('dimension organization', sopInstanceUid);
  return {
    DimensionOrganizationSequence: [{ DimensionOrganizationUID }],
    DimensionIndexSequence: [
      {
        DimensionOrganizationUID,
        DimensionIndexPointer: 0x0062000b,
        FunctionalGroupPointer: 0x0062000a,
        DimensionDescriptionLabel: 'Segment Number',
      },
      {
        DimensionOrganizationUID,
        DimensionIndexPointer: 0x00200032,
        FunctionalGroupPointer: 0x00209113,
        DimensionDescriptionLabel: 'Image Position Patient',
      },
    ],
  };
}

/** What holds for every frame. */
export function sharedGroups({ geometry }: Mask, { thicknessMm }: SegSource): KeywordDataset {
  const [x, y, z] = geometry.spacingMm;
  return {
    PixelMeasuresSequence: [
      {
        SliceThickness: decimalString(thicknessMm ?? z),
        SpacingBetweenSlices: decimalString(z),
        PixelSpacing: [decimalString(y), decimalString(x)],
      },
    ],
    PlaneOrientationSequence: [
      { ImageOrientationPatient: geometry.direction.slice(0, 6).map(decimalString) },
    ],
    SegmentIdentificationSequence: [{ ReferencedSegmentNumber: 1 }],
  };
}

/** What holds for the frame of slice `k`, number `index` (1-based) in the file. */
export function frameGroups(
  mask: Mask,
  source: SegSource,
  k: number,
  index: number,
): KeywordDataset {
  const position = indexToPatient(mask.geometry, [0, 0, k]).map(decimalString);
  return {
    FrameContentSequence: [{ DimensionIndexValues: [1, index] }],
    PlanePositionSequence: [{ ImagePositionPatient: position }],
    DerivationImageSequence: [
      {
        DerivationCodeSequence: [segmentation],
        SourceImageSequence: [
          { ...reference(source, k), PurposeOfReferenceCodeSequence: [sourceImage] },
        ],
      },
    ],
  };
}

function reference(source: SegSource, k: number): KeywordDataset {
  const multiFrame = new Set(source.sopInstanceUids).size < source.sopInstanceUids.length;
  return {
    ReferencedSOPClassUID: source.sopClassUid,
    ReferencedSOPInstanceUID: source.sopInstanceUids[k],
    ...(multiFrame && { ReferencedFrameNumber: source.frameNumbers[k] }),
  };
}

/** The images that the touched slices came from. */
export function referencedSeries(source: SegSource, touched: readonly number[]): KeywordDataset {
  const uids = new Set(touched.map((k) => source.sopInstanceUids[k]));
  return {
    SeriesInstanceUID: source.seriesInstanceUid,
    ReferencedInstanceSequence: [...uids].map((ReferencedSOPInstanceUID) => ({
      ReferencedSOPClassUID: source.sopClassUid,
      ReferencedSOPInstanceUID,
    })),
  };
}
