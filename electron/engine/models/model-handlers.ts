import { existsSync } from 'node:fs';
import { AppError } from '#contract/errors.ts';
import type { risk } from '#contract/procedures/risk.ts';
import type { JobQueue } from '#engine/jobs/job-queue.ts';
import { personOf, type Handlers } from '#engine/rpc/handler.ts';
import { unblindedViewer } from '#engine/store/viewer.ts';
import { describeModel, readModel } from './installed-model.ts';
import { newestPrediction } from './newest-prediction.ts';
import { predict, type PredictServices } from './predict.ts';

type Names = Extract<keyof typeof risk, `models.${string}` | `prediction.${string}`>;
type Services = PredictServices & { readonly queue: JobQueue };

export function modelHandlers(services: Services): Handlers<Names> {
  const { store, queue, modelFolder } = services;
  return {
    'models.list': async () =>
      existsSync(modelFolder) ? [describeModel(readModel(modelFolder).card)] : [],

    'prediction.start': async ({ caseId }, call) => {
      const person = personOf(call);
      if (!store.cases.volume(caseId)) {
        throw new AppError('not-found', { what: 'case', id: caseId });
      }
      const mask = store.masks.newest(caseId, unblindedViewer);
      if (!mask) throw new AppError('mask-missing', { caseId });
      const job = queue.start({
        kind: 'predict',
        lane: 'interactive',
        caseId,
        title: 'Predict the risk',
        ownerId: person.id,
        run: async (control) => (await predict(services, { mask, person }, control)).id,
      });
      return { jobId: job.id };
    },

    'prediction.get': async ({ caseId }) => newestPrediction(services, caseId) ?? null,
  };
}
