import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectFolders } from './project-folders.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
// Inside the project, so that packages and their types are found as they are for the real folders.
const copy = join(root, '.cache/layers-test');
const compiler = join(root, 'node_modules/typescript7/bin/tsc');

/** The project's own configurations with one small file in each folder: only the layers are left. */
beforeAll(() => {
  rmSync(copy, { recursive: true, force: true });
  for (const file of ['tsconfig.base.json', 'package.json']) put(file, undefined);
  for (const folder of projectFolders(root)) {
    put(`${folder}/tsconfig.json`, undefined);
    put(`${folder}/probe.ts`, `export const probe = '${folder}';\n`);
  }
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Writes a file of the copy; without text, as it is in the project. */
function put(path: string, text: string | undefined): void {
  mkdirSync(dirname(join(copy, path)), { recursive: true });
  if (text === undefined) cpSync(join(root, path), join(copy, path));
  else writeFileSync(join(copy, path), text);
}

/** Lines of the compiler for folders and everything they build on; none when they pass. */
function compile(...folders: string[]): string {
  try {
    execFileSync(process.execPath, [compiler, '-b', ...folders], { cwd: copy, encoding: 'utf8' });
    return '';
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

/** Compiles a folder into which one import was planted, and takes it out again. */
function compileWith(folder: string, specifier: string): string {
  put(
    `${folder}/planted.ts`,
    `import { probe } from '${specifier}';\nexport const planted = probe;\n`,
  );
  try {
    return compile(folder);
  } finally {
    rmSync(join(copy, `${folder}/planted.ts`));
  }
}

test('every folder passes as it is', () => {
  expect(compile(...projectFolders(root))).toBe('');
});

test.each([
  ['electron/engine/cases', '#contract/probe.ts'],
  ['electron/engine/cases', '../store/probe.ts'],
  ['electron/engine', './cases/probe.ts'],
  ['electron/engine/study', '../report/probe.ts'],
  ['electron/cli', '#engine/study/probe.ts'],
  ['electron/web', '#engine/probe.ts'],
  ['native-models/image', '../numeric/probe.ts'],
  ['renderer/features/worklist', '../../ui/probe.ts'],
  ['renderer/app', '../features/worklist/probe.ts'],
])('%s may import %s', (folder, specifier) => {
  expect(compileWith(folder, specifier)).toBe('');
});

test.each([
  ['renderer/features/worklist', '#engine/probe.ts'],
  ['renderer/features/worklist', '../../../electron/engine/store/probe.ts'],
  ['renderer/features/worklist', '../correction/probe.ts'],
  ['renderer/ui', '../features/worklist/probe.ts'],
  ['renderer/viewer', '../api/probe.ts'],
  ['renderer/api', '#native/image/probe.ts'],
  ['native-models/numeric', '../image/probe.ts'],
  ['native-models/radiomics', '../segmentation/probe.ts'],
  ['native-models/evaluation', '../estimators/probe.ts'],
  ['native-models/estimators', '../evaluation/probe.ts'],
  ['native-models/image', '#contract/probe.ts'],
  ['electron/contract', '#engine/probe.ts'],
  ['electron/engine/cases', '../annotation/probe.ts'],
  ['electron/engine/report', '../study/probe.ts'],
  ['electron/engine/study', '../training/probe.ts'],
  ['electron/engine/study', '../probe.ts'],
  ['electron/engine/store', '../cases/probe.ts'],
  ['electron/engine/store', '../../main/probe.ts'],
  ['electron/preload', '#engine/probe.ts'],
  ['electron/web', '../main/probe.ts'],
  ['electron/cli', '../web/probe.ts'],
])('%s may not import %s', (folder, specifier) => {
  // TS6307: the file is not listed within this project nor any that it references.
  expect(compileWith(folder, specifier)).toContain('TS6307');
});

test('the numeric core cannot use Node', () => {
  put(
    'native-models/image/planted.ts',
    `import { readFileSync } from 'node:fs';\nexport const planted = readFileSync;\n`,
  );
  expect(compile('native-models/image')).toContain('TS2591');
  rmSync(join(copy, 'native-models/image/planted.ts'));
});
