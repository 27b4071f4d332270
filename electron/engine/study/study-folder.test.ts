import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  isFreeForStudy,
  manifestName,
  readStudyFolder,
  sha256Of,
  writeStudyFolder,
} from './study-folder.ts';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'nodewise-study-folder-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The files of a study of one table. */
function study(table: string): Map<string, Uint8Array> {
  const files = new Map([['tables/t.csv', bytesOf(table)]]);
  const listed = [...files].map(([name, bytes]) => ({ name, sha256: sha256Of(bytes) }));
  const manifest = { what: 'tables and figures of an evaluation', files: listed };
  return files.set(manifestName, bytesOf(JSON.stringify(manifest)));
}

test('a study takes the place of an earlier one and of nothing else', () => {
  const folder = join(root, 'study');
  expect(isFreeForStudy(folder)).toBe(true);
  mkdirSync(folder);
  expect(isFreeForStudy(folder)).toBe(true);
  writeStudyFolder(folder, study('first'));
  expect(isFreeForStudy(folder)).toBe(true);
  writeStudyFolder(folder, study('second'));
  expect(readFileSync(join(folder, 'tables', 't.csv'), 'utf8')).toBe('second');
  expect(readdirSync(root)).toEqual(['study']);
});

test.each([
  ['notes were added', (folder: string) => writeFileSync(join(folder, 'notes.docx'), 'mine')],
  ['a table was edited', (folder: string) => writeFileSync(join(folder, 'tables/t.csv'), 'mine')],
  ['a link was added', (folder: string) => symlinkSync(root, join(folder, 'tables', 'link'))],
  [
    'its manifest is of something else',
    (folder: string) => writeFileSync(join(folder, manifestName), '{}'),
  ],
  ['its manifest is no JSON', (folder: string) => writeFileSync(join(folder, manifestName), 'x')],
  ['its manifest is gone', (folder: string) => rmSync(join(folder, manifestName))],
])('nothing is written over where %s', (_, change) => {
  const folder = join(root, 'study');
  writeStudyFolder(folder, study('first'));
  change(folder);
  expect(isFreeForStudy(folder)).toBe(false);
  const before = readStudyFolder(folder);
  expect(() => writeStudyFolder(folder, study('second'))).toThrow('folder-taken');
  expect(readStudyFolder(folder)).toEqual(before);
  expect(readdirSync(root)).toEqual(['study']);
});

test('a file is no place, and neighbours that look like leftovers stay', () => {
  const folder = join(root, 'study');
  for (const name of ['study.part', 'study.before']) mkdirSync(join(root, name));
  writeStudyFolder(folder, study('first'));
  expect(readdirSync(root)).toEqual(['study', 'study.before', 'study.part']);
  expect(isFreeForStudy(join(folder, manifestName))).toBe(false);
});

test('where the study cannot be written, what was there stays and nothing half is left', () => {
  const folder = join(root, 'study');
  writeStudyFolder(folder, study('first'));
  const impossible = study('second').set('tables/t.csv/x', bytesOf(''));
  expect(() => writeStudyFolder(folder, impossible)).toThrow('write-failed');
  expect(existsSync(join(folder, 'tables', 't.csv'))).toBe(true);
  expect(readdirSync(root)).toEqual(['study']);
});
