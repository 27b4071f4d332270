import { Button, Popover } from '@mantine/core';
import { IconLoader2 } from '@tabler/icons-react';
import { useEngine } from '../api/engine-context.tsx';
import { useRunningJobs } from '../api/library-feed.tsx';
import { notifyError } from '../ui/notify.tsx';
import { ProgressRow } from '../ui/progress-row.tsx';
import styles from './frame.module.css';

/** How many jobs are at work; opens the list with their progress and the way to stop them. */
export function JobsMenu() {
  const engine = useEngine();
  const jobs = useRunningJobs();
  if (jobs.length === 0) return null;

  const cancel = async (jobId: string) => {
    const reply = await engine.call('jobs.cancel', { jobId });
    if (!reply.ok) notifyError(reply.error);
  };
  const [first] = jobs;
  const share = jobs.length === 1 && first.progress !== null ? first.progress : null;

  return (
    <Popover position="bottom-end" trapFocus>
      <Popover.Target>
        <Button variant="subtle" leftSection={<IconLoader2 size={16} aria-hidden />}>
          {jobs.length} {jobs.length === 1 ? 'job' : 'jobs'}
          {share !== null && `, ${Math.round(share * 100)} %`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Jobs at work">
        <div className={styles.jobs}>
          {jobs.map((job) => (
            <ProgressRow key={job.id} job={job} onCancel={() => void cancel(job.id)} />
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
