import type { WireError } from '#contract/errors.ts';
import type { CaseDetail } from '#contract/procedures/cases.ts';
import type { ExportKind } from '#contract/procedures/risk.ts';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useEngine } from '../../api/engine-context.tsx';
import { useFeed, useJob } from '../../api/library-feed.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { notifyDone, notifyError } from '../../ui/notify.tsx';
import { ProgressRow } from '../../ui/progress-row.tsx';
import { Section } from '../../ui/section.tsx';
import { downloadExport } from './download-export.ts';
import styles from './worklist.module.css';

const kinds: readonly {
  readonly kind: ExportKind;
  readonly name: string;
  readonly needs: 'mask' | 'image' | 'features';
}[] = [
  { kind: 'mask-nifti', name: 'Mask, NIfTI', needs: 'mask' },
  { kind: 'dicom-seg', name: 'Mask, DICOM SEG', needs: 'mask' },
  { kind: 'image-nifti', name: 'Image, NIfTI', needs: 'image' },
  { kind: 'features-csv', name: 'Features, CSV', needs: 'features' },
];

/** Files to take along; each is made on request and handed to the browser's download. */
export function CaseExports({
  detail,
  mayFeatures,
}: {
  readonly detail: CaseDetail;
  readonly mayFeatures: boolean;
}) {
  const engine = useEngine();
  const feed = useFeed();
  const [jobId, setJobId] = useState<string | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const job = useJob(jobId);

  const run = async (kind: ExportKind) => {
    setError(null);
    const reply = await downloadExport({ engine, feed }, { kind, caseIds: [detail.id] }, setJobId);
    setJobId(null);
    if (reply.ok) notifyDone(`${reply.value.join(', ')} downloaded.`);
    else setError(reply.error);
  };
  const cancel = async (id: string) => {
    const reply = await engine.call('jobs.cancel', { jobId: id });
    if (!reply.ok) notifyError(reply.error);
  };

  const offered = kinds.filter(({ needs }) => needs !== 'features' || mayFeatures);
  return (
    <Section title="Export">
      <div className={styles.detailActions}>
        {offered.map(({ kind, name, needs }) => (
          <Button
            key={kind}
            leftSection={<IconDownload size={16} stroke={1.5} />}
            disabled={jobId !== null || (needs !== 'image' && detail.masks.length === 0)}
            onClick={() => void run(kind)}
          >
            {name}
          </Button>
        ))}
      </div>
      {detail.masks.length === 0 && (
        <p className={styles.quiet}>Masks and features can be exported once a mask is stored.</p>
      )}
      {job && <ProgressRow job={job} onCancel={() => void cancel(job.id)} />}
      {error && <ErrorNote error={error} />}
    </Section>
  );
}
