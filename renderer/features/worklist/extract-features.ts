import type { WireError } from '#contract/errors.ts';
import type { CaseSummary } from '#contract/procedures/cases.ts';
import type { Engine } from '../../api/engine.ts';
import type { LibraryFeed } from '../../api/library-feed.tsx';
import { notifyDone, notifyError, notifyPartly } from '../../ui/notify.tsx';
import { endOfJob } from '../../api/end-of-job.ts';
import { extractionSummary, failureReasons } from './extraction-words.ts';

interface Sources {
  readonly engine: Engine;
  readonly feed: LibraryFeed;
}

/** Extracts the features of cases as one job and tells how it ended, wherever one is by then. */
export async function extractFeatures(
  { engine, feed }: Sources,
  cases: readonly CaseSummary[],
): Promise<void> {
  const started = await engine.call('features.extract', { caseIds: cases.map(({ id }) => id) });
  if (!started.ok) return notifyError(started.error);
  const job = await endOfJob(feed, started.value.jobId);
  if (job.state === 'cancelled') {
    return notifyDone('Extraction cancelled. Finished cases keep their features.');
  }
  if (job.error) return notifyError(job.error as WireError);
  const outcome = await engine.call('features.extraction', { jobId: job.id });
  if (!outcome.ok) return notifyError(outcome.error);
  const summary = extractionSummary(outcome.value);
  const reasons = failureReasons(outcome.value);
  if (reasons.length === 0) notifyDone(summary);
  else notifyPartly(summary, reasons);
}
