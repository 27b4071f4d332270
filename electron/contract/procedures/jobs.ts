import { z } from 'zod';
import { procedure, stream } from '../procedure.ts';

export const jobKind = z.enum([
  'import',
  'segment',
  'features',
  'predict',
  'export',
  'demo',
  'backup',
  'verify',
  'train',
  'fit',
  'benchmark',
]);
export type JobKind = z.infer<typeof jobKind>;

/** A failure as it travels inside a reply; the closed list of codes is in errors.ts. */
export const wireError = z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) });

export const job = z.object({
  id: z.string(),
  kind: jobKind,
  /** Case the job is about, when it is about one. */
  caseId: z.string().nullable(),
  /** Short English title without patient data. */
  title: z.string(),
  state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  /** 0 to 1, or null while the amount of work is unknown. */
  progress: z.number().min(0).max(1).nullable(),
  /** What is going on now, e.g. "slice 41 of 134". */
  stage: z.string(),
  /** Estimated seconds to the end, or null while unknown. */
  secondsLeft: z.number().nullable(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  /** What the job made: an import, export, prediction … id by kind; null until done. */
  resultId: z.string().nullable(),
  error: wireError.nullable(),
});
export type Job = z.infer<typeof job>;

/** What changed in the library, so that open screens can read it again. */
export const libraryChange = z.object({
  topic: z.enum([
    'cases',
    'case',
    'people',
    'proposals',
    'masks',
    'features',
    'prediction',
    'clinical',
    'experiments',
    'cohorts',
    'evaluations',
    'segmenters',
  ]),
  caseId: z.string().nullable(),
});
export type LibraryChange = z.infer<typeof libraryChange>;

export const jobs = {
  'jobs.list': procedure('signed-in', z.object({}), z.array(job)),
  'jobs.get': procedure('signed-in', z.object({ jobId: z.string() }), job),
  'jobs.cancel': procedure('signed-in', z.object({ jobId: z.string() }), job),
  /** Every job's present state first, then each change. */
  'jobs.watch': stream('signed-in', z.object({}), job),
  'library.watch': stream('signed-in', z.object({}), libraryChange),
};
