import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sharedFile } from '../testing/shared-data.ts';
import { matchFiles, splitFile, writeMatched, writeSplit } from './match-files.ts';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'nodewise-match-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

const byAge = {
  exact: ['sex'],
  calipers: [{ column: 'age', width: 5 }],
  testHospitals: ['5', '6'],
};

test('two tables become pairs, the unmatched with their nearest miss, and the balance', () => {
  const cases = written('cases.csv', ['id,sex,age', 'A,f,60', 'B,m,50', 'C,f,61', 'D,m,']);
  const controls = written('controls.csv', [
    'id;sex;age',
    'w;f;62',
    'x;f;59,5',
    'y;m;56',
    'z;f;40',
  ]);
  const matched = matchFiles(cases, controls, byAge);
  expect(matched.pairs).toEqual([
    { pair: 1, case: 'A', control: 'x', distance: 0.5 },
    { pair: 2, case: 'C', control: 'w', distance: 1 },
  ]);
  expect(matched.sum).toBe(1.5);
  expect(matched.unmatched).toEqual([
    {
      ...{ patient: 'B', side: 'case' },
      reason:
        'No control with the same sex lies within the calipers. Nearest: y (age differs by 6).',
    },
    { patient: 'D', side: 'case', reason: 'Not recorded: age.' },
    { patient: 'y', side: 'control', reason: 'No case needed this partner.' },
    { patient: 'z', side: 'control', reason: 'No case needed this partner.' },
  ]);
  // By hand: half of the four cases and three of the four controls are women;
  // (0.5 - 0.75) / sqrt((0.25 + 0.1875) / 2).
  expect(matched.balance.find(({ level }) => level === 'f')?.before).toBeCloseTo(-0.534522, 6);

  const files = writeMatched(matched, join(folder, 'pairs.csv'));
  expect(files.map((file) => file.slice(folder.length + 1))).toEqual([
    ...['pairs.csv', 'unmatched.csv', 'balance.csv'],
  ]);
  expect(readFileSync(files[0], 'utf8')).toBe(
    'pair,case,control,distance\r\n1,A,x,0.5\r\n2,C,w,1\r\n',
  );
  expect(matchFiles(cases, controls, byAge).hash).toBe(matched.hash);
});

const reference = sharedFile('reference/statistics/matching.json');

interface Reference {
  readonly cases: readonly Person[];
  readonly controls: readonly Person[];
  readonly solutions: readonly {
    readonly caliper_years: number;
    readonly n_pairs: number;
    readonly total_age_distance: number;
    readonly pairs_lexicographic: readonly { readonly case: string; readonly control: string }[];
  }[];
  readonly balance_before: Readonly<Record<string, { readonly smd: number }>>;
}
type Person = Readonly<Record<'id' | 'gender' | 'age' | 'density' | 'location', string | number>>;

// SciPy's linear_sum_assignment, with the same tie rule.
test.skipIf(reference === undefined)('files give the reference pairs and balance', () => {
  const { cases, controls, solutions, balance_before } = JSON.parse(
    readFileSync(reference ?? '', 'utf8'),
  ) as Reference;
  const table = (name: string, people: readonly Person[]) =>
    written(name, [
      'id,gender,age,density,location',
      ...people.map((p) => [p.id, p.gender, p.age, p.density, p.location].join(',')),
    ]);
  const [left, right] = [table('a.csv', cases), table('b.csv', controls)];
  for (const solution of solutions) {
    const matched = matchFiles(left, right, {
      exact: ['gender', 'density', 'location'],
      calipers: [{ column: 'age', width: solution.caliper_years }],
      testHospitals: [],
    });
    expect(matched.sum).toBeCloseTo(solution.total_age_distance, 3);
    expect(matched.pairs.map(({ case: one, control }) => [one, control])).toEqual(
      solution.pairs_lexicographic.map(({ case: one, control }) => [one, control]),
    );
    for (const [name, { smd }] of Object.entries(balance_before)) {
      const [variable, level = null] = name.split('=');
      const row = matched.balance.find((b) => b.variable === variable && b.level === level);
      expect(row?.before).toBeCloseTo(smd, 12);
    }
  }
});

test.each([
  [['id,sex', 'A,f'], 1, 'there is no column "age"; there are id, sex'],
  [['id,sex,age'], 1, 'it has no patients'],
  [
    ['id,sex,age', 'A,f,old'],
    2,
    'the column "age" holds no number alone, without a unit; a missing one is an empty cell',
  ],
  [
    ['id,sex,age', 'A,f,64 years'],
    2,
    'the column "age" holds no number alone, without a unit; a missing one is an empty cell',
  ],
  [['id,sex,age,age', 'A,f,1,2'], 1, 'the column "age" is there twice'],
  [
    ['id,sex,age', 'A,f,59,5'],
    2,
    'it has 4 cells and the header 3; decimal commas need semicolons between the cells',
  ],
  [
    ['id,sex,age', 'A,f,"59,5"', 'B,f,"1,062"'],
    3,
    'the column "age" holds a comma for thousands or decimals; write it without thousands and with a point',
  ],
  [['id,age,sex', 'A,59'], 2, 'it has 2 cells and the header 3'],
  [['id,sex,age', 'A,f,60', '', 'A,f,61'], 4, 'it repeats the patient "A" of line 2'],
  [['id,sex,age', 'A,f,-60'], 2, 'the column "age" holds no age from 0 to 120 years'],
  [
    ['id,sex,age', 'P 1,f,60', 'p1,f,61'],
    3,
    '"p1" is the patient "P 1" of line 2 but for case, spaces or encoding',
  ],
  [['id,sex,age', ',f,60'], 2, 'the column "id" is empty'],
  [['id,sex,age', 'NA,f,60'], 2, 'the column "id" is empty'],
  [['id,sex,age', 'W,f,60'], 2, 'the patient "W" is a case too, as "w"'],
  [['PK\u0003\u0004'], 1, 'it is a spreadsheet; save it as CSV first'],
  [['id,sex,age', 'w,f,60'], 2, 'the patient "w" is a case too'],
  [['id,sex,age', 'A,"f,60'], 2, 'a quote is missing or out of place here'],
])('a table that cannot be matched is named with its line: %j', (lines, line, reason) => {
  const cases = written('good.csv', ['id,sex,age', 'w,f,62']);
  const file = 'bad.csv';
  expect(() => matchFiles(cases, written(file, lines), byAge)).toThrow(
    expect.objectContaining({ details: { file, line, reason } }),
  );
});

test.each([
  [['id,sex,age,hospital', 'A,f,60,1', 'B,f,61,Hospital 05'], 'line 3: hospital Hospital 05'],
  [['id,sex,age,set', 'A,f,60,test-1'], 'line 2: set test-1'],
  [['id,sex,age,Set', 'A,f,60,Independent test 2'], 'line 2: set Independent test 2'],
  [['id,sex,age,set', 'A,f,60,independent_test_1'], 'line 2: set independent_test_1'],
  [['id,sex,age,dataSet', 'A,f,60,IndependentTest'], 'line 2: set IndependentTest'],
  [['id,sex,age,set,split', 'A,f,60,training,外部验证'], 'line 2: set 外部验证'],
  [['id,sex,age,Hospital No.', 'A,f,60,5.0'], 'line 2: hospital 5.0'],
  [['id,sex,age,hospital,site', 'A,f,60,1,第5医院'], 'line 2: hospital 第5医院'],
])('test rows are refused on either side: %j', (lines, where) => {
  const good = written('good.csv', ['id,sex,age', 'w,f,62']);
  const tests = written('tests.csv', lines);
  const refusal = expect.objectContaining({
    code: 'test-set-touched',
    details: { cases: 1, step: 'matching', first: `"tests.csv", ${where}` },
  }) as Error;
  expect(() => matchFiles(good, tests, byAge)).toThrow(refusal);
  expect(() => matchFiles(tests, good, byAge)).toThrow(refusal);
});

test('values that differ in case, spaces or zeros are one, and NA is none', () => {
  const cases = written('cases.csv', [
    'id,sex,age',
    'A,F,60',
    'B,1,50',
    'C,part solid,40',
    'D,NA,30',
  ]);
  const controls = written('controls.csv', [
    'id,sex,age',
    ...['w,f,60', 'x,1.0,50', 'y,Part  Solid,40', 'z,n/a,30'],
  ]);
  const { pairs, unmatched, balance } = matchFiles(cases, controls, byAge);
  expect(pairs.map(({ case: one, control }) => one + control)).toEqual(['Aw', 'Bx', 'Cy']);
  expect(unmatched.map(({ reason }) => reason)).toEqual(Array(2).fill('Not recorded: sex.'));
  const levels = balance.flatMap(({ level, after }) => (level === null ? [] : [[level, after]]));
  expect(levels).toEqual([
    ['1', 0],
    ['F', 0],
    ['part solid', 0],
  ]);
});

test('a set or hospital that is no test passes, and so does what only sounds like one', () => {
  const good = written('good.csv', ['id,sex,age', 'w,f,62']);
  const lines = ['id,sex,age,set,hospital,tumour site', 'A,f,60,latest,Wuhan 5,5'];
  expect(matchFiles(good, written('other.csv', lines), byAge).pairs).toHaveLength(1);
});

test('pairs are split whole, or class by class as published, the same for a seed', () => {
  const lines = Array.from({ length: 10 }, (_, n) => `${n + 1},p${n},q${n}`);
  const pairs = written('list.csv', ['pair,case,control', ...lines]);
  const order = { method: 'pair', share: 0.7, seed: 5, testHospitals: [] } as const;
  const rows = splitFile(pairs, order);
  expect(rows).toHaveLength(20);
  const setOf = new Map(rows.map(({ patient, set }) => [patient, set]));
  for (let n = 0; n < 10; n += 1) expect(setOf.get(`p${n}`)).toBe(setOf.get(`q${n}`));
  expect(rows.filter(({ set }) => set === 'training')).toHaveLength(14);
  expect(splitFile(pairs, order)).toEqual(rows);
  expect(splitFile(pairs, { ...order, seed: 6 })).not.toEqual(rows);

  const paper = splitFile(pairs, { ...order, method: 'paper' });
  const training = paper.filter(({ set }) => set === 'training');
  expect(training.filter(({ label }) => label === 1)).toHaveLength(7);
  expect(training.filter(({ label }) => label === 0)).toHaveLength(7);
  const broken = new Map(paper.map(({ patient, set }) => [patient, set]));
  expect(Array.from({ length: 10 }, (_, n) => n)).toSatisfy((all: number[]) =>
    all.some((n) => broken.get(`p${n}`) !== broken.get(`q${n}`)),
  );

  const out = join(folder, 'split.csv');
  writeSplit(rows, out);
  const [first] = rows;
  expect(readFileSync(out, 'utf8').split('\r\n').slice(0, 2)).toEqual([
    'patient,set,label,pair',
    `p0,${first.set},1,1`,
  ]);
});

test('a pair list with a test set, or a patient in two pairs, is refused', () => {
  const order = { method: 'pair', share: 0.7, seed: 5, testHospitals: ['5'] } as const;
  const tests = written('tests.csv', ['pair,case,control,hospital', '1,a,b,5']);
  expect(() => splitFile(tests, order)).toThrow(
    expect.objectContaining({ code: 'test-set-touched' }),
  );
  const twice = written('twice.csv', ['pair,case,control', '1,a,b', '2,c,b']);
  expect(() => splitFile(twice, order)).toThrow(
    expect.objectContaining({
      details: {
        file: 'twice.csv',
        line: 3,
        reason: 'it repeats the patient "b" of line 2',
      },
    }),
  );
});
