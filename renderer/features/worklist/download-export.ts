import { bulkPath } from '#contract/bulk.ts';
import type { Reply, WireError } from '#contract/errors.ts';
import type { ExportKind } from '#contract/procedures/risk.ts';
import type { Engine } from '../../api/engine.ts';
import type { LibraryFeed } from '../../api/library-feed.tsx';
import { saveAs } from '../../ui/download.ts';
import { endOfJob } from './end-of-job.ts';

interface Sources {
  readonly engine: Engine;
  readonly feed: LibraryFeed;
}

/** Runs an export to its end and downloads its files; answers their names. */
export async function downloadExport(
  { engine, feed }: Sources,
  kind: ExportKind,
  caseId: string,
  onJob: (jobId: string) => void,
): Promise<Reply<readonly string[]>> {
  const started = await engine.call('export.start', { kind, caseIds: [caseId] });
  if (!started.ok) return started;
  onJob(started.value.jobId);
  const job = await endOfJob(feed, started.value.jobId);
  if (job.error) return { ok: false, error: job.error as WireError };
  if (job.resultId === null)
    return { ok: false, error: { code: 'job-cancelled', details: { jobId: job.id } } };
  const made = await engine.call('export.get', { exportId: job.resultId });
  if (!made.ok) return made;
  for (const { name } of made.value.files) {
    const file = await engine.bulkFetch(bulkPath.export(made.value.id, name));
    if (!file.ok) return file;
    await saveAs(file.value, name);
  }
  return { ok: true, value: made.value.files.map((file) => file.name) };
}
