import type { Experiment, Run } from '#contract/procedures/experiments.ts';
import { dateTime, fixed, timeLeft } from '../../ui/format.ts';
import { hashOf } from '../../ui/routes.ts';
import { architectureOf } from './experiment-words.ts';
import styles from './experiment-list.module.css';
import { networkColour } from '../../ui/model-colours.ts';
import { walkLinks } from '../../ui/walk-links.ts';
import { bestEpoch } from './run-progress.ts';
import { RunStateBadge } from './run-state-badge.tsx';

/** Every experiment with its runs; arrows walk through them. */
export function ExperimentList({
  experiments,
  currentId,
}: {
  readonly experiments: readonly Experiment[];
  readonly currentId: string;
}) {
  return (
    <nav aria-label="Experiments and runs" className={styles.list} onKeyDown={walkLinks}>
      {experiments.map((experiment) => (
        <section key={experiment.id} className={styles.experiment} aria-label={experiment.name}>
          <a
            className={styles.head}
            href={hashOf({
              station: 'experiments',
              experimentId: experiment.id,
              runId: null,
            })}
            aria-current={experiment.id === currentId ? 'page' : undefined}
          >
            <strong>{experiment.name}</strong>
            <span className={styles.quiet}>{dateTime(experiment.createdAt)}</span>
          </a>
          <ul>
            {experiment.runs.map((run) => (
              <li key={run.id}>
                <RunLine run={run} current={run.id === currentId} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

function RunLine({ run, current }: { readonly run: Run; readonly current: boolean }) {
  const best = bestEpoch(run.epochs);
  return (
    <a
      className={styles.run}
      title={`${run.name}: ${architectureOf(run)}`}
      href={hashOf({ station: 'experiments', experimentId: run.experimentId, runId: run.id })}
      aria-current={current ? 'page' : undefined}
    >
      <span className={styles.first}>
        <span
          className={styles.swatch}
          style={{ background: networkColour(run.settings.network) }}
          aria-hidden
        />
        <span className={styles.name}>{run.name}</span>
        <span className={styles.auc}>{best ? `AUC ${fixed(best.auc, 3)}` : ''}</span>
      </span>
      <span className={styles.second}>
        <RunStateBadge state={run.state} />
        <span className={styles.number}>
          epoch {run.epoch} / {run.settings.epochs}
        </span>
        {run.state === 'running' && run.secondsLeft !== null && (
          <span className={styles.left}>{timeLeft(run.secondsLeft)} left</span>
        )}
      </span>
    </a>
  );
}
