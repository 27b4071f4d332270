import type { WireError } from '#contract/errors.ts';
import { riskReaders, type Role } from '#contract/people.ts';
import type { CaseDetail } from '#contract/procedures/cases.ts';
import type { Job } from '#contract/procedures/jobs.ts';
import type { Prediction } from '#contract/procedures/risk.ts';
import type { Computation } from '../../ui/computation.tsx';

/** What the risk page of a case can be. */
export type RiskState =
  | { readonly status: 'no-mask' }
  | Computation
  | { readonly status: 'ready'; readonly prediction: Prediction };

interface Known {
  readonly detail: CaseDetail;
  readonly prediction: Prediction | null;
  /** The newest prediction job of this case, if one was seen. */
  readonly job: Job | undefined;
}

/** The one state that what is known of a case means. */
export function riskState({ detail, prediction, job }: Known): RiskState {
  if (job?.state === 'queued' || job?.state === 'running') return { status: 'computing', job };
  if (prediction) return { status: 'ready', prediction };
  if (detail.masks.length === 0) return { status: 'no-mask' };
  if (job?.state === 'failed' && job.error)
    return { status: 'failed', error: job.error as WireError };
  return { status: 'not-computed' };
}

export function mayReadRisk(role: Role): boolean {
  return (riskReaders as readonly Role[]).includes(role);
}

/** The newest job that predicts this case; jobs are in the order in which they were made. */
export function predictionJob(jobs: Iterable<Job>, caseId: string): Job | undefined {
  return [...jobs].findLast((job) => job.kind === 'predict' && job.caseId === caseId);
}
