import type { ClinicalRecord, Outcome } from '../clinical/clinical-record.ts';
import { drawOutcome } from './outcome.ts';
import { streamFor } from './random-stream.ts';
import { drawTraits, type PatientTraits } from './traits.ts';

/** Which study a patient belongs to. */
export interface StudyOptions {
  /** An integer in [0, 2^32). */
  readonly seed: number;
  /** Strength of the link from lesion to outcome; 1 as stated in the risk formula, 0 none. */
  readonly signal?: number;
  /** Scans with slices of another thickness than the scanner's own. */
  readonly sliceThicknessMm?: number;
}

/** All that is known of a patient without making the image; instant. */
export interface PatientFacts {
  readonly patientId: string;
  readonly traits: PatientTraits;
  readonly clinical: ClinicalRecord;
  readonly outcome: Required<Outcome>;
}

/** The facts of patient `index` (from 0), the same that {@link synthesisePatient} reports. */
export function patientFacts(
  index: number,
  { seed, signal = 1, sliceThicknessMm }: StudyOptions,
): PatientFacts {
  const traits = withThickness(drawTraits({ seed, index }), sliceThicknessMm);
  return {
    patientId: patientId(index),
    traits,
    clinical: traits.clinical,
    outcome: drawOutcome(traits, signal, streamFor({ seed, index }, 'outcome')),
  };
}

function withThickness(traits: PatientTraits, sliceThicknessMm: number | undefined): PatientTraits {
  if (sliceThicknessMm === undefined) return traits;
  const { clinical, acquisition } = traits;
  return {
    ...traits,
    clinical: { ...clinical, sliceThicknessMm },
    acquisition: { ...acquisition, sliceThicknessMm },
  };
}

/** The hospital number of a synthetic patient, as in the DICOM header and the clinical table. */
export function patientId(index: number): string {
  return `SYN-${String(index + 1).padStart(5, '0')}`;
}
