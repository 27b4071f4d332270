import { createHash, randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { z } from 'zod';
import { AppError } from '#contract/errors.ts';
import { writeFailed } from '#contract/write-failed.ts';
import { makeFolder } from '#engine/store/make-folder.ts';
import type { StudyFiles } from '../evaluation/study-input.ts';
import { writeWhole } from '../report/write-whole.ts';

export type { StudyFiles };

/** The file by which a folder is known to be a study. */
export const manifestName = 'manifest.json';

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The part of a study's manifest that tells its files from others. */
const listing = z.object({
  what: z.literal('tables and figures of an evaluation'),
  files: z.array(z.object({ name: z.string(), sha256: z.string() })),
});

/**
 * Whether a study may be written there and nothing is lost by it: nothing is there, or an empty folder,
 * or an earlier study as it was exported, to which nobody has added and in which nobody has written.
 */
export function isFreeForStudy(folder: string): boolean {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found) return true;
  if (!found.isDirectory()) return false;
  if (readdirSync(folder).length === 0) return true;
  const manifest = join(folder, manifestName);
  if (!statSync(manifest, { throwIfNoEntry: false })?.isFile()) return false;
  const exported = exportedFiles(readFileSync(manifest));
  return entriesIn(folder).every(
    ({ name, isFile }) =>
      name === manifestName ||
      (isFile && exported.get(name) === sha256Of(readFileSync(join(folder, name)))),
  );
}

/** SHA-256 by name of the files of a manifest; none where it is not that of a study. */
function exportedFiles(manifest: Uint8Array): ReadonlyMap<string, string> {
  try {
    const { files } = listing.parse(JSON.parse(new TextDecoder().decode(manifest)));
    return new Map(files.map(({ name, sha256 }) => [name, sha256]));
  } catch {
    return new Map();
  }
}

/**
 * Writes the files of a study as one folder: it appears under its name when every file is on the disk,
 * and an earlier study there stays as it is until then.
 *
 * @throws AppError folder-taken where something would be lost by it, or write-failed.
 */
export function writeStudyFolder(folder: string, files: StudyFiles): void {
  // Asked here too, as drawing a study leaves time to add a note to the one that it replaces.
  if (!isFreeForStudy(folder)) throw new AppError('folder-taken', { folder });
  // Names of its own, as a folder "study.part" may be somebody's.
  const mark = randomUUID().slice(0, 8);
  const [part, before] = [`${folder}.${mark}.part`, `${folder}.${mark}.before`];
  try {
    for (const [name, bytes] of files) writeDurably(join(part, name), bytes);
    if (statSync(folder, { throwIfNoEntry: false })) renameSync(folder, before);
    renameSync(part, folder);
    rmSync(before, { recursive: true, force: true });
  } catch (cause) {
    rmSync(part, { recursive: true, force: true });
    if (!existsSync(folder) && existsSync(before)) renameSync(before, folder);
    throw writeFailed('The study', cause);
  }
}

/** Writes files into a folder beside others that are there, each whole or as it was before. */
export function writeFiles(folder: string, files: StudyFiles): void {
  makeFolder(folder);
  for (const [name, bytes] of files) writeWhole(join(folder, name), bytes);
}

/** Reads every file that lies in a folder and its subfolders; undefined where there is none. */
export function readStudyFolder(folder: string): StudyFiles | undefined {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return undefined;
  return new Map(
    entriesIn(folder)
      .filter(({ isFile }) => isFile)
      .map(({ name }) => [name, readFileSync(join(folder, name))]),
  );
}

interface Entry {
  /** Path inside the folder, with slashes. */
  readonly name: string;
  /** Not so for a link. */
  readonly isFile: boolean;
}

/** All that is no folder in a folder and its subfolders, sorted. */
function entriesIn(folder: string): Entry[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => ({
      name: relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'),
      isFile: entry.isFile(),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function writeDurably(path: string, bytes: Uint8Array): void {
  makeFolder(dirname(path));
  const file = openSync(path, 'w');
  try {
    writeFileSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
