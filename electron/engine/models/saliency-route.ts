import { AppError } from '#contract/errors.ts';
import type { Prediction } from '#contract/procedures/risk.ts';
import type { RunTask } from '#engine/jobs/task.ts';
import { bytesReply, type BulkRoute } from '#engine/rpc/bulk.ts';
import { recentBytes } from '#engine/rpc/recent-bytes.ts';
import { expectRiskReader } from '#engine/rpc/risk-reader.ts';
import type { StoredSaliency } from '#engine/store/repositories/saliency-repository.ts';
import type { Store } from '#engine/store/store.ts';
import { unblindedViewer } from '#engine/store/viewer.ts';
import { NETWORK_INPUT_SIZE } from '#native/image/preprocess/network-input.ts';
import { newestPrediction } from './newest-prediction.ts';
import type { SaliencyTasks } from './saliency-tasks.ts';

interface Services {
  readonly store: Store;
  readonly run: RunTask<SaliencyTasks>;
  readonly modelFolder: string;
}

/** Stands for every setting of the maps: it changes when one is made in another way. */
const method = `grad-cam 1, last stage, ${NETWORK_INPUT_SIZE} mm`;

/** A few patients' maps. */
const keptBytes = 16 * 1024 * 1024;

/** Where the network found what raised its logit, for the newest prediction of a case. */
export function saliencyRoute(services: Services): BulkRoute {
  const recent = recentBytes(keptBytes);
  return {
    method: 'GET',
    path: /^\/data\/predictions\/([^/]+)\/saliency$/,
    maxBody: 0,
    handle: async ({ person, groups: [id] }) => {
      expectRiskReader(person, 'prediction');
      const prediction = services.store.results.prediction(id);
      // The map of an older mask or model would lie beside another number.
      if (!prediction || newestPrediction(services, prediction.caseId)?.id !== id) {
        throw new AppError('not-found', { what: 'prediction', id });
      }
      return bytesReply(await recent(id, () => packedMap(services, prediction)));
    },
  };
}

async function packedMap(services: Services, prediction: Prediction): Promise<Uint8Array> {
  const { store, run, modelFolder } = services;
  const { id: predictionId, caseId, maskId, model } = prediction;
  const volume = store.cases.volume(caseId);
  const mask = store.masks.get(maskId, unblindedViewer);
  if (!volume || !mask) throw new AppError('not-found', { what: 'case', id: caseId });
  const { geometry, voxelType, sha256: imageSha256 } = volume;
  // Somebody looks at the page: it must not wait behind a cohort's extraction.
  const options = { signal: new AbortController().signal, pool: 'interactive' } as const;

  const find = (): Promise<StoredSaliency> =>
    run(
      'find-saliency',
      {
        volume: { path: store.objectPath(imageSha256), geometry, voxelType },
        maskPath: store.objectPath(mask.sha256),
        modelFolder,
      },
      options,
    );
  const { weightsSha256 } = model;
  const key = { imageSha256, maskSha256: mask.sha256, weightsSha256, method };
  const known = store.saliency.find(key);
  const saliency = known ?? (await find());
  if (!known) store.saliency.add(key, saliency);
  return run('pack-saliency', { predictionId, saliency, grid: geometry }, options);
}
