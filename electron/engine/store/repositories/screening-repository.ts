import type { Flag } from '#contract/flags.ts';
import type { Geometry } from '#contract/geometry.ts';
import type { CaseDetail, ClinicalRecord, Outcome } from '#contract/procedures/cases.ts';
import type { Db } from '../database.ts';

/** A patient as screening sees one; scans by date, undated ones last. */
export interface ScreenedPatient {
  readonly id: number;
  readonly code: string;
  readonly clinical: ClinicalRecord | null;
  readonly outcome: Outcome | null;
  readonly scans: readonly ScreenedScan[];
}

/** What of a CT can decide about its patient. */
export interface ScreenedScan {
  readonly caseId: string;
  readonly geometry: Geometry;
  /** As the files tell it. */
  readonly sliceThicknessMm: number | null;
  readonly acquisition: CaseDetail['acquisition'];
  readonly flags: readonly Flag[];
  readonly masked: boolean;
}

export interface ScreeningRepository {
  /**
   * Patients of whom the library has a CT or, without ever having had one, a clinical record; by
   * code. Those whose every CT was removed from the library went with them.
   */
  patients(): ScreenedPatient[];
}

interface PatientRow {
  readonly id: number;
  readonly code: string;
  readonly clinical: string | null;
  readonly outcome: string | null;
}

interface ScanRow {
  readonly id: string;
  readonly patient_id: number;
  readonly geometry: string;
  readonly slice_thickness_mm: number | null;
  readonly acquisition: string;
  readonly flags: string;
  readonly masked: 0 | 1;
}

/** Reads what eligibility is about, all patients in two queries. */
export function screeningRepository(db: Db): ScreeningRepository {
  const patients = db.prepare<[], PatientRow>(`
    select p.id, p.code, cl.record as clinical, o.record as outcome
    from patients p
    left join clinical cl on cl.patient_id = p.id
    left join outcomes o on o.patient_id = p.id
    where exists (select 1 from cases c where c.patient_id = p.id and c.removed_at is null)
      or (cl.record is not null
        and not exists (select 1 from cases c where c.patient_id = p.id))
    order by p.code
  `);
  const scans = db.prepare<[], ScanRow>(`
    select c.id, c.patient_id, c.geometry, c.slice_thickness_mm, c.acquisition, c.flags,
      exists (select 1 from masks m where m.case_id = c.id) as masked
    from cases c where c.removed_at is null
    order by c.scanned_on is null, c.scanned_on, c.id
  `);
  return {
    patients: () => {
      const scansOf = Map.groupBy(scans.all(), ({ patient_id: id }) => id);
      return patients.all().map(({ id, code, clinical, outcome }) => ({
        ...{ id, code },
        clinical: clinical === null ? null : (JSON.parse(clinical) as ClinicalRecord),
        outcome: outcome === null ? null : (JSON.parse(outcome) as Outcome),
        scans: (scansOf.get(id) ?? []).map(toScan),
      }));
    },
  };
}

function toScan(row: ScanRow): ScreenedScan {
  return {
    caseId: row.id,
    geometry: JSON.parse(row.geometry) as Geometry,
    sliceThicknessMm: row.slice_thickness_mm,
    acquisition: JSON.parse(row.acquisition) as CaseDetail['acquisition'],
    flags: JSON.parse(row.flags) as Flag[],
    masked: row.masked === 1,
  };
}
