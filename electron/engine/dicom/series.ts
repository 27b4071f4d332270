import type { Geometry, Vec3 } from '#native/image/volume.ts';
import type { AcquisitionFacts, PatientFacts, PixelSource } from './instance.ts';
import type { Facts } from './refusal.ts';

/** Everything odd that assembling a series can find. */
export type FlagCode =
  | 'duplicate-instance'
  | 'conflicting-instance'
  | 'duplicate-position'
  | 'missing-slices'
  | 'unequal-spacing'
  | 'gantry-tilt'
  | 'mixed-sizes'
  | 'mixed-orientations'
  | 'not-axial'
  | 'oblique'
  | 'thick-slices'
  | 'overlapping-slices'
  | 'gaps-between-slices'
  | 'unknown-thickness'
  | 'contrast-given'
  | 'contrast-unknown'
  | 'lossy-compression'
  | 'no-rescale'
  | 'varying-rescale'
  | 'not-hounsfield'
  | 'few-slices'
  | 'missing-identifiers';

/** One finding. Slice numbers are 1-based in the assembled order. */
export interface Flag {
  readonly code: FlagCode;
  /** `bad`: numbers taken from the volume would be wrong; `warn`: outside the study protocol. */
  readonly severity: 'info' | 'warn' | 'bad';
  readonly slices?: readonly number[];
  readonly facts: Facts;
}

/** One slice of an assembled series: which frame of which file, and how to turn it into HU. */
export interface SliceSource {
  readonly sopInstanceUid: string;
  readonly pixels: PixelSource;
  /** 0-based frame in the file. */
  readonly frame: number;
  readonly positionMm: Vec3;
  readonly slope: number;
  readonly intercept: number;
  readonly padding: readonly [low: number, high: number] | undefined;
}

/** A stack of slices that can be loaded as one volume. Plain data; still with the patient's name. */
export interface SeriesDraft {
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly sopClassUid: string;
  readonly frameOfReferenceUid: string | undefined;
  readonly studyDate: string | undefined;
  readonly seriesDescription: string | undefined;
  readonly seriesNumber: number | undefined;
  readonly patient: PatientFacts;
  readonly acquisition: AcquisitionFacts;
  readonly thicknessMm: number | undefined;
  readonly geometry: Geometry;
  readonly slices: readonly SliceSource[];
  readonly flags: readonly Flag[];
  /** Size of the files that hold the slices. */
  readonly bytes: number;
}
