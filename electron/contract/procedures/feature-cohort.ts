import { z } from 'zod';
import { keepers, riskReaders } from '../people.ts';
import { procedure } from '../procedure.ts';
import { wireError } from './jobs.ts';

/** How an extraction over many cases stands or ended, case by case. */
export const extraction = z.object({
  /** Id of the job that ran it. */
  id: z.string(),
  /** `interrupted`: the engine was killed while it ran, and counts what was stored until then. */
  state: z.enum(['running', 'done', 'cancelled', 'failed', 'interrupted']),
  startedAt: z.string(),
  /** Null while it runs, and where nothing could tell its end. */
  endedAt: z.string().nullable(),
  /** Cases that were asked for, each counted once. */
  asked: z.number(),
  computed: z.number(),
  /** Cases whose newest mask already had a set of the same settings and code. */
  skipped: z.number(),
  failed: z.array(
    z.object({
      caseId: z.string(),
      /** Pseudonym of the patient, or null where there is no such case. */
      code: z.string().nullable(),
      error: wireError,
    }),
  ),
  /** What ended a failed extraction as a whole. */
  error: wireError.nullable(),
});
export type Extraction = z.infer<typeof extraction>;

/** Features of many cases. The cohort is every case whose newest mask has a set under today's settings. */
export const featureCohort = {
  /** One column's value in each case of the cohort. */
  'features.distribution': procedure(
    riskReaders,
    z.object({ column: z.string() }),
    z.array(z.object({ caseId: z.string(), value: z.number() })),
  ),
  /** Where a case stands in the cohort; no percentiles while it is not in it. */
  'features.percentiles': procedure(
    riskReaders,
    z.object({ caseId: z.string() }),
    z.object({
      /** Cases in the cohort, this one included. */
      cases: z.number(),
      /** By column: share of the cohort with a smaller value, 0 to 1. */
      percentiles: z.record(z.string(), z.number()),
    }),
  ),
  /** One job for all cases. What is stored already is not computed again, also after a stop. */
  'features.extract': procedure(
    keepers,
    z.object({ caseIds: z.array(z.string()).min(1) }),
    z.object({ jobId: z.string() }),
  ),
  /** The outcome of a `features.extract`; kept by the library. */
  'features.extraction': procedure(keepers, z.object({ jobId: z.string() }), extraction),
  /** Outcomes of the newest extractions, newest first. */
  'features.extractions': procedure(keepers, z.object({}), z.array(extraction)),
  /** The ids of the cohort's cases. */
  'features.members': procedure(riskReaders, z.object({}), z.array(z.string())),
};
