import { packSaliency } from '#contract/saliency-map.ts';
import { readMaskFile } from '#engine/store/mask-file.ts';
import { readVoxels, type VoxelFile } from '#engine/store/voxel-file.ts';
import { NETWORK_INPUT_SIZE } from '#native/image/preprocess/network-input.ts';
import { encodeRiskSaliency } from '#native/runtime/risk-network.ts';
import { saliency, saliencyOnGrid, type Saliency } from '#native/runtime/saliency.ts';
import { keptSession } from './kept-session.ts';

interface Order {
  readonly volume: VoxelFile;
  readonly maskPath: string;
  readonly modelFolder: string;
}

interface PackOrder {
  readonly predictionId: string;
  readonly saliency: Saliency;
  /** The CT's own grid. */
  readonly grid: VoxelFile['geometry'];
}

const load = keptSession(encodeRiskSaliency);

/** The heat map's work in worker threads. */
export const saliencyTasks = {
  'find-saliency': async ({ volume, maskPath, modelFolder }: Order): Promise<Saliency> => {
    const { model, runSession } = await load(modelFolder);
    const { geometry } = volume;
    return saliency({
      volume: readVoxels(volume),
      mask: { geometry, data: readMaskFile(maskPath, geometry) },
      inputSize: NETWORK_INPUT_SIZE,
      radiomicsCount: model.card.radiomics.features.length,
      runSession,
    });
  },

  /** Answers the packed bytes of a `SaliencyMap`. */
  'pack-saliency': (order: PackOrder): Uint8Array => {
    const { box, map } = saliencyOnGrid(order.saliency, order.grid);
    return packSaliency({
      ...box,
      predictionId: order.predictionId,
      found: order.saliency.peak > 0,
      levels: Uint8Array.from(map.data, (value) => Math.round(255 * value)),
    });
  },
};

export type SaliencyTasks = typeof saliencyTasks;
