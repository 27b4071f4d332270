import type { WireError } from '#contract/errors.ts';
import type { Job, JobKind } from '#contract/procedures/jobs.ts';
import { useEffect } from 'react';
import { jobEnded, useFeed } from '../api/library-feed.tsx';
import { notifyError } from '../ui/notify.tsx';
import { usePlace } from './place.ts';

/** Jobs that no screen waits for: their failure is told wherever one is. */
const unattended: readonly JobKind[] = ['import', 'demo', 'backup'];

/** Tells of unattended jobs that failed while this window was open. */
export function useJobNotices(): void {
  const feed = useFeed();
  const { route } = usePlace();
  const openCase = 'caseId' in route ? route.caseId : null;
  useEffect(
    () =>
      feed.jobs.subscribe((now, before) => {
        for (const [id, job] of now) {
          const was = before.get(id);
          if (!was || jobEnded(was) || job.state !== 'failed' || !job.error) continue;
          if (isUnattended(job, openCase)) notifyError(job.error as WireError);
        }
      }),
    [feed, openCase],
  );
}

/** Outlines are made behind an import, or for the desk of the open case, which tells itself. */
function isUnattended({ kind, caseId }: Job, openCase: string | null): boolean {
  return unattended.includes(kind) || (kind === 'segment' && caseId !== openCase);
}
