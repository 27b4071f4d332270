import type { ClinicalRecord, Outcome } from '../clinical/clinical-record.ts';
import { patientFacts, type PatientFacts, type StudyOptions } from './patient-facts.ts';

/**
 * What of a patient is not as the study asks. But for the thickness of slices, image and lesion
 * stay what they are, and so does the truth behind the outcome.
 */
interface Departure {
  readonly clinical?: Partial<ClinicalRecord>;
  readonly outcome?: Partial<Outcome>;
  /** Nodal pathology does not stand in the table. */
  readonly withoutPN?: true;
  readonly sliceThicknessMm?: number;
}

/** Each rule of a cohort has somebody to exclude in a study of 77 patients or more. */
const departures: readonly Departure[] = [
  { outcome: { histology: 'squamous cell carcinoma' } },
  { clinical: { cN: 'cN1' } },
  { clinical: { ctr: 0.42, density: 'part-solid' } },
  { sliceThicknessMm: 3 },
  { clinical: { lymphNodeAssessment: false }, withoutPN: true },
  // Invasion of the visceral pleura makes a small tumour a T2a.
  { clinical: { cT: 'cT2a' } },
  { clinical: { previousTherapy: true } },
  { outcome: { histology: 'minimally invasive adenocarcinoma' } },
  { clinical: { cM: 'cM1a' } },
  { withoutPN: true },
  { clinical: { cN: 'cN2' } },
];

/**
 * Every seventh patient departs, in turn in each of the ways; counted and not drawn, so that small
 * studies keep enough patients and nothing else of a study depends on it.
 */
const patientsPerDeparture = 7;

function departureOf(index: number): Departure {
  const turn = (index + 1) / patientsPerDeparture - 1;
  return Number.isInteger(turn) ? departures[turn % departures.length] : {};
}

/** The options with which a patient's image is made. */
export function imageOptions(index: number, options: StudyOptions): StudyOptions {
  const { sliceThicknessMm } = departureOf(index);
  return sliceThicknessMm === undefined ? options : { ...options, sliceThicknessMm };
}

/** What the clinical table tells of a patient. */
export interface TableFacts extends Omit<PatientFacts, 'outcome'> {
  readonly outcome: Omit<PatientFacts['outcome'], 'pN'> & { readonly pN: Outcome['pN'] | null };
}

/** The facts of patient `index` with the departure of theirs, if any. */
export function tableFacts(index: number, options: StudyOptions): TableFacts {
  const { clinical, outcome, ...rest } = patientFacts(index, imageOptions(index, options));
  const departure = departureOf(index);
  return {
    ...rest,
    clinical: { ...clinical, ...departure.clinical },
    outcome: { ...outcome, ...departure.outcome, ...(departure.withoutPN && { pN: null }) },
  };
}

/** One patient in so many has a line in the table and no CT. */
const patientsPerAbsent = 16;
/** Their numbers begin where no study of the demo reaches. */
const firstAbsent = 90_000;

/** Numbers of the patients without a CT, in a study of so many with one. */
export function absentPatients(patients: number): number[] {
  return Array.from(
    { length: Math.floor(patients / patientsPerAbsent) },
    (_, n) => firstAbsent + n,
  );
}
