import type { Job } from '#contract/procedures/jobs.ts';
import type { WireError } from '#contract/errors.ts';
import { Button } from '@mantine/core';
import { IconCertificate } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useEngine } from '../../api/engine-context.tsx';
import { jobEnded, useFeed } from '../../api/library-feed.tsx';
import { useQuery } from '../../api/use-query.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { notifyError } from '../../ui/notify.tsx';
import { ProgressRow } from '../../ui/progress-row.tsx';
import { Section } from '../../ui/section.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { ReferenceFolder } from './reference-folder.tsx';
import { VerificationResult } from './verification-result.tsx';
import styles from './settings-page.module.css';

/** Verifies the radiomics of this installation, and shows what came out the last time. */
export function VerificationSection() {
  const engine = useEngine();
  const { query, reload } = useQuery('ibsi.certificate', {});
  const job = useLastVerification();
  const running = job !== undefined && !jobEnded(job) ? job : undefined;
  const done = job?.state === 'done' ? job.id : undefined;

  useEffect(() => {
    if (done !== undefined) reload();
  }, [done, reload]);

  const verify = async () => {
    const reply = await engine.call('ibsi.verify', {});
    if (!reply.ok) notifyError(reply.error);
  };
  const cancel = async (jobId: string) => {
    const reply = await engine.call('jobs.cancel', { jobId });
    if (!reply.ok) notifyError(reply.error);
  };
  const button = (
    <Button variant="filled" disabled={running !== undefined} onClick={() => void verify()}>
      Verify this installation
    </Button>
  );
  const made = query.status === 'ready' ? query.value : null;

  return (
    <>
      <Section
        title="Verification"
        note="Computes the phantoms of the Image Biomarker Standardisation Initiative (IBSI) with this installation and compares every feature value and filter response with its published reference."
        actions={made && button}
      >
        {running && <ProgressRow job={running} onCancel={() => void cancel(running.id)} />}
        {job?.state === 'cancelled' && (
          <p role="status" className={styles.quiet}>
            Cancelled. The last certificate stays as it was.
          </p>
        )}
        {job?.state === 'failed' && job.error && (
          <ErrorNote error={job.error as WireError} retry={() => void verify()} />
        )}
        {query.status === 'loading' && <SkeletonRows rows={8} label="Loading the certificate" />}
        {query.status === 'failed' && <ErrorNote error={query.error} retry={reload} />}
        {query.status === 'ready' && !made && (
          <EmptyState icon={IconCertificate} title="Not verified yet" action={button}>
            It takes less than a minute and changes nothing of the library.
          </EmptyState>
        )}
        {made && <VerificationResult certificate={made.certificate} counts={made.counts} />}
      </Section>
      <ReferenceFolder />
    </>
  );
}

/** The newest verification that is known of, also one that another window started. */
function useLastVerification(): Job | undefined {
  return useStore(useFeed().jobs, (all) =>
    [...all.values()].findLast(({ kind }) => kind === 'verify'),
  );
}
