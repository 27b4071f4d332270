import type { Experiment, RunPreset } from '#contract/procedures/experiments.ts';
import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from '../../../api/use-query.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx';
import { DevicesDialog } from '../devices-dialog.tsx';
import { ExperimentForm } from './experiment-form.tsx';

interface Props {
  /** Counts the experiments, for a name to begin with. */
  readonly number: number;
  readonly onStarted: (experiment: Experiment) => void;
  readonly onClose: () => void;
}

/** Plans an experiment: one run or the study's grid, with what it will need, before it starts. */
export function NewExperimentDialog({ number, onStarted, onClose }: Props) {
  const { query, reload } = useQuery('experiments.presets', {});
  const [comparing, setComparing] = useState(false);
  return (
    <>
      <Modal opened onClose={onClose} title="New experiment" size={1120} closeOnEscape={!comparing}>
        {query.status === 'loading' && <SkeletonRows rows={14} label="Loading the presets" />}
        {query.status === 'failed' && <ErrorNote error={query.error} retry={reload} />}
        {query.status === 'ready' && (
          <ExperimentForm
            presets={query.value}
            first={firstPreset(query.value)}
            number={number}
            onStarted={onStarted}
            onCompare={() => setComparing(true)}
          />
        )}
      </Modal>
      {comparing && <DevicesDialog onClose={() => setComparing(false)} />}
    </>
  );
}

/** The one that ends within minutes, for whoever starts without looking. */
function firstPreset(presets: readonly RunPreset[]): RunPreset {
  return presets.find(({ id }) => id === 'quick') ?? presets[0];
}
