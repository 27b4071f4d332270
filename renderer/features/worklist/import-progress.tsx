import { Button, Progress } from '@mantine/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import { useEngine } from '../../api/engine-context.tsx';
import { jobEnded, useJob } from '../../api/library-feed.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { notifyError } from '../../ui/notify.tsx';
import { ProgressRow } from '../../ui/progress-row.tsx';
import { ImportReportDialog } from './import-report.tsx';
import type { Importer } from './import-store.ts';
import styles from './worklist.module.css';

/** The import that this window started: sending, at work, and what came of it. */
export function ImportProgress({
  importer,
  onShowCase,
}: {
  readonly importer: Importer;
  readonly onShowCase: (caseId: string) => void;
}) {
  const engine = useEngine();
  const state = useStore(importer.state);
  const job = useJob(state.status === 'running' ? state.jobId : null);
  const [reportClosed, setReportClosed] = useState<string | null>(null);

  const cancel = async (jobId: string) => {
    const reply = await engine.call('jobs.cancel', { jobId });
    if (!reply.ok) notifyError(reply.error);
  };

  switch (state.status) {
    case 'idle':
      return null;
    case 'failed':
      return (
        <div className={styles.progress}>
          <ErrorNote error={state.error} />
          <Button onClick={importer.reset}>Close</Button>
        </div>
      );
    case 'sending':
      return (
        <div className={styles.progress} role="group" aria-label="Sending files">
          <div>
            Sending {state.sent} of {state.total} files
            <Progress
              value={(100 * state.sent) / state.total}
              size={6}
              aria-label="Progress of sending"
            />
          </div>
          <Button onClick={importer.stop}>Cancel</Button>
        </div>
      );
    case 'running':
      if (job && jobEnded(job)) {
        return reportClosed === state.importId ? null : (
          <ImportReportDialog
            importId={state.importId}
            onShowCase={onShowCase}
            onClose={() => {
              setReportClosed(state.importId);
              importer.reset();
            }}
          />
        );
      }
      return job ? (
        <div className={styles.progress}>
          <ProgressRow job={job} onCancel={() => void cancel(job.id)} />
        </div>
      ) : null;
  }
}
