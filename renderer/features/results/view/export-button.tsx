import type { WireError } from '#contract/errors.ts';
import { bulkPath } from '#contract/bulk.ts';
import type { Reply } from '#contract/errors.ts';
import { Button } from '@mantine/core';
import { IconFileExport } from '@tabler/icons-react';
import { useState } from 'react';
import { endOfJob } from '../../../api/end-of-job.ts';
import { useEngine } from '../../../api/engine-context.tsx';
import { hostBridge } from '../../../api/host.ts';
import { useFeed, useJob } from '../../../api/library-feed.tsx';
import { saveAs } from '../../../ui/download.ts';
import { Kbd } from '../../../ui/kbd.tsx';
import { useKeys } from '../../../ui/keys.ts';
import { notifyError } from '../../../ui/notify.tsx';
import { ProgressRow } from '../../../ui/progress-row.tsx';
import { ExportedDialog, type Exported } from './exported-dialog.tsx';

/** Writes every table and figure into a folder, or downloads them as one file. */
export function ExportButton({ evaluationId }: { readonly evaluationId: string }) {
  const engine = useEngine();
  const feed = useFeed();
  const [jobId, setJobId] = useState<string | null>(null);
  const [made, setMade] = useState<Exported | null>(null);
  const job = useJob(jobId);

  const run = async (directory: string | null): Promise<Reply<Exported> | null> => {
    const order = { evaluationId, ...(directory !== null && { directory }) };
    const started = await engine.call('evaluation.export', order);
    if (!started.ok) return started;
    setJobId(started.value.jobId);
    const ended = await endOfJob(feed, started.value.jobId);
    if (ended.error) return { ok: false, error: ended.error as WireError };
    // Cancelled: whoever did that knows.
    if (ended.resultId === null) return null;
    const stored = await engine.call('export.get', { exportId: ended.resultId });
    if (!stored.ok) return stored;
    const { id, folder, files } = stored.value;
    if (directory !== null) return { ok: true, value: { folder, files: files.length } };
    const [{ name }] = files;
    const file = await engine.bulkFetch(bulkPath.export(id, name));
    if (!file.ok) return file;
    await saveAs(file.value, name);
    return { ok: true, value: { folder: null, file: name } };
  };
  const begin = async () => {
    if (jobId !== null) return;
    const bridge = hostBridge(window);
    const directory = bridge ? await bridge.chooseSaveFolder() : null;
    if (bridge && directory === null) return;
    const reply = await run(directory);
    setJobId(null);
    if (reply?.ok === false) notifyError(reply.error);
    if (reply?.ok) setMade(reply.value);
  };
  const cancel = async (id: string) => {
    const reply = await engine.call('jobs.cancel', { jobId: id });
    if (!reply.ok) notifyError(reply.error);
  };
  useKeys({ e: () => void begin() });

  return (
    <>
      {jobId !== null && job ? (
        <ProgressRow job={job} onCancel={() => void cancel(jobId)} />
      ) : (
        <Button
          variant="filled"
          leftSection={<IconFileExport size={16} stroke={1.5} aria-hidden />}
          rightSection={<Kbd keys="e" />}
          onClick={() => void begin()}
        >
          Export
        </Button>
      )}
      {made && <ExportedDialog exported={made} onClose={() => setMade(null)} />}
    </>
  );
}
