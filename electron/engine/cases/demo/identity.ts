import type { ClinicalRecord } from '../clinical/clinical-record.ts';
import { patientId } from './patient-facts.ts';

/** Invented particulars of a synthetic patient, there to be taken out on import. */
export interface Identity {
  readonly patientId: string;
  /** DICOM person name. */
  readonly name: string;
  /** DICOM dates, YYYYMMDD. */
  readonly birthDate: string;
  readonly studyDate: string;
  readonly accession: string;
}

const syllables = ['ba', 'do', 'fi', 'ga', 'ke', 'lu', 'mo', 'ne', 'pi', 'ra', 'so', 'tu'] as const;
const DAY_MS = 86_400_000;
const FIRST_STUDY = Date.UTC(2017, 0, 9);

/** Names repeat only after 20736 patients; none is a person's. */
export function identityOf(index: number, clinical: ClinicalRecord): Identity {
  const study = new Date(FIRST_STUDY + ((index * 37) % 2000) * DAY_MS);
  // Half a year after the last birthday, so that the age holds on the day of the scan.
  const birth = new Date(study.getTime() - Math.round((clinical.ageYears + 0.5) * 365.25) * DAY_MS);
  return {
    patientId: patientId(index),
    name: `Synthetic-${word(index)}^${word(index * 7 + 3)}`,
    birthDate: dicomDate(birth),
    studyDate: dicomDate(study),
    accession: `ACC${String(index + 1).padStart(6, '0')}`,
  };
}

function word(n: number): string {
  const base = syllables.length;
  const text = [0, 1, 2, 3]
    .map((place) => syllables[(Math.floor(n / base ** place) + 5 * place) % base])
    .join('');
  return text[0].toUpperCase() + text.slice(1);
}

function dicomDate(date: Date): string {
  return date.toISOString().slice(0, 10).replaceAll('-', '');
}
