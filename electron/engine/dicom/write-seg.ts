import type { Mask } from '#native/image/volume.ts';
import { packBits } from './pack-bits.ts';
import { datasetFromKeywords, type KeywordDataset, writePart10 } from './part10.ts';
import { lung, morphologicallyAbnormal, primaryNeoplasm } from './seg-codes.ts';
import { dimensions, frameGroups, referencedSeries, sharedGroups } from './seg-frames.ts';
import type { SegDescription, SegSource } from './seg-source.ts';
import { derivedUid } from './uid.ts';

export const segmentationStorage = '1.2.840.10008.5.1.4.1.1.66.4';

/**
 * A DICOM SEG file (BINARY, one segment) with a frame for every slice that the mask touches.
 *
 * @throws RangeError when the mask is empty, or its slices are not those of the series.
 */
export function writeSeg(mask: Mask, source: SegSource, about: SegDescription): Uint8Array {
  const [nx, ny, nz] = mask.geometry.dimensions;
  if (source.sopInstanceUids.length !== nz) {
    throw new RangeError(`series has ${source.sopInstanceUids.length} slices, the mask ${nz}`);
  }
  const slice = (k: number) => mask.data.subarray(k * nx * ny, (k + 1) * nx * ny);
  const touched = Array.from({ length: nz }, (_, k) => k).filter((k) => slice(k).includes(1));
  if (touched.length === 0) throw new RangeError('an empty mask has no segmentation');

  const dataset = datasetFromKeywords({
    ...patientAndStudy(source),
    ...seriesAndImage(about),
    ...pixelFacts(mask, touched.length),
    SegmentSequence: [segment(about)],
    ...dimensions(about.sopInstanceUid),
    SharedFunctionalGroupsSequence: [sharedGroups(mask, source)],
    PerFrameFunctionalGroupsSequence: touched.map((k, n) => frameGroups(mask, source, k, n + 1)),
    ReferencedSeriesSequence: [referencedSeries(source, touched)],
    PixelData: [packBits(touched.map(slice)).buffer],
    _vrMap: { PixelData: 'OB' },
  });
  const { sopInstanceUid } = about;
  return writePart10(dataset, { sopClassUid: segmentationStorage, sopInstanceUid });
}

function patientAndStudy(source: SegSource): KeywordDataset {
  return {
    SpecificCharacterSet: 'ISO_IR 192',
    PatientName: source.pseudonym,
    PatientID: source.pseudonym,
    PatientBirthDate: '',
    PatientSex: source.sex ?? '',
    PatientIdentityRemoved: 'YES',
    DeidentificationMethod: 'Nodewise, PS3.15 Basic Profile: listed facts only',
    StudyInstanceUID: source.studyInstanceUid,
    StudyDate: source.scannedOn?.replaceAll('-', '') ?? '',
    StudyTime: '',
    StudyID: '',
    AccessionNumber: '',
    ReferringPhysicianName: '',
    // Required; images without one still share theirs within the series.
    FrameOfReferenceUID:
      source.frameOfReferenceUid ?? derivedUid('frame of reference', source.seriesInstanceUid),
    PositionReferenceIndicator: '',
  };
}

function seriesAndImage(about: SegDescription): KeywordDataset {
  const stamp = about.writtenAt.toISOString();
  const ContentDate = stamp.slice(0, 10).replaceAll('-', '');
  const ContentTime = stamp.slice(11, 19).replaceAll(':', '');
  return {
    SOPClassUID: segmentationStorage,
    SOPInstanceUID: about.sopInstanceUid,
    Modality: 'SEG',
    SeriesInstanceUID: about.seriesInstanceUid,
    SeriesNumber: 1,
    SeriesDescription: 'Tumour segmentation',
    Manufacturer: 'Nodewise',
    ManufacturerModelName: 'Nodewise (research use only)',
    DeviceSerialNumber: '1',
    SoftwareVersions: about.softwareVersion,
    InstanceNumber: 1,
    ImageType: ['DERIVED', 'PRIMARY'],
    ContentDate,
    ContentTime,
    ContentLabel: 'TUMOUR',
    ContentDescription: '',
    ContentCreatorName: about.creator,
    SegmentationType: 'BINARY',
    LossyImageCompression: '00',
    BurnedInAnnotation: 'NO',
  };
}

function pixelFacts({ geometry }: Mask, frames: number): KeywordDataset {
  return {
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    NumberOfFrames: frames,
    Rows: geometry.dimensions[1],
    Columns: geometry.dimensions[0],
    BitsAllocated: 1,
    BitsStored: 1,
    HighBit: 0,
    PixelRepresentation: 0,
  };
}

function segment(about: SegDescription): KeywordDataset {
  return {
    SegmentNumber: 1,
    SegmentLabel: about.label,
    SegmentAlgorithmType: about.algorithmType,
    SegmentAlgorithmName: about.algorithmName,
    SegmentedPropertyCategoryCodeSequence: [morphologicallyAbnormal],
    SegmentedPropertyTypeCodeSequence: [primaryNeoplasm],
    AnatomicRegionSequence: [lung],
    TrackingID: about.trackingId,
    TrackingUID: about.trackingUid,
  };
}
