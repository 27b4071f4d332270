import { AppError } from '#contract/errors.ts';
import type { Extraction, featureCohort } from '#contract/procedures/feature-cohort.ts';
import type { JobQueue } from '#engine/jobs/job-queue.ts';
import { personOf, type Handlers } from '#engine/rpc/handler.ts';
import { cohortValues, columnOf, percentilesOf } from './cohort-values.ts';
import { extractCohort, type CohortServices } from './extract-cohort.ts';

/** Outcomes that are kept for the windows that asked for them; the oldest goes first. */
const keptOutcomes = 20;

export function cohortHandlers(
  services: CohortServices & { readonly queue: JobQueue },
): Handlers<keyof typeof featureCohort> {
  const cohort = cohortValues(services);
  const outcomes = new Map<string, Extraction>();
  const keep = (jobId: string, outcome: Extraction): void => {
    outcomes.set(jobId, outcome);
    for (const oldest of [...outcomes.keys()].slice(0, -keptOutcomes)) outcomes.delete(oldest);
  };

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
          keep(control.jobId, await extractCohort(services, { caseIds, person }, control));
          return control.jobId;
        },
      });
      return { jobId };
    },

    'features.extraction': async ({ jobId }) => {
      const outcome = outcomes.get(jobId);
      if (!outcome) throw new AppError('not-found', { what: 'job', id: jobId });
      return outcome;
    },
  };
}
