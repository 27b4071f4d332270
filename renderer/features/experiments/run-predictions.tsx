import type { WireError } from '#contract/errors.ts';
import type { Run } from '#contract/procedures/experiments.ts';
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useEngine } from '../../api/engine-context.tsx';
import { jobEnded, useJob } from '../../api/library-feed.tsx';
import { useQuery } from '../../api/use-query.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { fixed, noValue } from '../../ui/format.ts';
import { notifyError } from '../../ui/notify.tsx';
import { ProgressRow } from '../../ui/progress-row.tsx';
import { Section } from '../../ui/section.tsx';
import { setWords } from './experiment-words.ts';
import { predictionRows, type PredictionRow } from './prediction-rows.ts';
import styles from './run-view.module.css';

/** What the selected weights say of every case, and the way to ask them about the whole library. */
export function RunPredictions({ run }: { readonly run: Run }) {
  const engine = useEngine();
  const input = { runId: run.id };
  const measured = useQuery('experiments.predictions', input);
  const { query: inferred, reload } = useQuery('experiments.inferences', input);
  const [jobId, setJobId] = useState<string | null>(null);
  const [currentId, setCurrentId] = useState<string | null>(null);
  const job = useJob(jobId);
  const ended = job !== undefined && jobEnded(job);

  useEffect(() => {
    if (ended) reload();
  }, [ended, reload]);

  const predict = async () => {
    const reply = await engine.call('experiments.infer', input);
    if (reply.ok) setJobId(reply.value.jobId);
    else notifyError(reply.error);
  };
  const cancel = async (id: string) => {
    const reply = await engine.call('jobs.cancel', { jobId: id });
    if (!reply.ok) notifyError(reply.error);
  };

  if (measured.query.status === 'failed') {
    return <ErrorNote error={measured.query.error} retry={measured.reload} />;
  }
  const rows = predictionRows(
    measured.query.status === 'ready' ? measured.query.value : [],
    inferred.status === 'ready' ? inferred.value : [],
  );
  return (
    <Section
      title="Predictions"
      note="Probability of pN+ by the selected weights. Cases outside the sets are predicted with their newest mask."
      actions={
        <Button disabled={jobId !== null && !ended} onClick={() => void predict()}>
          Predict every case
        </Button>
      }
    >
      {job && !ended && <ProgressRow job={job} onCancel={() => void cancel(job.id)} />}
      {job?.state === 'failed' && job.error && <ErrorNote error={job.error as WireError} />}
      <div className={styles.predictions}>
        <DataTable
          label="Predictions"
          records={rows}
          columns={columns}
          initialSort={{ column: 'probability', direction: 'desc' }}
          currentId={currentId}
          onCurrent={(row) => setCurrentId(row.id)}
        />
      </div>
    </Section>
  );
}

const columns: readonly Column<PredictionRow>[] = [
  {
    key: 'code',
    title: 'Case',
    width: 140,
    sortValue: (row) => row.code,
    cell: (row) => <span className="mono">{row.code}</span>,
  },
  {
    key: 'set',
    title: 'Set',
    sortValue: (row) => row.set && setWords[row.set],
    cell: (row) => (row.set ? setWords[row.set] : 'in no set'),
  },
  {
    key: 'label',
    title: 'pN',
    width: 80,
    sortValue: (row) => row.label,
    cell: (row) => (row.label === null ? noValue : row.label === 1 ? 'pN+' : 'pN-'),
  },
  {
    key: 'probability',
    title: 'Probability of pN+',
    align: 'right',
    width: 150,
    sortValue: (row) => row.probability,
    cell: (row) => fixed(row.probability, 3),
  },
];
