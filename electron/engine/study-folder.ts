import { createHash } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { AppError } from '#contract/errors.ts';
import type { StudyFiles } from './evaluation/study-input.ts';

export type { StudyFiles };

/** The file by which a folder is known to be a study. */
export const manifestName = 'manifest.json';

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Whether a study may be written there: nothing is, or an empty folder, or an earlier study. */
export function isFreeForStudy(folder: string): boolean {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found) return true;
  if (!found.isDirectory()) return false;
  const names = readdirSync(folder);
  return names.length === 0 || names.includes(manifestName);
}

/**
 * Writes the files of a study as one folder: it appears under its name when every file is on the disk,
 * and an earlier study there stays as it is until then.
 *
 * @throws AppError write-failed.
 */
export function writeStudyFolder(folder: string, files: StudyFiles): void {
  const part = `${folder}.part`;
  const before = `${folder}.before`;
  try {
    rmSync(part, { recursive: true, force: true });
    for (const [name, bytes] of files) writeDurably(join(part, name), bytes);
    rmSync(before, { recursive: true, force: true });
    if (statSync(folder, { throwIfNoEntry: false })) renameSync(folder, before);
    renameSync(part, folder);
    rmSync(before, { recursive: true, force: true });
  } catch (cause) {
    rmSync(part, { recursive: true, force: true });
    throw new AppError('write-failed', { what: 'The study' }, { cause });
  }
}

/** Reads every file that lies in a folder and its subfolders; undefined where there is none. */
export function readStudyFolder(folder: string): StudyFiles | undefined {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return undefined;
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  return new Map(
    names.sort().map((name) => [name.replaceAll(sep, '/'), readFileSync(join(folder, name))]),
  );
}

function writeDurably(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'w');
  try {
    writeFileSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
