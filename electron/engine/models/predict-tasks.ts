import { readMaskFile } from '#engine/store/mask-file.ts';
import { readVoxels, type VoxelFile } from '#engine/store/voxel-file.ts';
import { predictRisk, type RiskPrediction } from '#native/runtime/predict-risk.ts';
import { encodeRiskNetwork } from '#native/runtime/risk-network.ts';
import { keptSession } from './kept-session.ts';

interface Order {
  readonly volume: VoxelFile;
  readonly maskPath: string;
  readonly modelFolder: string;
}

export interface PredictedRisk {
  readonly prediction: RiskPrediction;
  /** The voxel nearest to the mask's centroid. */
  readonly centreIjk: [number, number, number];
}

const load = keptSession(encodeRiskNetwork);

/** Prediction's work in worker threads; one thread a session, so that equal inputs give equal bytes. */
export const predictTasks = {
  'predict-risk': async ({ volume, maskPath, modelFolder }: Order): Promise<PredictedRisk> => {
    const { model, runSession } = await load(modelFolder);
    const { geometry } = volume;
    const mask = { geometry, data: readMaskFile(maskPath, geometry) };
    const input = { volume: readVoxels(volume), mask, model, runSession };
    return { prediction: await predictRisk(input), centreIjk: centreOf(mask.data, geometry) };
  },
};

export type PredictTasks = typeof predictTasks;

function centreOf(mask: Uint8Array, geometry: VoxelFile['geometry']): [number, number, number] {
  const [nx, ny] = geometry.dimensions;
  let [i, j, k, n] = [0, 0, 0, 0];
  for (let at = mask.indexOf(1); at >= 0; at = mask.indexOf(1, at + 1)) {
    i += at % nx;
    j += Math.floor(at / nx) % ny;
    k += Math.floor(at / (nx * ny));
    n++;
  }
  return [Math.round(i / n), Math.round(j / n), Math.round(k / n)];
}
