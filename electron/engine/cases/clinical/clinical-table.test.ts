import { expect, test } from 'vitest';
import { clinicalHeader, clinicalLine } from '../demo/clinical-csv.ts';
import { patientFacts } from '../demo/patient-facts.ts';
import { previewClinicalTable, readClinicalTable } from './clinical-table.ts';
import { guessMapping } from './guess-mapping.ts';

test('the demo study’s table reads back to the same facts', () => {
  const facts = Array.from({ length: 40 }, (_, index) => patientFacts(index, { seed: 3 }));
  const csv = clinicalHeader() + facts.map(clinicalLine).join('');
  const { mapping, recordCount } = previewClinicalTable(csv);
  expect(recordCount).toBe(40);
  expect(Object.keys(mapping)).toHaveLength(21);
  const { rows, problems } = readClinicalTable(csv, mapping);
  expect(problems).toEqual([]);
  for (const [n, row] of rows.entries()) {
    expect(row.line).toBe(n + 2);
    expect(row.patientId).toBe(facts[n].patientId);
    expect(row.clinical).toEqual(facts[n].clinical);
    expect(row.outcome).toEqual(facts[n].outcome);
  }
});

test('semicolons, decimal commas, other units and a byte order mark', () => {
  const csv =
    '\ufeffPatient ID;Gender;Diameter (mm);CTR (%);Slice thickness [mm];CT-to-surgery interval (weeks)\r\n' +
    'A;F;15,5;62,5;1,25;2\r\n' +
    'B;male;8;100;;\r\n';
  const { layout, mapping } = previewClinicalTable(csv);
  expect(layout).toEqual({ separator: ';', decimal: ',' });
  const { rows, problems } = readClinicalTable(csv, mapping);
  expect(problems).toEqual([]);
  expect(rows.map((row) => row.clinical)).toEqual([
    { sex: 'female', diameterCm: 1.55, ctr: 0.625, sliceThicknessMm: 1.25, intervalDays: 14 },
    { sex: 'male', diameterCm: 0.8, ctr: 1 },
  ]);
});

test('quoted cells may hold separators and line breaks', () => {
  const csv = 'id,histology,age\n"A, 1","acinar,\nwith lepidic",61\nB,solid,58\n';
  const { rows } = readClinicalTable(csv, guessMapping(['id', 'histology', 'age']));
  expect(rows.map(({ patientId, line }) => [patientId, line])).toEqual([
    ['A, 1', 3],
    ['B', 4],
  ]);
  expect(rows[0].outcome.histology).toBe('acinar,\nwith lepidic');
});

test('a cell that is not understood is named, and leaves out that field only', () => {
  const csv = 'id,age,sex,diameter_mm,pN\nA,sixty,f,500,pN1\n\nB,61,1,12,N9\n';
  const { mapping } = previewClinicalTable(csv);
  const { rows, problems } = readClinicalTable(csv, mapping);
  expect(rows.map(({ clinical, outcome }) => ({ ...clinical, ...outcome }))).toEqual([
    { sex: 'female', pN: 'pN+' },
    { ageYears: 61, diameterCm: 1.2 },
  ]);
  const cell = { line: 2, column: 'age', field: 'age', value: 'sixty' };
  expect(problems).toEqual([
    { ...cell, problem: 'is not a number from 0 to 120' },
    {
      line: 2,
      column: 'diameter_mm',
      field: 'diameter',
      value: '500',
      problem: 'is not a number from 1 to 200 mm',
    },
    { line: 4, column: 'sex', field: 'sex', value: '1', problem: 'is not female or male' },
    { line: 4, column: 'pN', field: 'pN', value: 'N9', problem: 'is not pN+ or pN-' },
  ]);
});

test('a decimal point in a table of decimal commas is named, not guessed', () => {
  const csv = 'id;ctr;diameter\nA;0,8;1,2\nB;1.000;1,1\n';
  const { problems } = readClinicalTable(csv, previewClinicalTable(csv).mapping);
  expect(problems).toMatchObject([{ line: 3, column: 'ctr', value: '1.000' }]);
});

test('missing ids, repeated patients and patients outside the library are reported', () => {
  const csv = 'id,age\nA,50\n,51\nA,52\nB,53\n';
  const mapping = { patient: 'id', age: 'age' };
  const table = readClinicalTable(csv, mapping, new Set(['A']));
  expect(table.rows.map((row) => [row.patientId, row.clinical.ageYears])).toEqual([
    ['A', 50],
    ['B', 53],
  ]);
  expect(table.problems).toEqual([
    { line: 3, problem: 'has no patient id' },
    { line: 4, value: 'A', problem: 'repeats the patient of line 2' },
  ]);
  expect(table.unknownIds).toEqual(['B']);
});

test('pathology never lies among the clinical facts', () => {
  const csv = 'id,age,pN,grade,LVI,solid size (mm)\nA,50,+,G2,none,9\n';
  const [row] = readClinicalTable(csv, previewClinicalTable(csv).mapping).rows;
  expect(row.clinical).toEqual({ ageYears: 50 });
  expect(row.outcome).toEqual({
    pN: 'pN+',
    grade: '2',
    lymphovascularInvasion: false,
    solidDiameterCm: 0.9,
  });
});

test('text as spreadsheet programs save it: Windows-1252 and UTF-16', () => {
  const latin = Uint8Array.from('id;histology\nA;pr\xe9coce\n', (c) => c.charCodeAt(0));
  const mapping = { patient: 'id', histology: 'histology' };
  expect(readClinicalTable(latin, mapping).rows[0].outcome.histology).toBe('précoce');
  const wide = new Uint8Array(Buffer.from('\ufeffid\thistology\nA\tprécoce\n', 'utf16le'));
  expect(readClinicalTable(wide, mapping).rows[0].outcome.histology).toBe('précoce');
});

test('rows before a broken quote are kept, and its line is named', () => {
  const csv = 'id,age\nA,50\nB,"51\nC,52\n';
  const { rows, problems } = readClinicalTable(csv, { patient: 'id', age: 'age' });
  expect(rows.map((row) => row.patientId)).toEqual(['A']);
  expect(problems).toEqual([
    { line: expect.any(Number) as number, problem: 'a quote is missing or out of place here' },
  ]);
  expect(problems[0].line).toBeGreaterThanOrEqual(3);
});

test('a mapping to nothing is refused', () => {
  expect(() => readClinicalTable('id,age\n', { age: 'age' })).toThrow(RangeError);
  expect(() => readClinicalTable('id,age\n', { patient: 'code' })).toThrow(/no column code/);
});

test('an empty file has no columns and no rows', () => {
  expect(previewClinicalTable('')).toMatchObject({ headers: [], recordCount: 0, mapping: {} });
});

test.each([
  ['Max. diameter (cm)', 'diameter'],
  ['tumorSize', 'diameter'],
  ['Consolidation-to-tumour ratio', 'ctr'],
  ['c/T ratio', 'ctr'],
  ['cT stage', 'cT'],
  ['Pathological N stage', 'pN'],
  ['LNM', 'pN'],
  ['Age at surgery (years)', 'age'],
  ['Centre', 'hospital'],
  ['cM stage', 'cM'],
  ['Prior treatment', 'previousTherapy'],
  ['Lymphadenectomy', 'lymphNodeAssessment'],
  ['Size (cm)', 'diameter'],
])('the header “%s” is taken for %s', (header, field) => {
  expect(guessMapping([header])).toEqual({ [field]: header });
});

test('of two like headers the likelier is taken, and unknown ones are left out', () => {
  expect(guessMapping(['Tumour size', 'Diameter', 'Remarks', 'id', 'Patient ID'])).toEqual({
    patient: 'Patient ID',
    diameter: 'Diameter',
  });
});
