import { Modal } from '@mantine/core';
import { IconFileReport } from '@tabler/icons-react';
import { useState } from 'react';
import { useQuery } from '../../api/use-query.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { dateTime } from '../../ui/format.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { ImportReportDialog } from './import-report.tsx';
import styles from './worklist.module.css';

/** Every import so far; its report opens by a click. */
export function ImportHistory({
  onShowCase,
  onClose,
}: {
  readonly onShowCase: (caseId: string) => void;
  readonly onClose: () => void;
}) {
  const { query, reload } = useQuery('import.list', {});
  const [importId, setImportId] = useState<string | null>(null);
  if (importId !== null)
    return <ImportReportDialog importId={importId} onShowCase={onShowCase} onClose={onClose} />;
  return (
    <Modal opened onClose={onClose} title="Import reports" size={560}>
      {query.status === 'loading' && <SkeletonRows rows={4} label="Loading the imports" />}
      {query.status === 'failed' && <ErrorNote error={query.error} retry={reload} />}
      {query.status === 'ready' && query.value.length === 0 && (
        <p className={styles.quiet}>Nothing was imported yet.</p>
      )}
      {query.status === 'ready' && query.value.length > 0 && (
        <ul className={styles.folders} aria-label="Imports">
          {query.value.map((report) => (
            <li key={report.id}>
              <button
                type="button"
                className={styles.folder}
                onClick={() => setImportId(report.id)}
              >
                <IconFileReport size={16} stroke={1.5} aria-hidden />
                {dateTime(report.startedAt)}, {report.state}: {report.imported.length} series of{' '}
                {report.filesSeen} files
              </button>
            </li>
          ))}
        </ul>
      )}
    </Modal>
  );
}
