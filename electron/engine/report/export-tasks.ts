import { renameSync, writeFileSync } from 'node:fs';
import { writeNifti } from '#engine/dicom/write-nifti.ts';
import type { SegDescription, SegSource } from '#engine/dicom/seg-source.ts';
import { writeSeg } from '#engine/dicom/write-seg.ts';
import { readMaskFile } from '#engine/store/mask-file.ts';
import { readVoxels, type VoxelFile } from '#engine/store/voxel-file.ts';

interface MaskOrder {
  readonly path: string;
  readonly maskPath: string;
  readonly geometry: VoxelFile['geometry'];
}

interface SegOrder extends MaskOrder {
  readonly source: SegSource;
  readonly about: SegDescription;
}

/** Export's work in worker threads; each answers the bytes written. */
export const exportTasks = {
  'write-mask-nifti': ({ path, maskPath, geometry }: MaskOrder): number =>
    writeWhole(path, writeNifti({ geometry, data: readMaskFile(maskPath, geometry) })),

  'write-image-nifti': ({ path, volume }: { readonly path: string; readonly volume: VoxelFile }) =>
    writeWhole(path, writeNifti(readVoxels(volume))),

  'write-seg': ({ path, maskPath, geometry, source, about }: SegOrder): number =>
    writeWhole(path, writeSeg({ geometry, data: readMaskFile(maskPath, geometry) }, source, about)),
};

export type ExportTasks = typeof exportTasks;

/** A file under its own name is complete. */
export function writeWhole(path: string, bytes: Uint8Array): number {
  writeFileSync(`${path}.part`, bytes);
  renameSync(`${path}.part`, path);
  return bytes.length;
}
