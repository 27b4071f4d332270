import { randomUUID } from 'node:crypto';
import { AppError } from '#contract/errors.ts';
import type { Person } from '#contract/people.ts';
import type { FeatureSet, Prediction } from '#contract/procedures/risk.ts';
import type { JobControl } from '#engine/jobs/job-queue.ts';
import type { LibraryChanges } from '#engine/jobs/library-changes.ts';
import type { RunTask } from '#engine/jobs/task.ts';
import type { StoredMask } from '#engine/store/repositories/mask-repository.ts';
import type { Store } from '#engine/store/store.ts';
import { unblindedViewer } from '#engine/store/viewer.ts';
import { riskBand } from '#native/runtime/cohort.ts';
import { describeModel, readModel } from './installed-model.ts';
import type { PredictTasks } from './predict-tasks.ts';
import { qualityFlags } from './quality-flags.ts';

export interface PredictServices {
  readonly store: Store;
  readonly changes: LibraryChanges;
  readonly run: RunTask<PredictTasks>;
  readonly modelFolder: string;
  /** Computes and stores the features of a mask, or gives the stored ones. */
  readonly features: (
    order: { readonly mask: StoredMask; readonly person: Person },
    control: JobControl,
  ) => Promise<FeatureSet>;
}

/** Predicts one patient's risk from image and mask and stores it with all it depends on. */
export async function predict(
  services: PredictServices,
  { mask, person }: { readonly mask: StoredMask; readonly person: Person },
  control: JobControl,
): Promise<Prediction> {
  const { store, changes, run, modelFolder } = services;
  const { card } = readModel(modelFolder);
  const volume = store.cases.volume(mask.caseId);
  const summary = store.cases.get(mask.caseId, unblindedViewer);
  if (!volume || !summary) throw new AppError('not-found', { what: 'case', id: mask.caseId });
  const features = await services.features({ mask, person }, control);
  control.report(null, 'network');
  const { geometry, voxelType, sha256 } = volume;
  const result = await run(
    'predict-risk',
    {
      volume: { path: store.objectPath(sha256), geometry, voxelType },
      maskPath: store.objectPath(mask.sha256),
      modelFolder,
    },
    { signal: control.signal, pool: 'bulk' },
  );
  const { prediction: risk, centreIjk } = result;
  const prediction: Prediction = {
    id: randomUUID(),
    caseId: mask.caseId,
    maskId: mask.id,
    maskVersion: mask.version,
    maskAuthor: mask.author,
    computedAt: new Date().toISOString(),
    probability: risk.probability,
    interval: [...risk.interval],
    model: describeModel(card),
    features: risk.features.map(({ zScore: _, ...feature }) => feature),
    networkContribution: risk.networkContribution,
    cohort: {
      probabilities: [...card.cohort.probabilities],
      labels: [...card.cohort.labels],
      band: riskBand(card.cohort, risk.probability),
    },
    quality: qualityFlags({ summary, mask, prediction: risk, demoModel: card.demo }),
    centreIjk,
  };
  store.transaction(() => {
    store.results.addPrediction(prediction, features.id);
    store.audit.append({
      who: person,
      action: 'prediction-computed',
      subject: prediction.id,
      details: {
        caseId: mask.caseId,
        maskId: mask.id,
        featuresId: features.id,
        model: card.id,
        weights: card.weightsSha256,
      },
    });
  });
  changes.publish('prediction', mask.caseId);
  return prediction;
}
