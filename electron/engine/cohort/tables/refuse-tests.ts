import { AppError } from '#contract/errors.ts';
import type { LearningStep } from '#contract/errors/cohort-errors.ts';
import { hospitalKey } from '#engine/store/study-hospitals.ts';
import { patientsOfTable, type PatientTable, type TablePatient } from './patient-table.ts';

/** Headers of the columns that can tell a test patient, in lower case. */
const setHeaders = ['set', 'dataset', 'split', 'cohort'];
const hospitalHeaders = ['hospital', 'centre', 'center', 'site'];

/**
 * Insists that no row of a table is marked as a test patient: by a column `set` that names a
 * test or something external, or by a column `hospital` with one of the test hospitals.
 *
 * @throws AppError test-set-touched with the line of the first such row.
 */
export function refuseTestRows(
  table: PatientTable,
  testHospitals: readonly string[],
  step: LearningStep,
): void {
  const tests = new Set(testHospitals.map(hospitalKey));
  const named = (names: readonly string[]): string | undefined =>
    table.headers.find((header) => names.includes(header.toLowerCase()));
  const [set, hospital] = [named(setHeaders), named(hospitalHeaders)];
  const whyTest = ({ cell }: TablePatient): string | undefined => {
    if (set !== undefined && /\b(test|external)/i.test(cell(set))) return `set ${cell(set)}`;
    const place = hospital === undefined ? '' : cell(hospital);
    return place !== '' && tests.has(hospitalKey(place)) ? `hospital ${place}` : undefined;
  };
  const touched = patientsOfTable(table, []).filter((patient) => whyTest(patient) !== undefined);
  const [first] = touched;
  if (!first) return;
  const where = `"${table.file}", line ${first.line}: ${whyTest(first)}`;
  throw new AppError('test-set-touched', { cases: touched.length, step, first: where });
}
