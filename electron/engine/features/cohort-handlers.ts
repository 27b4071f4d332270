import { AppError } from '#contract/errors.ts';
import type { featureCohort } from '#contract/procedures/feature-cohort.ts';
import type { JobQueue } from '#engine/jobs/job-queue.ts';
import { personOf, type Handlers } from '#engine/rpc/handler.ts';
import { cohortValues, columnOf, percentilesOf } from './cohort-values.ts';
import type { CohortServices } from './extract-cohort.ts';
import { recordExtraction } from './record-extraction.ts';

export function cohortHandlers(
  services: CohortServices & { readonly queue: JobQueue },
): Handlers<keyof typeof featureCohort> {
  const { store } = services;
  const cohort = cohortValues(services);

  return {
    'features.distribution': async ({ column }) => columnOf(cohort(), column),

    'features.percentiles': async ({ caseId }) => {
      const members = cohort();
      const member = members.find((candidate) => candidate.caseId === caseId);
      return {
        cases: members.length,
        percentiles: member ? percentilesOf(member, members) : {},
      };
    },

    'features.extract': async ({ caseIds }, call) => {
      const person = personOf(call);
      const count = new Set(caseIds).size;
      const { id: jobId } = services.queue.start({
        kind: 'features',
        lane: 'bulk',
        caseId: null,
        title: count === 1 ? 'Extract features of 1 case' : `Extract features of ${count} cases`,
        ownerId: person.id,
        run: async (control) => {
          await recordExtraction(services, { caseIds, person }, control);
          return control.jobId;
        },
      });
      return { jobId };
    },

    'features.extraction': async ({ jobId }) => {
      const outcome = store.extractions.get(jobId);
      if (!outcome) throw new AppError('not-found', { what: 'job', id: jobId });
      return outcome;
    },

    'features.extractions': async () => store.extractions.list(),

    'features.members': async () => cohort().map(({ caseId }) => caseId),
  };
}
