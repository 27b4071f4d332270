import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeFolder } from './make-folder.ts';

const root = mkdtempSync(join(tmpdir(), 'nodewise-make-folder-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('folders are made down to the one that is named, and one that is there stays', () => {
  const path = join(root, 'a', 'b', 'c');
  makeFolder(path);
  makeFolder(path);
  expect(statSync(path).isDirectory()).toBe(true);
});

test('below a file no folder is made', () => {
  writeFileSync(join(root, 'file'), '');
  expect(() => makeFolder(join(root, 'file', 'a'))).toThrow('ENOTDIR');
});

test.skipIf(!existsSync('/proc/self'))(
  'a system folder that takes none is an error at once',
  () => {
    expect(() => makeFolder('/proc/nodewise/a')).toThrow('ENOENT');
  },
);
