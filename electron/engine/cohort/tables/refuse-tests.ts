import { AppError } from '#contract/errors.ts';
import type { LearningStep } from '#contract/errors/cohort-errors.ts';
import { hospitalKey } from '#engine/store/study-hospitals.ts';
import { patientsOfTable, type PatientTable, type TablePatient } from './patient-table.ts';

/** Words of which one makes a column tell of sets or of hospitals, among words that say no more. */
const setWords = ['set', 'dataset', 'subset', 'split', 'partition', 'cohort'];
const hospitalWords = ['hospital', 'centre', 'center', 'site', 'institution', '医院'];
const otherWords = ['case', 'control', 'data', 'study', 'id', 'no', 'number', 'name', 'code'];

/** What is called a test, in one word or several: test-1, independent_test, externalValidation. */
const testWord = /(?<![a-z])(test|extern)|测试|外部/;

/**
 * Insists that no row of a table is marked as a test patient: by a column such as `set` that names a
 * test or something external, or by one such as `hospital` with one of the test hospitals.
 *
 * @throws AppError test-set-touched with the line of the first such row.
 */
export function refuseTestRows(
  table: PatientTable,
  testHospitals: readonly string[],
  step: LearningStep,
): void {
  const tests = new Set(testHospitals.map(hospitalKey));
  const about = (words: readonly string[]): string[] =>
    table.headers.filter((header) => isAbout(header, words));
  const [sets, hospitals] = [about(setWords), about(hospitalWords)];
  const whyTest = ({ cell }: TablePatient): string | undefined => {
    const set = sets.map(cell).find((name) => testWord.test(spaced(name)));
    if (set !== undefined) return `set ${set}`;
    const place = hospitals.map(cell).find((name) => name !== '' && tests.has(hospitalKey(name)));
    return place === undefined ? undefined : `hospital ${place}`;
  };
  const touched = patientsOfTable(table, []).filter((patient) => whyTest(patient) !== undefined);
  const [first] = touched;
  if (!first) return;
  const where = `"${table.file}", line ${first.line}: ${whyTest(first)}`;
  throw new AppError('test-set-touched', { cases: touched.length, step, first: where });
}

function isAbout(header: string, words: readonly string[]): boolean {
  const said = spaced(header)
    .split(/[^\p{L}]+/u)
    .filter(Boolean);
  return (
    said.some((word) => words.includes(word)) &&
    said.every((word) => words.includes(word) || otherWords.includes(word))
  );
}

/** In lower case, with a space where one word begins in another: testSet is test set. */
function spaced(text: string): string {
  return text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').toLowerCase();
}
