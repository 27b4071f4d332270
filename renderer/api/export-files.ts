import { bulkPath } from '#contract/bulk.ts';
import type { Input } from '#contract/contract.ts';
import type { Reply, WireError } from '#contract/errors.ts';
import { endOfJob } from './end-of-job.ts';
import type { Engine } from './engine.ts';
import type { LibraryFeed } from './library-feed.tsx';

interface Sources {
  readonly engine: Engine;
  readonly feed: LibraryFeed;
}

export interface ExportedFile {
  readonly name: string;
  readonly file: Response;
}

/** Runs an export to its end and fetches its files. */
export async function exportFiles(
  { engine, feed }: Sources,
  order: Input<'export.start'>,
  onJob: (jobId: string) => void,
): Promise<Reply<readonly ExportedFile[]>> {
  const started = await engine.call('export.start', order);
  if (!started.ok) return started;
  onJob(started.value.jobId);
  const job = await endOfJob(feed, started.value.jobId);
  if (job.error) return { ok: false, error: job.error as WireError };
  if (job.resultId === null)
    return { ok: false, error: { code: 'job-cancelled', details: { jobId: job.id } } };
  const made = await engine.call('export.get', { exportId: job.resultId });
  if (!made.ok) return made;
  const files: ExportedFile[] = [];
  for (const { name } of made.value.files) {
    const file = await engine.bulkFetch(bulkPath.export(made.value.id, name));
    if (!file.ok) return file;
    files.push({ name, file: file.value });
  }
  return { ok: true, value: files };
}
