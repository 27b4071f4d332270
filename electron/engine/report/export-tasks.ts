import { createHash } from 'node:crypto';
import { writeNifti } from '#engine/dicom/write-nifti.ts';
import type { SegDescription, SegSource } from '#engine/dicom/seg-source.ts';
import { writeSeg } from '#engine/dicom/write-seg.ts';
import { readMaskFile } from '#engine/store/mask-file.ts';
import { readVoxels, type VoxelFile } from '#engine/store/voxel-file.ts';
import type { Table } from './tables/table.ts';
import { tableBytes, type TableFormat } from './tables/write-table.ts';
import { writeWhole } from './write-whole.ts';

interface MaskOrder {
  readonly path: string;
  readonly maskPath: string;
  readonly geometry: VoxelFile['geometry'];
}

interface TableOrder {
  readonly path: string;
  readonly table: Table;
  readonly format: TableFormat;
}

interface SegOrder extends MaskOrder {
  readonly source: SegSource;
  readonly about: SegDescription;
}

/** Export's work in worker threads; each answers the bytes written, a table its hash besides. */
export const exportTasks = {
  'write-mask-nifti': ({ path, maskPath, geometry }: MaskOrder): number =>
    writeWhole(path, writeNifti({ geometry, data: readMaskFile(maskPath, geometry) })),

  'write-image-nifti': ({ path, volume }: { readonly path: string; readonly volume: VoxelFile }) =>
    writeWhole(path, writeNifti(readVoxels(volume))),

  'write-seg': ({ path, maskPath, geometry, source, about }: SegOrder): number =>
    writeWhole(path, writeSeg({ geometry, data: readMaskFile(maskPath, geometry) }, source, about)),

  'write-table': async ({ path, table, format }: TableOrder) => {
    const bytes = await tableBytes(table, format);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { bytes: writeWhole(path, bytes), sha256 };
  },
};

export type ExportTasks = typeof exportTasks;
