import type { TaskControl } from '#engine/jobs/task.ts';
import { readMaskFile } from '#engine/store/mask-file.ts';
import { readVoxels, type VoxelFile } from '#engine/store/voxel-file.ts';
import type { FeatureValue } from '#contract/procedures/risk.ts';
import { extractPreset } from './extract-preset.ts';
import type { Preset } from './preset-schema.ts';

interface Order {
  readonly volume: VoxelFile;
  readonly maskPath: string;
  readonly preset: Preset;
}

/** Feature extraction's work in worker threads. */
export const featureTasks = {
  'extract-features': (
    { volume, maskPath, preset }: Order,
    { report }: TaskControl,
  ): FeatureValue[] => {
    const { geometry } = volume;
    const mask = { geometry, data: readMaskFile(maskPath, geometry) };
    const { columns, values } = extractPreset(readVoxels(volume), mask, preset, (done, of, image) =>
      report(done / of, image),
    );
    return columns.map((identity, c) => ({ ...identity, value: values[c] }));
  },
};

export type FeatureTasks = typeof featureTasks;
