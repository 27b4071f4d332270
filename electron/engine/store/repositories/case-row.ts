import type { CaseDetail, CaseStatus, CaseSummary } from '#contract/procedures/cases.ts';
import type { Flag } from '#contract/flags.ts';
import type { ClinicalRecord } from '#contract/procedures/cases.ts';
import type { Geometry } from '#contract/geometry.ts';

/** A case as the repository's view selects it, the marks counted for one viewer. */
export interface CaseRow {
  readonly id: string;
  readonly patient_id: number;
  readonly code: string;
  readonly imported_at: string;
  readonly scanned_on: string | null;
  readonly geometry: string;
  readonly slice_positions: string;
  readonly slice_thickness_mm: number | null;
  readonly voxel_type: 'int16' | 'float32';
  readonly volume_sha256: string;
  readonly volume_bytes: number;
  readonly acquisition: string;
  readonly flags: string;
  readonly source: string;
  readonly clinical: string | null;
  readonly note: string | null;
  readonly corrected: number;
  readonly drafting: number;
  readonly automatic: number;
  readonly verdict: CaseSummary['draftVerdict'];
  readonly mask_volume: number | null;
}

export function toSummary(row: CaseRow): CaseSummary {
  const geometry = JSON.parse(row.geometry) as Geometry;
  return {
    id: row.id,
    code: row.code,
    scannedOn: row.scanned_on,
    status: statusOf(row),
    flags: flagsOf(row),
    slices: geometry.dimensions[2],
    sliceThicknessMm: row.slice_thickness_mm,
    spacingMm: geometry.spacingMm,
    hospital: clinicalOf(row)?.hospital ?? null,
    importedAt: row.imported_at,
    draftVerdict: row.verdict,
    maskVolumeMm3: row.mask_volume,
  };
}

export function toDetail(row: CaseRow): Omit<CaseDetail, 'masks'> {
  return {
    ...toSummary(row),
    geometry: JSON.parse(row.geometry) as Geometry,
    voxelType: row.voxel_type,
    slicePositionsMm: JSON.parse(row.slice_positions) as number[],
    acquisition: JSON.parse(row.acquisition) as CaseDetail['acquisition'],
    clinical: clinicalOf(row),
  };
}

function clinicalOf(row: CaseRow): ClinicalRecord | null {
  return row.clinical === null ? null : (JSON.parse(row.clinical) as ClinicalRecord);
}

/** A note asks for attention before anything else; an edit after "done" is work again. */
function statusOf(row: CaseRow): CaseStatus {
  if (row.note !== null) return 'flagged';
  if (row.drafting > 0) return 'in-correction';
  if (row.corrected > 0) return 'done';
  return row.automatic > 0 ? 'segmented' : 'new';
}

function flagsOf(row: CaseRow): Flag[] {
  const flags = JSON.parse(row.flags) as Flag[];
  if (row.note !== null) flags.push({ code: 'note', severity: 'warn', facts: { text: row.note } });
  if (row.clinical === null) {
    flags.push({ code: 'no-clinical-record', severity: 'info', facts: {} });
  }
  return flags;
}
