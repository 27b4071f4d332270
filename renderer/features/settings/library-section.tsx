import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useEngine } from '../../api/engine-context.tsx';
import { jobEnded, useJob } from '../../api/library-feed.tsx';
import { useQuery } from '../../api/use-query.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { byteSize, dateTime } from '../../ui/format.ts';
import { notifyError } from '../../ui/notify.tsx';
import { ProgressRow } from '../../ui/progress-row.tsx';
import { Facts, Section } from '../../ui/section.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from './settings-page.module.css';

/** Where the data lies, how much it is, and its backups. */
export function LibrarySection() {
  const engine = useEngine();
  const { query, reload } = useQuery('library.info', {});
  const [jobId, setJobId] = useState<string | null>(null);
  const job = useJob(jobId);
  const ended = job !== undefined && jobEnded(job);

  useEffect(() => {
    if (ended) reload();
  }, [ended, reload]);

  const backUp = async () => {
    const reply = await engine.call('library.backup', {});
    if (reply.ok) setJobId(reply.value.jobId);
    else notifyError(reply.error);
  };
  const cancel = async (id: string) => {
    const reply = await engine.call('jobs.cancel', { jobId: id });
    if (!reply.ok) notifyError(reply.error);
  };

  if (query.status === 'failed') return <ErrorNote error={query.error} retry={reload} />;
  if (query.status === 'loading') return <SkeletonRows rows={8} label="Loading the library" />;
  const { folder, bytes, schemaVersion, backups } = query.value;
  return (
    <>
      <Section
        title="Library"
        note="Everything of this library lies in one folder of this machine."
      >
        <Facts
          facts={[
            ['Folder', <span className="mono">{folder}</span>],
            ['Size', byteSize(bytes)],
            ['Schema version', schemaVersion],
          ]}
        />
      </Section>
      <Section
        title="Backups of the database"
        note="One is made by itself before each update. Volumes and masks are files beside the database that never change once written."
        actions={
          <Button disabled={job !== undefined && !ended} onClick={() => void backUp()}>
            Back up now
          </Button>
        }
      >
        {job && !ended && <ProgressRow job={job} onCancel={() => void cancel(job.id)} />}
        {backups.length === 0 ? (
          <p className={styles.quiet}>No backup yet.</p>
        ) : (
          <table className={styles.table}>
            <thead>
              <tr>
                <th>File</th>
                <th>Made</th>
                <th className={styles.number}>Size</th>
              </tr>
            </thead>
            <tbody>
              {backups.map((backup) => (
                <tr key={backup.name}>
                  <td className="mono">{backup.name}</td>
                  <td>{dateTime(backup.at)}</td>
                  <td className={styles.number}>{byteSize(backup.bytes)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Section>
    </>
  );
}
