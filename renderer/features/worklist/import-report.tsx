import type { ImportReport } from '#contract/procedures/imports.ts';
import { describeFlag, refusalSentences } from '#contract/flag-sentences.ts';
import { Button, Modal } from '@mantine/core';
import { useQuery } from '../../api/use-query.ts';
import { SeverityIcon } from '../../ui/badge.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Section } from '../../ui/section.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { gravestFirst } from './case-table.tsx';
import styles from './worklist.module.css';

const outcomes: { readonly [S in ImportReport['state']]: string } = {
  running: 'The import is still at work.',
  done: 'The import is finished.',
  cancelled: 'The import was cancelled. What was finished before stays.',
  failed: 'The import failed before its end. What was finished before stays.',
};

/** What came in, with everything odd about it, and what was refused and why. */
export function ImportReportDialog({
  importId,
  onShowCase,
  onClose,
}: {
  readonly importId: string;
  readonly onShowCase: (caseId: string) => void;
  readonly onClose: () => void;
}) {
  const { query, reload } = useQuery('import.report', { importId });
  return (
    <Modal opened onClose={onClose} title="Import report" size={720}>
      {query.status === 'loading' && <SkeletonRows rows={4} label="Loading the report" />}
      {query.status === 'failed' && <ErrorNote error={query.error} retry={reload} />}
      {query.status === 'ready' && (
        <Report
          report={query.value}
          onShowCase={(caseId) => {
            onShowCase(caseId);
            onClose();
          }}
        />
      )}
    </Modal>
  );
}

function Report({
  report,
  onShowCase,
}: {
  readonly report: ImportReport;
  readonly onShowCase: (caseId: string) => void;
}) {
  const refusedFiles = report.refused.reduce((sum, line) => sum + line.count, 0);
  return (
    <div className={styles.report}>
      <p>
        {outcomes[report.state]} {report.filesSeen} files seen, {report.imported.length} series
        imported, {refusedFiles} files refused.
      </p>
      <Section title={`Imported (${report.imported.length})`}>
        {report.imported.length === 0 && <p className={styles.quiet}>Nothing was imported.</p>}
        <ul className={styles.reportList}>
          {report.imported.map((c) => (
            <li key={c.caseId} className={styles.reportCase}>
              <span>
                <Button size="compact-xs" onClick={() => onShowCase(c.caseId)}>
                  {c.code}
                </Button>{' '}
                {c.slices} slices{c.flags.length === 0 && ', nothing odd'}
              </span>
              <ul className={styles.sentences}>
                {gravestFirst(c.flags).map((flag, i) => (
                  <li key={i}>
                    <SeverityIcon severity={flag.severity} />
                    {describeFlag(flag)}
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={`Refused (${refusedFiles})`}>
        {report.refused.length === 0 && <p className={styles.quiet}>Nothing was refused.</p>}
        <ul className={styles.reportList}>
          {report.refused.map((line, i) => (
            <li key={i} className={styles.reportCase}>
              <span>
                {line.count} {line.count === 1 ? 'file' : 'files'}: {refusalSentences[line.reason]}
                {line.detail && ` (${line.detail})`}
              </span>
              <span className={`${styles.files} mono`}>
                {line.files.join(', ')}
                {line.count > line.files.length && ` and ${line.count - line.files.length} more`}
              </span>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
