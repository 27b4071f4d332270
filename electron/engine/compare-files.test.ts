import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compareFiles } from './compare-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'nodewise-compare-'));

function written(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const header = 'image,mask,region,preset,preset_version,Mean\n';
const one = written('one.csv', `${header}i.nii,m.nii,1,p,1,2\n`);
const good = written('good.csv', 'case,Mean\nP-1,1\nP-2,2\n');

test('tables of files are matched by image; numbers that are facts are no features', async () => {
  const other = written('other.csv', `${header}i.nii,n.nii,2,q,7,1\n`);
  expect(await compareFiles(one, other)).toMatchObject({
    matchedBy: ['image'],
    cases: ['i.nii'],
    columns: [{ column: 'Mean', moved: 1, maxRelative: 0.5 }],
    onlyFirst: { columns: [] },
  });
});

test('the region tells rows of one image apart', async () => {
  const two = written('two.csv', `${header}i.nii,m.nii,1,p,1,1\ni.nii,m.nii,2,p,1,7\n`);
  expect(await compareFiles(one, two)).toMatchObject({
    matchedBy: ['image', 'region'],
    cases: ['i.nii / 1'],
    onlySecond: { cases: ['i.nii / 2'] },
  });
});

test('cases of one code are told apart by their id', async () => {
  const text = 'case,case_id,Mean\nP-1,x,1\nP-1,y,2\n';
  expect(await compareFiles(written('s.csv', text), written('t.csv', text))).toMatchObject({
    matchedBy: ['case_id'],
    cases: ['x', 'y'],
    columns: [{ moved: 0 }],
  });
});

test.each([
  ['rows.csv', 'case,Mean\n', 'it has no rows'],
  ['nothing.csv', '', 'it has no rows'],
  ['columns.csv', 'case,Mean,Mean\nP-1,1,1\n', 'the column "Mean" is there twice'],
  ['quote.csv', 'case,Mean\n"P-1,1\n', 'its quotes or its number of cells are wrong at line 2'],
  ['nameless.csv', 'Mean\n1\n', 'it has no column "case", "case_id" or "image"'],
  ['again.csv', 'case,Mean\nP-1,1\nP-1,1\n', 'it names a case twice'],
  ['word.csv', 'case,Mean\nP-1,1\nP-2,high\n', 'row 2 has no number in the column "Mean"'],
  ['large.csv', 'case,Mean\nP-1,1\nP-2,1e999\n', 'row 2 has no number in the column "Mean"'],
  ['bytes.csv', Buffer.from([0xc3, 0x28]), 'it is no UTF-8 text'],
  ['book.xlsx', 'PK', 'only CSV can be compared'],
])('%s is refused with its reason', async (name, content, reason) => {
  const file = written(name, content);
  const error = { code: 'feature-table-unreadable', details: { file, reason } };
  await expect(compareFiles(file, good)).rejects.toMatchObject(error);
  await expect(compareFiles(good, file)).rejects.toMatchObject(error);
});

test('a file that is not there is named', async () => {
  const file = join(folder, 'absent.csv');
  await expect(compareFiles(good, file)).rejects.toMatchObject({
    details: { file, reason: 'there is no such file' },
  });
});

test.each([
  ['case', 'case,Mean\nP-9,1\n'],
  ['case', 'image,Mean\nP-1,1\n'],
  ['feature', 'case,Kurtosis\nP-1,1\n'],
])('no %s in common', async (what, text) => {
  await expect(compareFiles(good, written('apart.csv', text))).rejects.toMatchObject({
    code: 'tables-disjoint',
    details: { what },
  });
});
