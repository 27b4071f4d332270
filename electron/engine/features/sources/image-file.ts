import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AppError, type ErrorCode } from '#contract/errors.ts';
import { headerBytes, secondHeaderBytes } from '#engine/dicom/nifti-header.ts';
import { readNifti } from '#engine/dicom/read-nifti.ts';
import { readNrrd, type ReadBeside } from '#engine/dicom/read-nrrd.ts';
import { readNrrdLabels, type NrrdLabels } from '#engine/dicom/read-nrrd-labels.ts';
import { RefusalError, type RefusalCode } from '#engine/dicom/refusal.ts';
import type { Volume } from '#native/image/volume.ts';

/** What a path holds, told by its first bytes and not by its name. */
export type SourceKind = 'nifti' | 'nrrd' | 'dicom';

export function sourceKind(path: string): SourceKind {
  if (statSync(path).isDirectory()) return 'dicom';
  const head = firstBytes(path, 4);
  if (head.subarray(0, 4).toString('latin1') === 'NRRD') return 'nrrd';
  const gzip = head[0] === 0x1f && head[1] === 0x8b;
  // The first field of a NIfTI header is its own length, in either byte order.
  const lengths = head.length < 4 ? [] : [head.readInt32LE(0), head.readInt32BE(0)];
  const nifti = lengths.includes(headerBytes) || lengths.includes(secondHeaderBytes);
  return gzip || nifti ? 'nifti' : 'dicom';
}

function firstBytes(path: string, count: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(count);
    return head.subarray(0, readSync(file, head, 0, count, 0));
  } finally {
    closeSync(file);
  }
}

/** Reads a NIfTI or NRRD file. */
export function readImageFile(path: string, kind: Exclude<SourceKind, 'dicom'>): Volume {
  const file = readFileSync(path);
  if (kind === 'nifti') return readNifti(file);
  return readNrrd(file, besideOf(path));
}

/** Reads the labels of a NIfTI or NRRD file, with their names where the file has some. */
export function readLabelFile(path: string, kind: Exclude<SourceKind, 'dicom'>): NrrdLabels {
  if (kind === 'nifti') return { layers: [readImageFile(path, kind)], segments: [] };
  return readNrrdLabels(readFileSync(path), besideOf(path));
}

/** A name, not a path: a header must not make the program read files elsewhere. */
function besideOf(path: string): ReadBeside {
  return (name) => readFileSync(join(dirname(path), basename(name)));
}

/** Runs a reader; what it cannot read becomes an `image-unreadable` with its reason. */
export async function reading<T>(path: string, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const file = basename(path);
    if (isAbout(error, 'image-not-3d')) throw new AppError(error.code, { file, ...error.details });
    if (isAbout(error, 'image-spacing')) throw new AppError(error.code, { file, ...error.details });
    if (error instanceof AppError) throw error;
    throw new AppError('image-unreadable', { file, reason: reasonOf(error) }, { cause: error });
  }
}

function isAbout<C extends ErrorCode>(error: unknown, code: C): error is AppError<C> {
  return error instanceof AppError && error.code === code;
}

/** In words why a file could not be read. */
export function reasonOf(error: unknown): string {
  if (error instanceof RefusalError) return refusals[error.code] ?? error.code.replaceAll('-', ' ');
  if (error instanceof RangeError) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return failures[code] ?? (code || 'the file is damaged');
}

const refusals: Partial<Readonly<Record<RefusalCode, string>>> = {
  'not-dicom': 'it is no NIfTI, NRRD or DICOM file',
  'not-ct': 'it is not a CT slice',
  truncated: 'it ends before its last voxel; copy it again',
  damaged: 'it is damaged or cut off; copy it again',
  unreadable: 'it may not be read',
  'unsupported-pixel-format': 'only binary segmentations are read, not fractional or label maps',
  'unsupported-transfer-syntax': 'its voxels are compressed in a way that is not read',
  'no-geometry': 'it does not tell where its voxels lie',
};

/** What the file system and the decompressor mean by their codes. */
const failures: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'it may not be read',
  Z_BUF_ERROR: 'its compressed voxels end too early; copy it again',
  Z_DATA_ERROR: 'its compressed voxels are damaged; copy it again',
  ERR_FS_FILE_TOO_LARGE: 'it is too large to be read at once',
  ERR_BUFFER_TOO_LARGE: 'it is too large to be read at once',
};
