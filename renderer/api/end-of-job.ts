import type { Job } from '#contract/procedures/jobs.ts';
import { jobEnded, type LibraryFeed } from './library-feed.tsx';

/** The job once it has ended, however it ended. */
export function endOfJob(feed: LibraryFeed, jobId: string): Promise<Job> {
  return new Promise((resolve) => {
    const check = (jobs: ReadonlyMap<string, Job>) => {
      const job = jobs.get(jobId);
      if (!job || !jobEnded(job)) return;
      stop();
      resolve(job);
    };
    const stop = feed.jobs.subscribe(check);
    check(feed.jobs.getState());
  });
}
