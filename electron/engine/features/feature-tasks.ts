import { readMaskFile } from '#engine/store/mask-file.ts';
import { readVoxels, type VoxelFile } from '#engine/store/voxel-file.ts';
import type { FeatureValue } from '#contract/procedures/risk.ts';
import { isotropicCase } from '#native/image/preprocess/isotropic-case.ts';
import { radiomicsInput } from '#native/image/preprocess/radiomics-input.ts';
import { extractFeatures } from '#native/radiomics/registry.ts';

interface Order {
  readonly volume: VoxelFile;
  readonly maskPath: string;
  readonly binWidth: number;
}

/** Feature extraction's work in worker threads. */
export const featureTasks = {
  'extract-features': ({ volume, maskPath, binWidth }: Order): FeatureValue[] => {
    const { geometry } = volume;
    const mask = { geometry, data: readMaskFile(maskPath, geometry) };
    const input = radiomicsInput(isotropicCase(readVoxels(volume), mask));
    return extractFeatures(input.volume, input.mask, { binWidth }).map((feature) => {
      const [image, , ...name] = feature.column.split('_');
      return { ...feature, image, name: name.join('_') };
    });
  },
};

export type FeatureTasks = typeof featureTasks;
