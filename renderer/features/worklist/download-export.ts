import type { Input } from '#contract/contract.ts';
import type { Reply } from '#contract/errors.ts';
import type { Engine } from '../../api/engine.ts';
import { exportFiles } from '../../api/export-files.ts';
import type { LibraryFeed } from '../../api/library-feed.tsx';
import { saveAs } from '../../ui/download.ts';

interface Sources {
  readonly engine: Engine;
  readonly feed: LibraryFeed;
}

/** Runs an export to its end and downloads its files; answers their names. */
export async function downloadExport(
  sources: Sources,
  order: Input<'export.start'>,
  onJob: (jobId: string) => void = () => undefined,
): Promise<Reply<readonly string[]>> {
  const made = await exportFiles(sources, order, onJob);
  if (!made.ok) return made;
  for (const { name, file } of made.value) await saveAs(file, name);
  return { ok: true, value: made.value.map(({ name }) => name) };
}
