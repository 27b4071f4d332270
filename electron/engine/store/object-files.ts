import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** Volumes and masks are files named by the SHA-256 of their bytes: `objects/ab/abcd…`. */
export interface StoredObject {
  readonly sha256: string;
  readonly bytes: number;
}

export function objectPath(folder: string, sha256: string): string {
  return join(folder, sha256.slice(0, 2), sha256);
}

/**
 * Writes bytes so that the final name only ever holds all of them: temporary name, fsync, rename,
 * fsync of the folder. Runs in the engine and in workers; the same bytes twice are one file.
 */
export function writeObject(folder: string, bytes: Uint8Array): StoredObject {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const path = objectPath(folder, sha256);
  if (!existsSync(path)) {
    const temporary = join(temporaryFolder(folder), randomBytes(8).toString('hex'));
    try {
      writeDurably(temporary, bytes);
      mkdirSync(dirname(path), { recursive: true });
      renameSync(temporary, path);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
    syncFolder(dirname(path));
    syncFolder(folder);
  }
  return { sha256, bytes: bytes.length };
}

function temporaryFolder(folder: string): string {
  const path = join(folder, 'unfinished');
  mkdirSync(path, { recursive: true });
  return path;
}

/** Removes what killed processes left half-written. Only at start: nobody else is writing then. */
export function clearUnfinished(folder: string): number {
  const names = readdirSync(temporaryFolder(folder));
  for (const name of names) rmSync(join(temporaryFolder(folder), name), { force: true });
  return names.length;
}

function writeDurably(path: string, bytes: Uint8Array): void {
  const file = openSync(path, 'wx');
  try {
    // One write call moves at most 2 GiB, and may move less than asked.
    for (let done = 0; done < bytes.length;) {
      done += writeSync(file, bytes, done, Math.min(bytes.length - done, 1 << 28));
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function syncFolder(path: string): void {
  // Windows gives no handle on a folder; its renames are journaled by the file system.
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
