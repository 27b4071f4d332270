import type { risk } from '#contract/procedures/risk.ts';
import type { JobQueue } from '#engine/jobs/job-queue.ts';
import { personOf, type Handlers } from '#engine/rpc/handler.ts';
import { unblindedViewer } from '#engine/store/viewer.ts';
import {
  computeFeatures,
  measuredMask,
  storedFeatures,
  type FeatureServices,
} from './compute-features.ts';

type Names = Extract<keyof typeof risk, `features.${string}`>;
type Services = FeatureServices & { readonly queue: JobQueue };

export function featureHandlers(services: Services): Handlers<Names> {
  const { store, queue } = services;
  return {
    'features.compute': async ({ caseId }, call) => {
      const person = personOf(call);
      const mask = measuredMask(store, caseId);
      const job = queue.start({
        kind: 'features',
        lane: 'interactive',
        caseId,
        title: 'Compute features',
        ownerId: person.id,
        run: async (control) => (await computeFeatures(services, { mask, person }, control)).id,
      });
      return { jobId: job.id };
    },

    'features.get': async ({ caseId }) => {
      const mask = store.masks.newest(caseId, unblindedViewer);
      return (mask && storedFeatures(services, mask.id)) ?? null;
    },
  };
}
