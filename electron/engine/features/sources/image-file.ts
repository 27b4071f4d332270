import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AppError } from '#contract/errors.ts';
import { readNifti } from '#engine/dicom/read-nifti.ts';
import { readNrrd } from '#engine/dicom/read-nrrd.ts';
import { RefusalError } from '#engine/dicom/refusal.ts';
import type { Volume } from '#native/image/volume.ts';

/** What a path holds, told by its first bytes and not by its name. */
export type SourceKind = 'nifti' | 'nrrd' | 'dicom';

export function sourceKind(path: string): SourceKind {
  if (statSync(path).isDirectory()) return 'dicom';
  const head = readFileSync(path).subarray(0, 132);
  if (head.subarray(0, 4).toString('latin1') === 'NRRD') return 'nrrd';
  const gzip = head[0] === 0x1f && head[1] === 0x8b;
  // The first field of a NIfTI-1 header is its own length, 348, in either byte order.
  const nifti = head.length >= 4 && (head.readInt32LE(0) === 348 || head.readInt32BE(0) === 348);
  return gzip || nifti ? 'nifti' : 'dicom';
}

/** Reads a NIfTI or NRRD file. */
export function readImageFile(path: string, kind: Exclude<SourceKind, 'dicom'>): Volume {
  const file = readFileSync(path);
  if (kind === 'nifti') return readNifti(file);
  // A name, not a path: a header must not make the program read files elsewhere.
  return readNrrd(file, (name) => readFileSync(join(dirname(path), basename(name))));
}

/** Runs a reader; what it cannot read becomes an `image-unreadable` with its reason. */
export async function reading<T>(path: string, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError(
      'image-unreadable',
      { file: basename(path), reason: reasonOf(error) },
      { cause: error },
    );
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof RefusalError) return error.code.replaceAll('-', ' ');
  if (error instanceof RangeError) return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file';
  return typeof code === 'string' ? code : 'the file is damaged';
}
