import { expect, test } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { readPatientFile, readScoreFile } from './read-score-file.ts';
import { patientCsv, scoreCsv } from './write-score-file.ts';

const good = `patient,set,label,hospital,contrast,age,sex,density,ResNet-18 pretrained,Radiomics
A,training,1,1,yes,61,male,solid,0.9,1.2
B,Internal Validation Set,pN-,1,no,55.5,F,Part-Solid,0.1,-0.3
C,test 1,1,5,,,,,0.25,
D,Independent Test Set 2,pN+,6,yes,70,male,solid,1e-3,0.5
`;

test('sets, labels and columns are understood as people write them', () => {
  const { scores, patients } = readScoreFile(good, 'scores.csv');
  expect(scores.patients.map(({ code, set, label }) => [code, set, label])).toEqual([
    ['A', 'training', 1],
    ['B', 'validation', 0],
    ['C', 'test-1', 1],
    ['D', 'test-2', 1],
  ]);
  expect(scores.patients.map(({ hospital, contrast }) => [hospital, contrast])).toEqual([
    ['1', true],
    ['1', false],
    ['5', null],
    ['6', true],
  ]);
  expect(scores.models).toMatchObject([
    { table2: 'ResNet-18 pretrained', table3: null, probabilities: true },
    { table2: null, table3: 'Radiomics', probabilities: false, scores: [1.2, -0.3, null, 0.5] },
  ]);
  expect(patients?.[1]).toMatchObject({ ageYears: 55.5, sex: 'female', density: 'part-solid' });
  expect(patients?.[2]).toMatchObject({ ageYears: null, sex: null, diameterCm: null });
});

test('what is written reads back to the same, to the last digit', () => {
  const { scores, patients } = readScoreFile(good, 'scores.csv');
  const odd = scores.models.map((model) => ({
    ...model,
    scores: [0.1 + 0.2, 5e-324, null, 1 / 3],
  }));
  const written = readScoreFile(scoreCsv({ ...scores, models: odd }), 'again.csv');
  expect(written.scores.patients).toEqual(scores.patients);
  expect(written.scores.models.map((model) => model.scores)).toEqual(odd.map((m) => m.scores));
  expect(readPatientFile(patientCsv(patients ?? []), 'patients.csv')).toEqual(patients);
});

test('semicolons with decimal commas and a byte order mark are read alike', () => {
  const german = '\ufeffpatient;set;label;M\nA;validation;1;0,75\nB;validation;0;-1,5\n';
  expect(readScoreFile(german, 'g.csv').scores.models[0].scores).toEqual([0.75, -1.5]);
});

test('what spreadsheet programs leave behind is left out: tabs, empty lines, empty columns', () => {
  const exported =
    'patient\tset\tlabel\tM\t\t\r\nA\tval\tTRUE\t0,75\t\t\r\n\t\t\t\t\t\r\nB\tval\tFALSE\t-1,5\r\n\r\n';
  const { scores } = readScoreFile(exported, 't.csv');
  expect(scores.models.map(({ name }) => name)).toEqual(['M']);
  expect(scores.models[0].scores).toEqual([0.75, -1.5]);
  expect(scores.patients.map(({ label }) => label)).toEqual([1, 0]);
});

const lines = (...rows: string[]) => `patient,set,label,M\n${rows.join('\n')}\n`;

test.each([
  ['', null, /empty/],
  ['patient,set,label,M\n', null, /no patients/],
  ['patient,set,M\nA,training,1\n', 1, /no column "label"/],
  ['patient,set,label\nA,training,1\nB,training,0\n', 1, /no column of a model/],
  ['patient,set,label,M,m\nA,training,1,1,1\n', 1, /"m" is there twice/],
  ['patient,set,label,\nA,training,1,1\n', 1, /column 4 has no name/],
  [lines('A,training,1,0.5', 'B,training,0,0.1', 'A,test 1,0,0.1'), 4, /twice, first in line 2/],
  [lines('A,training,2,0.5'), 2, /label is none of 1, pn\+/],
  [lines('A,training,,0.5'), 2, /label is missing/],
  [lines('A,training,1,0.5', 'B,somewhere,0,0.1'), 3, /set is none of training/],
  [lines('A,training,1,0.5', 'B,training,0,NaN'), 3, /score of "M" is no number/],
  [lines('A,training,1,Infinity'), 2, /score of "M" is no number/],
  [lines('A,training,1,0x10'), 2, /score of "M" is no number/],
  [lines(',training,1,0.5'), 2, /no name/],
  [lines('A,training,1,0.5,9'), 2, /5 cells and the header 4; decimal commas/],
  [lines('A,training,1,0.5', 'B,test 1,1,0.5'), null, /all patients are pN\+/],
  [lines('A,training,1'), 2, /3 cells and the header 4$/],
  [lines('A,training,1,"0.5'), 2, /quote/],
  [lines('A,training,1,0.5', 'B,training,0,0.1'), null, /all patients are of the training set/],
  [lines('A,training,0,0.5'), null, /all patients are pN-/],
])('a table that cannot be read is refused with its line: %j', (text, line, reason) => {
  const refusal = (() => {
    try {
      readScoreFile(text, 'scores.csv');
    } catch (error) {
      return error;
    }
    return undefined;
  })();
  expect(refusal).toBeInstanceOf(AppError);
  expect((refusal as AppError).details).toMatchObject({
    file: 'scores.csv',
    line,
    reason: expect.stringMatching(reason) as string,
  });
});

test('no cell of a patient comes back in a refusal', () => {
  try {
    readScoreFile(lines('Doe Jane,training,secret,0.5'), 'scores.csv');
    expect.unreachable();
  } catch (error) {
    expect(JSON.stringify((error as AppError).details)).not.toMatch(/Jane|secret/);
  }
});
