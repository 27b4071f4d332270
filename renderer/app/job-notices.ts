import type { WireError } from '#contract/errors.ts';
import type { JobKind } from '#contract/procedures/jobs.ts';
import { useEffect } from 'react';
import { jobEnded, useFeed } from '../api/library-feed.tsx';
import { notifyError } from '../ui/notify.tsx';

/** Jobs that no screen waits for: their failure is told wherever one is. */
const unattended: readonly JobKind[] = ['import', 'demo', 'backup'];

/** Tells of unattended jobs that failed while this window was open. */
export function useJobNotices(): void {
  const feed = useFeed();
  useEffect(
    () =>
      feed.jobs.subscribe((now, before) => {
        for (const [id, job] of now) {
          const was = before.get(id);
          if (!was || jobEnded(was) || job.state !== 'failed' || !job.error) continue;
          if (unattended.includes(job.kind)) notifyError(job.error as WireError);
        }
      }),
    [feed],
  );
}
