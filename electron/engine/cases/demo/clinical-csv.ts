import type { TableFacts } from './departures.ts';

/** Columns of the demo study's clinical table: header, and the cell of one patient. */
const columns: readonly (readonly [
  header: string,
  cell: (facts: TableFacts) => string | number,
])[] = [
  ['patient_id', (p) => p.patientId],
  ['hospital', (p) => p.clinical.hospital],
  ['age_years', (p) => p.clinical.ageYears],
  ['sex', (p) => p.clinical.sex],
  ['diameter_cm', (p) => p.clinical.diameterCm],
  ['density', (p) => p.clinical.density],
  ['ctr', (p) => p.clinical.ctr],
  ['location', (p) => p.clinical.location],
  ['cT', (p) => p.clinical.cT],
  ['cN', (p) => p.clinical.cN],
  ['cM', (p) => p.clinical.cM],
  ['slice_thickness_mm', (p) => p.clinical.sliceThicknessMm],
  ['contrast', (p) => yesNo(p.clinical.contrast)],
  ['interval_days', (p) => p.clinical.intervalDays],
  ['previous_therapy', (p) => yesNo(p.clinical.previousTherapy)],
  ['lymph_node_assessment', (p) => yesNo(p.clinical.lymphNodeAssessment)],
  ['pN', (p) => p.outcome.pN ?? ''],
  ['lymphovascular_invasion', (p) => yesNo(p.outcome.lymphovascularInvasion)],
  ['grade', (p) => p.outcome.grade],
  ['pathological_type', (p) => p.outcome.histology],
  ['solid_diameter_cm', (p) => p.outcome.solidDiameterCm],
];

/** The header line of the table, with its line break. */
export function clinicalHeader(): string {
  return `${columns.map(([header]) => header).join(',')}\n`;
}

/** One patient's line. No cell holds a comma or a quote, so none is quoted. */
export function clinicalLine(facts: TableFacts): string {
  return `${columns.map(([, cell]) => cell(facts)).join(',')}\n`;
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no';
}
