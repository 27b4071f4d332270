import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { datasetFromKeywords, type KeywordDataset, writePart10 } from '#engine/dicom/part10.ts';

export const ctImageStorage = '1.2.840.10008.5.1.4.1.1.2';

/** What a test says about one slice; the rest is an unremarkable chest CT. */
export interface SliceOptions {
  readonly z: number;
  /** LPS position of the first pixel in mm; by default [0, 0, z]. */
  readonly position?: readonly [number, number, number];
  /** Stored value of every pixel; by default the slice's z, so that slices can be told apart. */
  readonly stored?: number;
  readonly rows?: number;
  readonly columns?: number;
  /** Elements to replace or add, by keyword; `undefined` takes one out. */
  readonly elements?: KeywordDataset;
}

/** One slice of a synthetic CT as a DICOM file: signed 16 bits, slope 1, intercept 0. */
export function ctSlice(options: SliceOptions): Uint8Array {
  const { z, position = [0, 0, z], stored = z, rows = 4, columns = 6 } = options;
  const sopInstanceUid = `1.2.3.4.${Math.round((z + 1000) * 1000)}`;
  const keywords: KeywordDataset = {
    SpecificCharacterSet: 'ISO_IR 192',
    ImageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'],
    SOPClassUID: ctImageStorage,
    SOPInstanceUID: sopInstanceUid,
    StudyDate: '20240109',
    Modality: 'CT',
    Manufacturer: 'Synthetic',
    PatientName: 'Muster^Erika',
    PatientID: 'P-17',
    PatientBirthDate: '19600229',
    PatientSex: 'F',
    PatientAge: '063Y',
    SliceThickness: 1,
    KVP: 120,
    ConvolutionKernel: 'B30f',
    ContrastBolusAgent: 'NONE',
    StudyInstanceUID: '1.2.3.1',
    SeriesInstanceUID: '1.2.3.2',
    FrameOfReferenceUID: '1.2.3.3',
    SeriesNumber: 2,
    ImagePositionPatient: position,
    ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: rows,
    Columns: columns,
    PixelSpacing: [0.7, 0.7],
    BitsAllocated: 16,
    BitsStored: 16,
    HighBit: 15,
    PixelRepresentation: 1,
    RescaleIntercept: 0,
    RescaleSlope: 1,
    PixelData: [new Int16Array(rows * columns).fill(stored).buffer],
    _vrMap: { PixelData: 'OW' },
    ...options.elements,
  };
  const present = Object.entries(keywords).filter(([, value]) => value !== undefined);
  const { SOPClassUID, SOPInstanceUID } = keywords;
  return writePart10(datasetFromKeywords(Object.fromEntries(present)), {
    sopClassUid: String(SOPClassUID),
    sopInstanceUid: String(SOPInstanceUID),
  });
}

/** Slices 1 mm apart, `count` of them, from z = 0 upwards. */
export function stackOf(count: number): readonly SliceOptions[] {
  return Array.from({ length: count }, (_, z) => ({ z }));
}

/** A fresh folder with these files; names run against the order given. */
export function folderOf(files: readonly Uint8Array[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'nodewise-dicom-'));
  for (const [n, file] of files.entries()) {
    writeFileSync(join(folder, `${String(files.length - n).padStart(4, '0')}.dcm`), file);
  }
  return folder;
}
