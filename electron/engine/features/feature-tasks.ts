import type { TaskControl } from '#engine/jobs/task.ts';
import { readMaskFile } from '#engine/store/mask-file.ts';
import { readVoxels, type VoxelFile } from '#engine/store/voxel-file.ts';
import type { FeatureValue } from '#contract/procedures/risk.ts';
import { packResponse } from '#contract/filter-response.ts';
import { extractPreset, onPresetGrid } from './extract-preset.ts';
import type { Preset } from './preset-schema.ts';
import { responseImage } from './response-image.ts';

interface Order {
  readonly volume: VoxelFile;
  readonly maskPath: string;
  readonly preset: Preset;
}

interface ResponseOrder {
  readonly volume: VoxelFile;
  readonly mask: { readonly id: string; readonly path: string };
  readonly preset: Preset;
  readonly settingsHash: string;
  /** Name of one of the preset's images. */
  readonly image: string;
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

  /** Answers the packed bytes of a `ResponseImage`. */
  'filter-response': (order: ResponseOrder): Uint8Array => {
    const { volume, mask, preset, settingsHash, image } = order;
    const { geometry } = volume;
    const prepare = () => {
      const region = { geometry, data: readMaskFile(mask.path, geometry) };
      return onPresetGrid(readVoxels(volume), region, preset);
    };
    const key = [volume.path, mask.id, settingsHash].join(' ');
    const shown = responseImage(() => lastPrepared(key, prepare), preset, image);
    return packResponse({ ...shown, maskId: mask.id, settingsHash });
  },
};

export type FeatureTasks = typeof featureTasks;

type Prepared = ReturnType<typeof onPresetGrid>;

let last: { readonly key: string; readonly prepared: Prepared } | undefined;

/**
 * Keeps the last region of this thread: a person goes through the images of one case, and bringing
 * it to the grid takes longer than most filters. Path and mask name contents, so nothing kept is stale.
 */
function lastPrepared(key: string, prepare: () => Prepared): Prepared {
  if (last?.key !== key) {
    last = undefined;
    last = { key, prepared: prepare() };
  }
  return last.prepared;
}
