import type { CohortView as CohortOfEngine } from '#contract/procedures/cohort.ts';
import { Tabs } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useConnection, useEngine } from '../../api/engine-context.tsx';
import { useFeed } from '../../api/library-feed.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { useKeys } from '../../ui/keys.ts';
import { cohortDesks, goTo, type CohortDesk } from '../../ui/routes.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { CohortHeader, LockedNote, UndoRedo } from './cohort-header.tsx';
import { CohortStatus } from './cohort-status.tsx';
import { cohortStore, patientsShown, type PlanChange } from './cohort-store.ts';
import styles from './cohort-view.module.css';
import { FlowDesk } from './flow/flow-desk.tsx';
import { MatchingDesk } from './matching/matching-desk.tsx';
import { SetsDesk } from './sets/sets-desk.tsx';

interface Props {
  readonly cohortId: string;
  readonly desk: CohortDesk;
  readonly onRemoved: () => void;
}

const deskWords: { readonly [D in CohortDesk]: { readonly name: string; readonly key: string } } = {
  flowchart: { name: 'Flowchart', key: 'f' },
  matching: { name: 'Matching', key: 'm' },
  sets: { name: 'Sets and lock', key: 's' },
};

/** Library changes that move patients between the boxes. */
const topics: ReadonlySet<string> = new Set(['cohorts', 'cases', 'clinical', 'masks']);
/** Changes that come together, ms, are one reason to ask again. */
const gatherMs = 150;

/** One cohort with its three desks: who is in, who stands beside whom, and what is what for. */
export function CohortView({ cohortId, desk, onRemoved }: Props) {
  const engine = useEngine();
  const feed = useFeed();
  const [store] = useState(() => cohortStore(engine, cohortId));
  const connected = useConnection() === 'connected';
  const known = useStore(store);
  const state = { ...known, ...patientsShown(known) };
  const { patients, error } = state;
  const view = state.view && withAsked(state.view, state.asked);

  useEffect(() => {
    if (connected) void store.load();
  }, [store, connected]);
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const stop = feed.onChange(({ topic }) => {
      if (!topics.has(topic)) return;
      clearTimeout(waiting);
      waiting = setTimeout(() => void store.load(), gatherMs);
    });
    return () => {
      clearTimeout(waiting);
      stop();
    };
  }, [feed, store]);

  const open = (to: CohortDesk) => goTo({ station: 'cohort', cohortId, desk: to });
  useKeys({
    f: () => open('flowchart'),
    m: () => open('matching'),
    s: () => open('sets'),
    'Ctrl+Z': () => void store.ask('cohorts.undo', 'header'),
    'Ctrl+Shift+Z': () => void store.ask('cohorts.redo', 'header'),
  });

  if (!view || !patients) {
    return (
      <div className={styles.loading}>
        {error ? (
          <ErrorNote error={error} retry={() => void store.load()} />
        ) : (
          <SkeletonRows rows={12} height={40} label="Loading the cohort" />
        )}
      </div>
    );
  }
  return (
    <article className={styles.view} aria-label={view.name} data-locked={view.locked !== null}>
      <CohortHeader store={store} view={view} onRemoved={onRemoved} />
      <Tabs
        className={styles.tabs}
        value={desk}
        onChange={(to) => open(cohortDesks.find((each) => each === to) ?? desk)}
      >
        <div className={styles.bar}>
          <Tabs.List>
            {cohortDesks.map((each) => (
              <Tabs.Tab key={each} value={each} rightSection={<Kbd keys={deskWords[each].key} />}>
                {deskWords[each].name}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <UndoRedo store={store} view={view} />
        </div>
        {view.locked && <LockedNote cohortId={view.id} locked={view.locked} />}
        {error && <ErrorNote error={error} retry={() => void store.load()} />}
        {state.failure?.at === 'header' && <ErrorNote error={state.failure.error} />}
        <Tabs.Panel value={desk} className={styles.desk}>
          {desk === 'flowchart' && <FlowDesk {...{ store, view, patients, state }} />}
          {desk === 'matching' && <MatchingDesk {...{ store, view, patients, state }} />}
          {desk === 'sets' && <SetsDesk {...{ store, view, state }} />}
        </Tabs.Panel>
      </Tabs>
      <CohortStatus view={view} preview={state.preview} />
    </article>
  );
}

/** The cohort with the plan that was just asked for, so that a switch does not wait for counts. */
function withAsked(view: CohortOfEngine, asked: PlanChange | null): CohortOfEngine {
  return asked ? { ...view, plan: { ...view.plan, ...asked } as CohortOfEngine['plan'] } : view;
}
