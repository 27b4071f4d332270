import { readMaskFile } from '#engine/store/mask-file.ts';
import { readVoxels, type VoxelFile } from '#engine/store/voxel-file.ts';
import type { RunSession } from '#native/graph/run-session.ts';
import type { RiskModel } from '#native/runtime/parse-risk-model.ts';
import { predictRisk, type RiskPrediction } from '#native/runtime/predict-risk.ts';
import { encodeRiskNetwork } from '#native/runtime/risk-network.ts';
import { createSession } from '#native/runtime/session.ts';
import { readModel } from './installed-model.ts';

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

interface Loaded {
  readonly folder: string;
  readonly model: RiskModel;
  readonly runSession: RunSession;
}

let loaded: Loaded | undefined;

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

/** Building the session costs more than a prediction, so a thread keeps the last one. */
async function load(folder: string): Promise<Loaded> {
  if (loaded?.folder !== folder) {
    const model = readModel(folder);
    const session = await createSession(encodeRiskNetwork(model), { threads: 1 });
    loaded = { folder, model, runSession: session.run };
  }
  return loaded;
}

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
