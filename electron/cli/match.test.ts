import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillStudyLibrary } from '../testing/study-library.ts';

const cli = fileURLToPath(new URL('cli.ts', import.meta.url));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nodewise-cli-match-'));
  writeFileSync(join(folder, 'a.csv'), 'id,sex,age\nA,f,60\nB,m,50\n');
  writeFileSync(join(folder, 'b.csv'), 'id,sex,age,hospital\nx,f,61,1\ny,m,58,2\n');
  writeFileSync(join(folder, 'tests.csv'), 'id,sex,age,hospital\nx,f,61,5\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function nodewise(...typed: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...typed], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr };
}

test('match and split go from two tables to sets, without a library', () => {
  const order = ['match', '--cases', 'a.csv', '--controls', 'b.csv', '--exact', 'sex'];
  const matched = nodewise(...order, '--caliper', 'age=5', '--out', 'pairs.csv');
  expect(matched).toMatchObject({ code: 0, stderr: '' });
  expect(matched.stdout).toMatch(/^1 pair; summed difference of age: 1\.\n/);
  expect(matched.stdout).toMatch(/SHA-256 of the pairs: [0-9a-f]{64}\n/);
  expect(readFileSync(join(folder, 'unmatched.csv'), 'utf8')).toContain('B,case,');
  expect(nodewise(...order, '--caliper', 'age=9', '--json').stdout).toContain('"pair": 2');

  const split = nodewise('split', '--pairs', 'pairs.csv', '--out', 'split.csv');
  expect(split.code).toBe(0);
  expect(readFileSync(join(folder, 'split.csv'), 'utf8')).toBe(
    'patient,set,label,pair\r\nA,training,1,1\r\nx,training,0,1\r\n',
  );
});

test('rows of test hospitals are refused with their place', () => {
  const order = ['match', '--cases', 'a.csv', '--controls', 'tests.csv', '--caliper', 'age=5'];
  const refused = nodewise(...order);
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain('"tests.csv", line 2: hospital 5');
  expect(nodewise(...order, '--test-hospitals', 'none').code).toBe(0);
});

test.each([
  [['match', '--cases', 'a.csv'], 'Name both tables: --cases FILE --controls FILE.\n'],
  [['match', '--cases', 'a.csv', '--controls', 'b.csv', '--caliper', 'age'], 'COLUMN=WIDTH'],
  [['split', '--pairs', 'a.csv', '--share', '2'], '--share is a number from 0.5 to 0.95.\n'],
  [
    ['split', '--pairs', 'a.csv', '--seed', '1.5'],
    '--seed is a whole number from 0 to 4294967295.\n',
  ],
  [['split', '--pairs', 'a.csv', '--method', 'x'], '--method is pair or paper.\n'],
  [['split', '--pairs', 'a.csv', '--out', './a.csv'], 'is read and would be written over'],
  [
    [...'match --cases a.csv --controls b.csv --caliper age=5 --out'.split(' '), 'b.csv'],
    'is read and would be written over',
  ],
  [['cohort', 'show'], 'Say "cohort list"'],
])('%j ends with 2 and says what is wrong', (typed, sentence) => {
  const { code, stderr } = nodewise(...typed);
  expect(code).toBe(2);
  expect(stderr).toContain(sentence);
});

test.skipIf(!existsSync('/dev/full'))('a table that finds no room is told, not thrown', () => {
  symlinkSync('/dev/full', join(folder, 'split.csv.part'));
  writeFileSync(join(folder, 'two.csv'), 'case,control\nA,x\nB,y\n');
  expect(nodewise('split', '--pairs', 'two.csv', '--out', './split.csv')).toEqual({
    code: 1,
    stdout: '',
    stderr:
      './split.csv could not be written: the disk is full. Free some space and run it again.\n',
  });
});

test('a cohort is made, changed, split and locked from the terminal', () => {
  const library = join(folder, 'library');
  fillStudyLibrary(library);
  const at = (...typed: string[]) => nodewise(...typed, '--data', library);
  const created = at('cohort', 'create', 'First');
  expect(created.stdout).toMatch(/\nIncluded\s+24\s+12\s+12\s+0\n/);
  expect(created.stdout).toMatch(/\n8 pairs, summed distance 0\./);
  expect(at('cohort', 'patients', 'First').stdout).toMatch(/\nP-0001\s+pN\+\s+training\s+1\n/);
  expect(at('cohort', 'exclude', 'First', 'P-0001')).toMatchObject({ code: 2 });
  const excluded = at('cohort', 'exclude', 'First', 'P-0001', '--reason', 'another tumour');
  expect(excluded.stdout).toMatch(/- by hand\s+1\s/);
  expect(at('cohort', 'undo', 'First').stdout).toMatch(/- by hand\s+0\s/);
  expect(at('split', '--cohort', 'First', '--share', '0.5').stdout).toMatch(/\nvalidation\s+8\s/);

  const plan = join(folder, 'plan.json');
  expect(at('cohort', 'export-plan', 'First', '--out', plan).code).toBe(0);
  at('cohort', 'create', 'Other');
  expect(at('cohort', 'rename', 'Other', 'Second').stdout).toMatch(/^Second /);
  expect(at('cohort', 'import-plan', 'Second', plan).stdout).toMatch(/\nvalidation\s+8\s/);
  writeFileSync(plan, '{"rules": 1}');
  expect(at('cohort', 'import-plan', 'Second', plan)).toMatchObject({ code: 1 });

  expect(at('cohort', 'lock', 'First').stdout).toMatch(/Locked by Command line .* SHA-256 /);
  expect(at('cohort', 'undo', 'First').stderr).toContain('is locked');
  expect(at('cohort', 'show', 'Third')).toMatchObject({
    code: 1,
    stderr: 'There is no cohort "Third" in this library.\n',
  });
});
