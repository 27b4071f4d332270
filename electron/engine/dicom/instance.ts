import type { Vec3 } from '#native/image/volume.ts';
import type { Identity } from './identity.ts';

/** How one frame's pixels are stored. */
export interface PixelFormat {
  readonly rows: number;
  readonly columns: number;
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly signed: boolean;
  readonly photometric: string;
}

/** Where the pixels of a file's frames lie, as plain data that can be sent to a worker. */
export interface PixelSource {
  readonly path: string;
  readonly transferSyntaxUid: string;
  readonly format: PixelFormat;
  readonly frameCount: number;
  /** Byte offset of the pixel data in the (inflated) file. */
  readonly offset: number;
  /** Bytes of native pixel data; `null` when encapsulated. */
  readonly length: number | null;
}

/** Position, scale and rescaling of one frame. */
export interface FrameFacts {
  /** LPS position in mm of the centre of the first pixel. */
  readonly positionMm: Vec3;
  /** Unit vectors along a row (to growing columns) and along a column (to growing rows), LPS. */
  readonly rowDirection: Vec3;
  readonly columnDirection: Vec3;
  /** Distance in mm between rows and between columns, in DICOM's order. */
  readonly pixelSpacingMm: readonly [betweenRows: number, betweenColumns: number];
  readonly thicknessMm: number | undefined;
  /** HU = stored value × slope + intercept; `undefined` when the file does not say. */
  readonly rescale: { readonly slope: number; readonly intercept: number } | undefined;
}

export interface PatientFacts {
  readonly id: string;
  readonly issuer: string;
  readonly name: string;
  /** DICOM date, YYYYMMDD. */
  readonly birthDate: string | undefined;
  readonly sex: string | undefined;
  /** Age as recorded at acquisition, in years. */
  readonly ageYears: number | undefined;
}

export interface AcquisitionFacts {
  readonly manufacturer: string | undefined;
  readonly model: string | undefined;
  readonly kvp: number | undefined;
  readonly kernel: string | undefined;
  readonly contrast: 'yes' | 'no' | 'unknown';
  readonly contrastAgent: string | undefined;
  readonly lossy: boolean;
  readonly rescaleType: string | undefined;
  /** Tilt the scanner recorded, in degrees. */
  readonly recordedTiltDegrees: number;
}

/** What a CT file says about itself; pixels are not read. */
export interface Instance {
  readonly path: string;
  /** Size of the file. */
  readonly bytes: number;
  readonly identity: Identity;
  readonly frameOfReferenceUid: string | undefined;
  readonly studyDate: string | undefined;
  readonly seriesDescription: string | undefined;
  readonly seriesNumber: number | undefined;
  readonly acquisitionNumber: number | undefined;
  readonly instanceNumber: number | undefined;
  readonly pixels: PixelSource;
  /** Raw values that stand for "nothing was measured here", both ends included. */
  readonly padding: readonly [low: number, high: number] | undefined;
  readonly frames: readonly FrameFacts[];
  readonly patient: PatientFacts;
  readonly acquisition: AcquisitionFacts;
}
