import type { WireError } from '#contract/errors.ts';
import type { CaseDetail } from '#contract/procedures/cases.ts';
import type { Job } from '#contract/procedures/jobs.ts';
import type { FeatureSet } from '#contract/procedures/risk.ts';
import type { Computation } from '../../ui/computation.tsx';

/** What the features page of a case can be. */
export type FeaturesState =
  | { readonly status: 'no-mask' }
  | Computation
  | { readonly status: 'ready'; readonly set: FeatureSet };

interface Known {
  readonly detail: Pick<CaseDetail, 'masks'>;
  readonly set: FeatureSet | null;
  /** The newest job for features of this case, if one was seen. */
  readonly job: Job | undefined;
}

/** The one state that what is known of a case means. */
export function featuresState({ detail, set, job }: Known): FeaturesState {
  if (set) return { status: 'ready', set };
  if (job?.state === 'queued' || job?.state === 'running') return { status: 'computing', job };
  if (detail.masks.length === 0) return { status: 'no-mask' };
  if (job?.state === 'failed' && job.error)
    return { status: 'failed', error: job.error as WireError };
  return { status: 'not-computed' };
}

/** The newest job that measures this case alone; jobs are in the order in which they were made. */
export function featuresJob(jobs: Iterable<Job>, caseId: string): Job | undefined {
  return [...jobs].findLast((job) => job.kind === 'features' && job.caseId === caseId);
}
