import type { WireError } from '#contract/errors.ts';
import type { Experiment, Run } from '#contract/procedures/experiments.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { architectureOf } from './experiment-words.ts';
import type { StepPoint } from './live-runs.ts';
import { RunActions } from './run-actions.tsx';
import { RunCurves } from './run-curves.tsx';
import { RunLog } from './run-log.tsx';
import { RunPredictions } from './run-predictions.tsx';
import { RunProgress } from './run-progress-bar.tsx';
import { RunResult } from './run-result.tsx';
import { RunSettingsList } from './run-settings-list.tsx';
import styles from './run-view.module.css';
import { SyntheticNote } from './synthetic-note.tsx';

/** One run: what it is at, what came out, how it learned and how it was made. */
export function RunView({
  run,
  experiment,
  steps,
  demo,
}: {
  readonly run: Run;
  readonly experiment: Experiment;
  readonly steps: readonly StepPoint[];
  readonly demo: boolean;
}) {
  return (
    <article className={styles.view} aria-label={run.name}>
      <header className={styles.head}>
        <div className={styles.names}>
          <h1 className={styles.title}>{run.name}</h1>
          <span className={styles.quiet}>
            {architectureOf(run)} · {experiment.name}
          </span>
        </div>
        <RunActions run={run} />
      </header>
      <RunProgress run={run} />
      {demo && <SyntheticNote />}
      {run.error && <ErrorNote error={run.error as WireError} />}
      {run.best && <RunResult best={run.best} radiomicsOnly={experiment.radiomicsOnly} />}
      <RunCurves run={run} steps={steps} />
      {run.state === 'done' && <RunPredictions run={run} />}
      <div className={styles.made}>
        <RunSettingsList run={run} />
        <RunLog run={run} />
      </div>
    </article>
  );
}
