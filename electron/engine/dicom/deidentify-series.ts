import type { Geometry } from '#native/image/volume.ts';
import { type Deidentifier, patientKeyOf } from './deidentifier.ts';
import type { AcquisitionFacts } from './instance.ts';
import type { Flag, SeriesDraft } from './series.ts';

/** All that a library keeps of a series beside its voxels. Nothing else of the files is stored. */
export interface SeriesFacts {
  readonly pseudonym: string;
  readonly sex: 'F' | 'M' | 'O' | undefined;
  /** Whole years at the scan; 90 stands for everything above 89. */
  readonly ageYears: number | undefined;
  /** ISO date, moved by the patient's offset. */
  readonly scannedOn: string | undefined;
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly frameOfReferenceUid: string | undefined;
  readonly sopClassUid: string;
  /** One per slice, in the order of k. */
  readonly sopInstanceUids: readonly string[];
  /** 1-based frame in its instance, one per slice, in the order of k. */
  readonly frameNumbers: readonly number[];
  readonly seriesNumber: number | undefined;
  readonly acquisition: Omit<AcquisitionFacts, 'contrastAgent'>;
  readonly thicknessMm: number | undefined;
  readonly geometry: Geometry;
  readonly flags: readonly Flag[];
}

/** One line of the key file, which leads back to the patient and is kept apart from the library. */
export interface KeyRow {
  readonly pseudonym: string;
  readonly patientId: string;
  readonly issuer: string;
  readonly name: string;
  readonly dateOffsetDays: number;
}

/** Ages above this make people in a small region recognisable, and are counted as one more. */
const oldestTold = 89;

/**
 * De-identifies a series by keeping only what is listed in `SeriesFacts`: the Basic Application
 * Level Confidentiality Profile of PS3.15 annex E with the options Retain Longitudinal Temporal
 * Information with Modified Dates and Retain Patient Characteristics.
 */
export function deidentifySeries(
  draft: SeriesDraft,
  by: Deidentifier,
): { readonly facts: SeriesFacts; readonly key: KeyRow } {
  const { patient, slices, acquisition } = draft;
  const patientKey = patientKeyOf(patient, draft.studyInstanceUid);
  const pseudonym = by.pseudonymFor(patientKey);
  const scanned = by.shiftDate(patientKey, draft.studyDate ?? '');
  // An agent's name is free text, in which sites write anything.
  const { contrastAgent: _, ...told } = acquisition;
  return {
    facts: {
      pseudonym,
      sex: sexOf(patient.sex),
      ageYears: ageOf(draft),
      scannedOn: scanned?.replace(/^(....)(..)(..)$/, '$1-$2-$3'),
      studyInstanceUid: by.mapUid(draft.studyInstanceUid),
      seriesInstanceUid: by.mapUid(draft.seriesInstanceUid),
      frameOfReferenceUid: draft.frameOfReferenceUid && by.mapUid(draft.frameOfReferenceUid),
      sopClassUid: draft.sopClassUid,
      sopInstanceUids: slices.map(({ sopInstanceUid }) => by.mapUid(sopInstanceUid)),
      frameNumbers: slices.map(({ frame }) => frame + 1),
      seriesNumber: draft.seriesNumber,
      acquisition: told,
      thicknessMm: draft.thicknessMm,
      geometry: draft.geometry,
      flags: draft.flags,
    },
    key: {
      pseudonym,
      patientId: patient.id,
      issuer: patient.issuer,
      name: patient.name,
      dateOffsetDays: by.dateOffsetDays(patientKey),
    },
  };
}

function sexOf(sex: string | undefined): SeriesFacts['sex'] {
  return sex === 'F' || sex === 'M' || sex === 'O' ? sex : undefined;
}

/** The recorded age, else from birth and study date. */
function ageOf({ patient, studyDate }: SeriesDraft): number | undefined {
  const age = patient.ageYears ?? yearsBetween(patient.birthDate, studyDate);
  return age === undefined ? undefined : Math.min(age, oldestTold + 1);
}

/** Whole years between two DICOM dates: YYYYMMDD, whose difference counts years in its thousands. */
function yearsBetween(from: string | undefined, to: string | undefined): number | undefined {
  const isDate = /^\d{8}$/;
  if (!isDate.test(from ?? '') || !isDate.test(to ?? '')) return undefined;
  const years = Math.floor((Number(to) - Number(from)) / 10_000);
  return years >= 0 ? years : undefined;
}
