import { bulkPath } from '#contract/bulk.ts';
import type { Reply } from '#contract/errors.ts';
import type { Engine } from '../../api/engine.ts';
import type { NamedFile } from './collect-files.ts';

/** Files on their way at the same time: enough to hide each one's round trip. */
const lanes = 4;

interface Upload {
  readonly files: readonly NamedFile[];
  readonly signal: AbortSignal;
  readonly onProgress: (sent: number) => void;
}

/** Sends files to the engine's own machine; answers the id by which an import takes them. */
export async function uploadFiles(
  engine: Engine,
  { files, signal, onProgress }: Upload,
): Promise<Reply<{ readonly uploadId: string }>> {
  const opened = await engine.call('import.openUpload', {}, { signal });
  if (!opened.ok) return opened;
  const { uploadId } = opened.value;
  let next = 0;
  let sent = 0;
  let failed: Reply<never> | null = null;

  const lane = async () => {
    while (next < files.length && !failed) {
      const { name, file } = files[next++];
      const reply = await engine.bulkFetch(bulkPath.upload(uploadId, name), {
        method: 'POST',
        body: file,
        signal,
      });
      if (!reply.ok) failed = reply;
      else onProgress(++sent);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return failed ?? { ok: true, value: { uploadId } };
}
