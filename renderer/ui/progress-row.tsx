import type { Job } from '#contract/procedures/jobs.ts';
import { Button, Progress } from '@mantine/core';
import { timeLeft } from './format.ts';
import styles from './progress-row.module.css';

/** A job at work: what it does, how far it is, how long it will take, and the way to stop it. */
export function ProgressRow({
  job,
  onCancel,
}: {
  readonly job: Job;
  readonly onCancel?: () => void;
}) {
  const percent = job.progress === null ? null : Math.round(job.progress * 100);
  return (
    <div className={styles.row} role="group" aria-label={job.title}>
      <div className={styles.words}>
        <span className={styles.title}>{job.title}</span>
        <span className={styles.stage}>{job.state === 'queued' ? 'waiting' : job.stage}</span>
        <span className={styles.left}>
          {percent !== null && `${percent} %`}
          {job.secondsLeft !== null && job.secondsLeft > 1 && `, ${timeLeft(job.secondsLeft)} left`}
        </span>
      </div>
      <div className={styles.bar}>
        <Progress
          value={percent ?? 100}
          animated={percent === null}
          striped={percent === null}
          size={6}
          aria-label={`Progress of ${job.title}`}
        />
        {onCancel && (
          <Button size="compact-xs" onClick={onCancel} aria-label={`Cancel ${job.title}`}>
            Cancel
          </Button>
        )}
      </div>
    </div>
  );
}
