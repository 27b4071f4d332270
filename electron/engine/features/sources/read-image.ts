import { basename } from 'node:path';
import { AppError } from '#contract/errors.ts';
import { loadVolume } from '#engine/dicom/load-volume.ts';
import { scanSources } from '#engine/dicom/scan-sources.ts';
import type { Volume } from '#native/image/volume.ts';
import { requireFinite } from './finite-voxels.ts';
import { readImageFile, reading, sourceKind } from './image-file.ts';

/**
 * An image from a NIfTI or NRRD file or from a folder (or file) of one DICOM CT series.
 *
 * @returns Voxels in the file's own axis order; HU where the source is DICOM.
 * @throws AppError saying what is wrong with the file, the grid or a voxel.
 */
export async function readImage(path: string): Promise<Volume> {
  const volume = await reading(path, async () => {
    const kind = sourceKind(path);
    return kind === 'dicom' ? readSeries(path) : readImageFile(path, kind);
  });
  requireFinite(volume, 'image');
  return volume;
}

async function readSeries(path: string): Promise<Volume> {
  const { series } = await scanSources([path]);
  if (series.length !== 1) {
    throw new AppError('series-not-unique', { file: basename(path), series: series.length });
  }
  return loadVolume(series[0]);
}
