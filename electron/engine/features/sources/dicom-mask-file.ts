import { basename } from 'node:path';
import { AppError } from '#contract/errors.ts';
import { openFileSource } from '#engine/dicom/byte-source.ts';
import { string } from '#engine/dicom/elements.ts';
import { parseHeader } from '#engine/dicom/parse-header.ts';
import { RefusalError } from '#engine/dicom/refusal.ts';
import { walkFiles } from '#engine/dicom/walk-files.ts';

/** A DICOM file that holds regions. */
export interface DicomMaskFile {
  readonly file: string;
  readonly modality: 'SEG' | 'RTSTRUCT';
}

/**
 * The one SEG or RTSTRUCT at a path; a folder may hold other DICOM files, too.
 *
 * @throws AppError `image-unreadable` when there is none or more than one.
 */
export async function dicomMaskFile(path: string): Promise<DicomMaskFile> {
  const found: DicomMaskFile[] = [];
  for await (const { path: file } of walkFiles([path], () => undefined)) {
    const modality = await modalityOf(file, file === path);
    if (modality === 'SEG' || modality === 'RTSTRUCT') found.push({ file, modality });
  }
  if (found.length === 1) return found[0];
  const reason =
    found.length === 0
      ? 'it is no NIfTI, NRRD, DICOM SEG or RTSTRUCT'
      : `it holds ${found.length} SEG or RTSTRUCT files; name one of them`;
  throw new AppError('image-unreadable', { file: basename(path), reason });
}

async function modalityOf(path: string, named: boolean): Promise<string | undefined> {
  const source = await openFileSource(path);
  try {
    return string((await parseHeader(source)).dataSet, 'x00080060');
  } catch (error) {
    // What is not DICOM cannot be the mask; it may lie beside it. A damaged file that was named is
    // no other file.
    const other = error instanceof RefusalError && (!named || error.code === 'not-dicom');
    if (!other) throw error;
    return undefined;
  } finally {
    await source.close();
  }
}
