import { AppError, type ErrorCode, type ErrorDetails } from '#contract/errors.ts';
import type { Job } from '#contract/procedures/jobs.ts';
import type { LocalClient } from '#engine/local-client.ts';

export interface FollowOptions {
  /** Aborted by Ctrl+C: the job is then cancelled, and its end awaited. */
  readonly cancel: AbortSignal;
  readonly onProgress: (job: Job) => void;
}

/** Follows a job to its end. Throws the error of a failed one, `job-cancelled` for a cancelled one. */
export async function followJob(
  client: LocalClient,
  jobId: string,
  { cancel, onProgress }: FollowOptions,
): Promise<Job> {
  const requestCancel = () => void client.call('jobs.cancel', { jobId });
  const watching = new AbortController();
  if (cancel.aborted) requestCancel();
  cancel.addEventListener('abort', requestCancel);
  try {
    for await (const job of client.watch('jobs.watch', {}, watching.signal)) {
      if (job.id !== jobId) continue;
      onProgress(job);
      if (job.state === 'done') return job;
      if (job.state === 'cancelled') throw new AppError('job-cancelled', { jobId });
      if (job.state === 'failed') throw failureOf(job);
    }
    throw new AppError('engine-lost', {});
  } finally {
    cancel.removeEventListener('abort', requestCancel);
    watching.abort();
  }
}

function failureOf({ id, error }: Job): AppError {
  if (!error) return new AppError('internal', { logId: id });
  return new AppError(error.code as ErrorCode, error.details as unknown as ErrorDetails[ErrorCode]);
}

/** One line about a running job, e.g. "Import  41 %  slice 55 of 134  12 s left". */
export function progressLine({ title, progress, stage, secondsLeft }: Job): string {
  const percent = progress === null ? '' : `${Math.floor(progress * 100)} %`;
  const left = secondsLeft === null ? '' : `${Math.ceil(secondsLeft)} s left`;
  return [title, percent, stage, left].filter((part) => part !== '').join('  ');
}
