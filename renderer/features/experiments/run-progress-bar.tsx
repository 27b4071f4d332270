import type { Run } from '#contract/procedures/experiments.ts';
import { Progress } from '@mantine/core';
import { useStore } from 'zustand';
import { useFeed } from '../../api/library-feed.tsx';
import { timeLeft } from '../../ui/format.ts';
import { shareDone } from './run-progress.ts';
import { RunStateBadge } from './run-state-badge.tsx';
import styles from './run-view.module.css';

/** How far a run is: state, epoch, step and what is left, always of the same height. */
export function RunProgress({ run }: { readonly run: Run }) {
  const { epoch, step, stepsPerEpoch, settings, state } = run;
  return (
    <div className={styles.progress}>
      <div className={styles.facts} role="status" aria-label="State of the run">
        <RunStateBadge state={state} />
        <span>
          epoch {epoch} / {settings.epochs}
        </span>
        {state === 'running' && stepsPerEpoch > 0 && (
          <span>
            step {step} / {stepsPerEpoch}
          </span>
        )}
        <span className={styles.left}>
          {state === 'running' && <Left run={run} />}
          {state === 'queued' && 'begins when the run before it has ended'}
        </span>
      </div>
      <Progress
        value={Math.round(100 * shareDone(run))}
        size={4}
        color={state === 'running' ? 'accent' : 'dark.3'}
        aria-label={`Progress of ${run.name}`}
      />
    </div>
  );
}

/** Time left; before the first steps are measured, what is prepared. */
function Left({ run: { secondsLeft } }: { readonly run: Run }) {
  // Runs go one after another, so that the training at work is that of this run.
  const stage = useStore(
    useFeed().jobs,
    (jobs) =>
      [...jobs.values()].find((job) => job.kind === 'train' && job.state === 'running')?.stage,
  );
  if (secondsLeft !== null) return `${timeLeft(secondsLeft)} left`;
  return stage === undefined || stage === '' ? 'preparing' : stage;
}
