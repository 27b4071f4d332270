import type { WireError } from '#contract/errors.ts';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { endOfJob } from '../../../api/end-of-job.ts';
import { useEngine } from '../../../api/engine-context.tsx';
import { useFeed, useRunningJobs } from '../../../api/library-feed.tsx';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { notifyDone, notifyError } from '../../../ui/notify.tsx';
import { ProgressRow } from '../../../ui/progress-row.tsx';
import styles from './setup.module.css';

const fits = [
  { kind: 'radiomics', action: 'Fit radiomics model', done: 'The radiomics model is fitted.' },
  { kind: 'clinical', action: 'Fit clinical baseline', done: 'The clinical baseline is fitted.' },
] as const;

/** Fits a baseline on the training set; also what was begun elsewhere is followed here. */
export function FitButtons({ cohortId }: { readonly cohortId: string }) {
  const engine = useEngine();
  const feed = useFeed();
  const [error, setError] = useState<WireError | null>(null);
  const job = useRunningJobs().find(({ kind }) => kind === 'fit');

  const fit = async ({ kind, done }: (typeof fits)[number]) => {
    setError(null);
    const started = await engine.call('evaluation.fit', { cohortId, kind });
    if (!started.ok) return setError(started.error);
    const ended = await endOfJob(feed, started.value.jobId);
    if (ended.state === 'done') notifyDone(done);
    // A job's error is one of the closed list; it travels as plain data.
    if (ended.state === 'failed' && ended.error) setError(ended.error as WireError);
  };
  const cancel = async (jobId: string) => {
    const reply = await engine.call('jobs.cancel', { jobId });
    if (!reply.ok) notifyError(reply.error);
  };

  return (
    <div className={styles.fits}>
      {error && <ErrorNote error={error} />}
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
