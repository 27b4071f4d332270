import type { ClinicalRecord } from '#contract/procedures/cases.ts';
import type { FactName, FactValue } from '#contract/procedures/cohort.ts';
import type {
  ScreenedPatient,
  ScreenedScan,
} from '#engine/store/repositories/screening-repository.ts';

/** All that rules, matching and tables can be about; null where it is not recorded. */
export type Facts = Readonly<Record<FactName, FactValue>>;

/** A patient with the facts that hold with each CT of theirs. */
export interface Candidate {
  /** Pseudonym. */
  readonly code: string;
  readonly label: 0 | 1 | null;
  readonly synthetic: boolean;
  /** By date; one without a CT where the patient has none. */
  readonly views: readonly View[];
}

/** A patient as one CT shows them. */
export interface View {
  readonly caseId: string | null;
  readonly facts: Facts;
}

/**
 * What is known of a patient.
 *
 * @param demo Whether the library is a demo study, whose patients without a CT are synthetic too.
 */
export function candidateOf(patient: ScreenedPatient, demo: boolean): Candidate {
  const { code, outcome, scans } = patient;
  return {
    code,
    label: outcome?.pN ? (outcome.pN === 'pN+' ? 1 : 0) : null,
    synthetic: scans.length === 0 ? demo : scans.some(isSynthetic),
    views:
      scans.length === 0
        ? [{ caseId: null, facts: factsOf(patient, undefined) }]
        : scans.map((scan) => ({ caseId: scan.caseId, facts: factsOf(patient, scan) })),
  };
}

function factsOf(patient: ScreenedPatient, scan: ScreenedScan | undefined): Facts {
  const { contrast, ...clinical } = { ...noRecord, ...patient.clinical };
  const { pN, histology } = patient.outcome ?? { pN: null, histology: null };
  const facts = { ...clinical, pN, histology };
  if (!scan) {
    const noScan = { sliceThicknessMm: null, imaged: false, masked: false, readable: null };
    return { ...facts, contrast, ...noScan };
  }
  return {
    ...facts,
    // What the scanner recorded counts before what somebody typed.
    contrast: contrastOf(scan) ?? contrast,
    sliceThicknessMm: thicknessOf(scan),
    imaged: true,
    masked: scan.masked,
    readable: isReadable(scan),
  };
}

/** The record of a patient whom no clinical table names. */
const noRecord: ClinicalRecord = {
  ...{ hospital: null, ageYears: null, sex: null, diameterCm: null, density: null, ctr: null },
  ...{ location: null, cT: null, cN: null, cM: null, contrast: null, intervalDays: null },
  ...{ lymphNodeAssessment: null, previousTherapy: null },
};

/**
 * The larger of the distance between slices, as their positions give it, and the thickness of one,
 * as the files tell it: neither thin slices with gaps nor thick ones that overlap show thin detail.
 */
function thicknessOf({ geometry, sliceThicknessMm }: ScreenedScan): number {
  const thickness = Math.max(geometry.spacingMm[2], sliceThicknessMm ?? 0);
  // Positions carry rounding: 2.0000001 mm is 2 mm.
  return Number(thickness.toFixed(3));
}

/** Every fault that spoils geometry or values is marked bad at import; thickness has its own rule. */
function isReadable({ flags }: ScreenedScan): boolean {
  return !flags.some(({ severity, code }) => severity === 'bad' && code !== 'thick-slices');
}

function contrastOf({ acquisition: { contrast } }: ScreenedScan): boolean | undefined {
  return contrast === 'unknown' ? undefined : contrast === 'yes';
}

/** Images of the demo study name an invented scanner. */
function isSynthetic({ acquisition: { manufacturer } }: ScreenedScan): boolean {
  return manufacturer?.startsWith('Synthetic ') ?? false;
}
