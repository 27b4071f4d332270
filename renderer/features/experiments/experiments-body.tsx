import type { Experiment } from '#contract/procedures/experiments.ts';
import { Button } from '@mantine/core';
import { IconArrowLeft, IconFlask, IconPlus } from '@tabler/icons-react';
import { useQuery } from '../../api/use-query.ts';
import { StatusItem } from '../../ui/bar-slots.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FailedPage } from '../../ui/list-page.tsx';
import { hashOf, type Route } from '../../ui/routes.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { showDialog } from './dialogs.ts';
import { ExperimentList } from './experiment-list.tsx';
import { ExperimentView } from './experiment-view.tsx';
import styles from './experiments-page.module.css';
import { experimentsOf, type ExperimentsState } from './experiments-store.ts';
import { RunView } from './run-view.tsx';

export type ExperimentsPlace = Extract<Route, { readonly station: 'experiments' }>;

interface Props {
  readonly state: ExperimentsState;
  readonly place: ExperimentsPlace;
  readonly retry: () => void;
}

/** The list at the left and what is open of it at the right; a small window shows one of the two. */
export function ExperimentsBody({ state, place, retry }: Props) {
  const experiments = experimentsOf(state);
  if (!experiments && state.error) {
    return <FailedPage error={state.error} retry={retry} />;
  }
  if (!experiments) {
    return (
      <div className={styles.page}>
        <div className={styles.list}>
          <SkeletonRows rows={6} height={48} label="Loading the experiments" />
        </div>
      </div>
    );
  }
  if (experiments.length === 0) return <NoExperiments />;
  return <Shown {...{ experiments, state, place, retry }} />;
}

function NoExperiments() {
  return (
    <EmptyState
      icon={IconFlask}
      title="No network was trained here yet"
      action={
        <>
          <Button variant="filled" onClick={() => showDialog('new')}>
            New experiment
          </Button>
          <Button onClick={() => showDialog('devices')}>Compare the devices</Button>
        </>
      }
    >
      An experiment trains one or several networks on the same sets of patients: hospitals 1 to 4
      for training and internal validation, 5 and 6 as tests. Cases need a mask, features and pN.
      Begin with the preset “quick”: it takes minutes.
    </EmptyState>
  );
}

function Shown({
  experiments,
  state,
  place,
  retry,
}: Props & { readonly experiments: readonly Experiment[] }) {
  const { query: welcome } = useQuery('session.welcome', {});
  const demo = welcome.status === 'ready' && welcome.value.library.demo;
  const experiment = experiments.find(({ id }) => id === place.experimentId) ?? experiments[0];
  const run = experiment.runs.find(({ id }) => id === place.runId);
  const all = experiments.flatMap(({ runs }) => runs);
  const count = (wanted: 'running' | 'queued') =>
    all.filter((each) => each.state === wanted).length;

  return (
    <div className={styles.page} data-open={place.experimentId !== null}>
      <div className={styles.list}>
        <div className={styles.ways}>
          <Button
            leftSection={<IconPlus size={16} stroke={1.5} aria-hidden />}
            onClick={() => showDialog('new')}
          >
            New experiment
          </Button>
          <Button variant="subtle" onClick={() => showDialog('devices')}>
            Devices
          </Button>
        </div>
        {state.error && <ErrorNote error={state.error} retry={retry} />}
        <ExperimentList experiments={experiments} currentId={run?.id ?? experiment.id} />
      </div>
      <div className={styles.detail}>
        <a
          className={styles.back}
          href={hashOf({ station: 'experiments', experimentId: null, runId: null })}
        >
          <IconArrowLeft size={14} aria-hidden /> All experiments
        </a>
        {run ? (
          <RunView
            key={run.id}
            run={run}
            experiment={experiment}
            steps={state.live.steps.get(run.id) ?? []}
            demo={demo}
          />
        ) : (
          <ExperimentView key={experiment.id} experiment={experiment} demo={demo} />
        )}
      </div>
      <StatusItem label="Experiments">{experiments.length}</StatusItem>
      <StatusItem label="Runs">
        {count('running')} running, {count('queued')} waiting, {all.length} in all
      </StatusItem>
    </div>
  );
}
