import { createHmac } from 'node:crypto';
import type { PatientFacts } from './instance.ts';
import { uidFromDigest } from './uid.ts';

/**
 * Replaces what identifies a patient, always by the same: the library's secret decides, so that a
 * patient imported twice keeps pseudonym, intervals and references, and nobody without the secret
 * can go back or even confirm a guess.
 */
export interface Deidentifier {
  /** A short code that can be read out and typed. */
  pseudonymFor(patientKey: string): string;
  /** Whole days, 1 to 10 years into the past, the same for all dates of a patient. */
  dateOffsetDays(patientKey: string): number;
  /** A DICOM date (YYYYMMDD) moved by the patient's offset; `undefined` for what is no date. */
  shiftDate(patientKey: string, date: string): string | undefined;
  mapUid(uid: string): string;
}

const shortestShiftDays = 366;
const longestShiftDays = 3652;
/** 0-9 and letters without I, L, O and U, which look like others (Crockford's base 32). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 50 bits: among 100 000 patients two share a pseudonym with a chance of 1 in 200 000. */
const pseudonymLetters = 10;
const dayMs = 86_400_000;

/** @param secret At least 16 random bytes that belong to one library. */
export function deidentifier(secret: Uint8Array): Deidentifier {
  if (secret.length < 16)
    throw new RangeError(`secret must have >= 16 bytes, got ${secret.length}`);
  const digest = (purpose: string, value: string) =>
    createHmac('sha256', secret).update(`${purpose}\0${value}`).digest();

  const dateOffsetDays = (patientKey: string) => {
    const range = longestShiftDays - shortestShiftDays + 1;
    return -(shortestShiftDays + (digest('date', patientKey).readUInt32BE(0) % range));
  };
  return {
    pseudonymFor: (patientKey) => `NW-${letters(digest('patient', patientKey))}`,
    dateOffsetDays,
    shiftDate: (patientKey, date) => shifted(date, dateOffsetDays(patientKey)),
    mapUid: (uid) => uidFromDigest(digest('uid', uid)),
  };
}

function letters(digest: Uint8Array): string {
  const picked = digest.subarray(0, pseudonymLetters);
  return Array.from(picked, (byte) => alphabet[byte % alphabet.length]).join('');
}

function shifted(date: string, days: number): string | undefined {
  // Before version 3.0 dates were written with dots.
  const [, year, month, day] = /^(\d{4})\.?(\d{2})\.?(\d{2})$/.exec(date.trim()) ?? [];
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (!Number.isFinite(time)) return undefined;
  return new Date(time + days * dayMs).toISOString().slice(0, 10).replaceAll('-', '');
}

/**
 * What tells patients apart: the ID within its issuer, else name and birth date, else the study,
 * so that files without either do not all become one patient.
 */
export function patientKeyOf(patient: PatientFacts, studyInstanceUid: string): string {
  const { id, issuer, name, birthDate } = patient;
  if (id !== '') return JSON.stringify(['id', issuer, id]);
  if (name !== '') return JSON.stringify(['name', name, birthDate ?? '']);
  return JSON.stringify(['study', studyInstanceUid]);
}
