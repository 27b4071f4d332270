import type { Experiment } from '#contract/procedures/experiments.ts';
import { useState } from 'react';
import { DataTable } from '../../ui/data-table.tsx';
import { dateTime } from '../../ui/format.ts';
import { goTo } from '../../ui/routes.ts';
import { Section } from '../../ui/section.tsx';
import { AucCurves } from './auc-curves.tsx';
import { comparisonColumns } from './comparison-columns.tsx';
import { comparisonRows } from './comparison-rows.ts';
import { leftOutWords, optimism, setWords } from './experiment-words.ts';
import styles from './experiment-view.module.css';
import { SyntheticNote } from './synthetic-note.tsx';

/** An experiment as a whole: its patients, and its runs side by side on every set. */
export function ExperimentView({
  experiment,
  demo,
}: {
  readonly experiment: Experiment;
  readonly demo: boolean;
}) {
  const rows = comparisonRows(experiment);
  const [currentId, setCurrentId] = useState<string | null>(null);
  return (
    <article className={styles.view} aria-label={experiment.name}>
      <header className={styles.head}>
        <h1 className={styles.title}>{experiment.name}</h1>
        <span className={styles.quiet}>begun {dateTime(experiment.createdAt)}</span>
        {experiment.cohort && (
          <span className={styles.quiet}>sets of the locked cohort “{experiment.cohort.name}”</span>
        )}
        {demo && <SyntheticNote />}
      </header>
      <dl className={styles.sets} aria-label="Patients of every run">
        {experiment.sets.map(({ set, n, positives }) => (
          <div key={set}>
            <dt>{setWords[set]}</dt>
            <dd>
              <strong>{n}</strong>
              <span className={styles.quiet}>{positives} pN+</span>
            </dd>
          </div>
        ))}
      </dl>
      {experiment.leftOut.length > 0 && (
        <p className={styles.leftOut}>
          In no set:{' '}
          {experiment.leftOut.map(({ reason, n }) => `${n} ${leftOutWords[reason]}`).join(', ')}.
        </p>
      )}
      <Section title="AUC side by side" note={optimism}>
        <div style={{ height: 35 + 31 * rows.length }}>
          <DataTable
            label="Runs side by side"
            records={rows}
            columns={comparisonColumns}
            initialSort={{ column: 'place', direction: 'asc' }}
            currentId={currentId}
            onCurrent={(row) => setCurrentId(row.id)}
            onOpen={({ run }) =>
              run && goTo({ station: 'experiments', experimentId: experiment.id, runId: run.id })
            }
          />
        </div>
      </Section>
      <AucCurves runs={experiment.runs} />
    </article>
  );
}
