import type { WireError } from '#contract/errors.ts';
import { Button } from '@mantine/core';
import { endOfJob } from '../../../api/end-of-job.ts';
import { useEngine } from '../../../api/engine-context.tsx';
import { useFeed, useRunningJobs } from '../../../api/library-feed.tsx';
import { notifyDone, notifyError } from '../../../ui/notify.tsx';
import { ProgressRow } from '../../../ui/progress-row.tsx';
import styles from './setup.module.css';

const fits = [
  { kind: 'radiomics', action: 'Fit radiomics model', done: 'The radiomics model is fitted.' },
  { kind: 'clinical', action: 'Fit clinical baseline', done: 'The clinical baseline is fitted.' },
] as const;

/** Fits a baseline on the training set; also what was begun elsewhere is followed here. */
export function FitButtons({
  cohortId,
  onError,
}: {
  readonly cohortId: string;
  /** Why the last one could not be fitted; null once another is begun. */
  readonly onError: (error: WireError | null) => void;
}) {
  const engine = useEngine();
  const feed = useFeed();
  const job = useRunningJobs().find(({ kind }) => kind === 'fit');

  const fit = async ({ kind, done }: (typeof fits)[number]) => {
    onError(null);
    const started = await engine.call('evaluation.fit', { cohortId, kind });
    if (!started.ok) return onError(started.error);
    const ended = await endOfJob(feed, started.value.jobId);
    if (ended.state === 'done') notifyDone(done);
    // A job's error is one of the closed list; it travels as plain data.
    if (ended.state === 'failed' && ended.error) onError(ended.error as WireError);
  };
  const cancel = async (jobId: string) => {
    const reply = await engine.call('jobs.cancel', { jobId });
    if (!reply.ok) notifyError(reply.error);
  };

  return (
    <div className={styles.fits}>
      {job ? (
        <ProgressRow job={job} onCancel={() => void cancel(job.id)} />
      ) : (
        fits.map((one) => (
          <Button key={one.kind} onClick={() => void fit(one)}>
            {one.action}
          </Button>
        ))
      )}
    </div>
  );
}
