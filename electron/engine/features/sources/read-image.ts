import { basename } from 'node:path';
import { AppError } from '#contract/errors.ts';
import { loadVolume } from '#engine/dicom/load-volume.ts';
import { scanSources, type ScanOptions } from '#engine/dicom/scan-sources.ts';
import { RefusalError } from '#engine/dicom/refusal.ts';
import type { Flag } from '#engine/dicom/series.ts';
import type { Volume } from '#native/image/volume.ts';
import { requireFinite } from './finite-voxels.ts';
import { readImageFile, reading, reasonOf, sourceKind } from './image-file.ts';

type OnScan = NonNullable<ScanOptions['onProgress']>;

/** An image, and what a mask must share with it. */
export interface SourceImage extends Volume {
  /** `undefined` where the file names none, as NIfTI and NRRD. */
  readonly frameOfReferenceUid: string | undefined;
}

/**
 * An image from a NIfTI or NRRD file or from a folder (or file) of one DICOM CT series.
 *
 * @param onScan Told of the files of a folder that were read.
 * @returns Voxels in the file's own axis order; HU where the source is DICOM.
 * @throws AppError saying what is wrong with the file, the series, the grid or a voxel.
 */
export async function readImage(path: string, onScan?: OnScan): Promise<SourceImage> {
  const image = await reading(path, async () => {
    const kind = sourceKind(path);
    if (kind === 'dicom') return readSeries(path, onScan);
    return { ...readImageFile(path, kind), frameOfReferenceUid: undefined };
  });
  requireFinite(image, 'image');
  return image;
}

async function readSeries(path: string, onScan: OnScan = () => undefined): Promise<SourceImage> {
  const { series, refused } = await scanSources([path], { onProgress: onScan });
  const file = basename(path);
  if (series.length === 0 && refused.some((one) => one.path === path)) {
    const [{ code }] = refused;
    throw new AppError('image-unreadable', { file, reason: reasonOf(new RefusalError(code)) });
  }
  if (series.length !== 1) throw new AppError('series-not-unique', { file, series: series.length });
  const [draft] = series;
  const problems = draft.flags.filter(({ severity }) => severity === 'bad').map(problemOf);
  if (problems.length > 0) throw new AppError('series-unsound', { file, problems });
  return { ...(await loadVolume(draft)), frameOfReferenceUid: draft.frameOfReferenceUid };
}

/** A finding in words, with the slices (1-based) that it is about. */
function problemOf({ code, slices = [] }: Flag): string {
  const some = slices.slice(0, 10).join(', ') + (slices.length > 10 ? ', …' : '');
  return code.replaceAll('-', ' ') + (slices.length > 0 ? ` at slice ${some}` : '');
}
